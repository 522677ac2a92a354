"""Mentions to events, joined within and across documents; days and months to summaries."""

from dateline.timeline.joining import Joined, join
from dateline.timeline.lineage import Lineage, lineage
from dateline.timeline.summaries import SUMMARY_VERSION, summarise

__all__ = ["SUMMARY_VERSION", "Joined", "Lineage", "join", "lineage", "summarise"]
