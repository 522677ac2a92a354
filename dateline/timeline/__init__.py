"""Mentions to events, joined within and across documents; days, months and stories to summaries."""

from dateline.timeline.joining import Joined, join
from dateline.timeline.lineage import Lineage, lineage
from dateline.timeline.summaries import SUMMARY_VERSION, summarise, summarise_stories

__all__ = ["SUMMARY_VERSION", "Joined", "Lineage", "join", "lineage", "summarise", "summarise_stories"]
