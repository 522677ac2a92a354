"""Who takes part in an event: the names of its sentence, chosen by learned weights."""
