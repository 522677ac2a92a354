"""Mentions to events, joined within and across documents."""

from dateline.timeline.joining import Joined, join
from dateline.timeline.lineage import Lineage, lineage

__all__ = ["Joined", "Lineage", "join", "lineage"]
