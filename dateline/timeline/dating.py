"""The date of a joined event: what its reports' intervals have in common, the best evidence first."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.records import UNDATED, ResolvedDate
from dateline.temporal.edtf import edtf_of


def joined_date(dates: Sequence[ResolvedDate]) -> ResolvedDate:
    """The intersection of the dates of an event's mentions, which never exclude each other.

    Words, basis, anchor and rule are those of the most trusted and then most precise evidence.
    """
    evidence = sorted((date for date in dates if date.basis != "none"), key=_rank)
    if not evidence:
        return UNDATED
    best = evidence[0]
    earliest = max((date.earliest for date in evidence if date.earliest), default=None)
    latest = min((date.latest for date in evidence if date.latest), default=None)
    if (earliest, latest) == (best.earliest, best.latest):
        return best
    whole = earliest is not None and latest is not None
    return replace(
        best,
        edtf=edtf_of(earliest, latest, best.qualifier),
        earliest=earliest,
        latest=latest,
        granularity=("day" if earliest == latest else "days") if whole else "open",
    )


def _rank(date: ResolvedDate) -> tuple[float, int, str, str]:
    """Order of trust: confidence, then the shorter interval, then the words, for a stable choice."""
    length = 10**6
    if date.earliest is not None and date.latest is not None:
        length = (date.latest - date.earliest).days
    return -date.confidence, length, date.edtf or "", date.text or ""
