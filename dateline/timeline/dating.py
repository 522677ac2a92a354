"""The date of a joined event: what its reports' intervals have in common, the best evidence first."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.records import UNDATED, ResolvedDate
from dateline.temporal.edtf import edtf_of


@dataclass(frozen=True, slots=True)
class Told:
    """A date with the publication day of its report, and whether that corrects the date of earlier ones."""

    date: ResolvedDate
    published: dt.date | None
    corrects: bool = False


def joined_date(told: Sequence[Told]) -> ResolvedDate:
    """The intersection of an event's dates: the most trusted, the most precise, the latest told first.

    Dates that correct earlier reports come before all others, the last told first. A date that excludes what
    better evidence says is passed over (`contradicts` finds it again). Words, basis, anchor and rule are
    those of the best evidence.
    """
    evidence = [each.date for each in sorted(told, key=_rank) if each.date.basis != "none"]
    if not evidence:
        return UNDATED
    best = joined = evidence[0]
    for date in evidence[1:]:
        if not contradicts(joined, date):
            joined = replace(
                joined,
                earliest=max(filter(None, (joined.earliest, date.earliest)), default=None),
                latest=min(filter(None, (joined.latest, date.latest)), default=None),
            )
    if (joined.earliest, joined.latest) == (best.earliest, best.latest):
        return best
    whole = joined.earliest is not None and joined.latest is not None
    return replace(
        joined,
        edtf=edtf_of(joined.earliest, joined.latest, best.qualifier),
        granularity=("day" if joined.earliest == joined.latest else "days") if whole else "open",
    )


def contradicts(one: ResolvedDate, other: ResolvedDate) -> bool:
    """Whether two dates have no day in common."""
    return _after(one.earliest, other.latest) or _after(other.earliest, one.latest)


def _after(first: dt.date | None, last: dt.date | None) -> bool:
    return first is not None and last is not None and first > last


def _rank(told: Told) -> tuple[bool, int, bool, int, int, float, int, str, str]:
    """Order of trust: corrections, the last first; more than that it was over; confidence, by quarters.

    Then the shorter interval, confidence to the hundredth, the later report, and words, to be stable.
    """
    date = told.date
    length = 10**6
    if date.earliest is not None and date.latest is not None:
        length = (date.latest - date.earliest).days
    late = -(told.published or dt.date.min).toordinal()
    last = late if told.corrects else 0
    is_bound = date.basis == "publication"
    return (
        not told.corrects,
        last,
        is_bound,
        -round(4 * date.confidence),
        length,
        -date.confidence,
        late,
        date.edtf or "",
        date.text or "",
    )
