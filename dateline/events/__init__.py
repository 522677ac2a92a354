"""Sentences and time expressions to event mentions: triggers, participants, realis, dates."""
