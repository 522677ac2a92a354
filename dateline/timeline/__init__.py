"""Mentions to events, joined within and across documents."""

from dateline.timeline.joining import EventParticipant, Joined, join
from dateline.timeline.lineage import Lineage, lineage

__all__ = ["EventParticipant", "Joined", "Lineage", "join", "lineage"]
