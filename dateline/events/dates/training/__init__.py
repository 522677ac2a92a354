"""How the dating of events is learned."""
