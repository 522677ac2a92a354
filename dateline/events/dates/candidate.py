"""A date that an event may have, with its evidence, and what such dates are made of."""

import datetime as dt
from dataclasses import dataclass, replace

from dateline.events.dates.story import Days
from dateline.records import Basis, Granularity, ResolvedDate
from dateline.temporal.edtf import edtf_of

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that an event may have: `kind` says from where, `place` is the sentence and words that give it.

    `reading` says what is made of them, if not the plain date.

    `clues` are of how it is given; `event` is the number of the event that it is taken from.
    """

    kind: str
    date: ResolvedDate
    reading: str = ""
    clues: tuple[str, ...] = ()
    place: tuple[int, int, int] | None = None
    event: int | None = None

    @property
    def name(self) -> str:
        """Its kind and reading."""
        return f"{self.kind} {self.reading}".strip()

    @property
    def days(self) -> Days:
        """Its first and last day."""
        return self.date.earliest, self.date.latest

    @property
    def is_whole(self) -> bool:
        """Whether both ends are known."""
        return self.date.earliest is not None and self.date.latest is not None

    def is_within(self, other: "Candidate") -> bool:
        """Whether all of its days are among those of another; both are whole."""
        (low, high), (first, last) = self.days, other.days
        assert low is not None and high is not None and first is not None and last is not None
        return first <= low and high <= last


def shared(days: Days, others: Days) -> float:
    """The days that two whole intervals share, of all that either covers."""
    (low, high), (first, last) = days, others
    assert low is not None and high is not None and first is not None and last is not None
    both = (min(high, last) - max(low, first)).days + 1
    return max(0.0, both / ((max(high, last) - min(low, first)).days + 1))


def from_publication(
    published: dt.date,
    earliest: dt.date | None,
    latest: dt.date | None,
    basis: Basis,
    granularity: Granularity,
    rule: str,
) -> ResolvedDate:
    """A date that publication alone gives, or that is counted from it."""
    edtf = edtf_of(earliest, latest)
    return ResolvedDate(edtf, earliest, latest, "within", granularity, "", basis, None, published, rule, 1.0)


def bounded(date: ResolvedDate, earliest: dt.date | None, latest: dt.date | None, rule: str) -> ResolvedDate:
    """A date with other ends."""
    return replace(
        date,
        edtf=edtf_of(earliest, latest, date.qualifier),
        earliest=earliest,
        latest=latest,
        extent="within",
        granularity="open" if earliest is None or latest is None else "days",
        rule=f"{rule}: {date.rule}",
    )


def until(date: ResolvedDate, published: dt.date | None) -> ResolvedDate | None:
    """A date that goes on from another to publication; None where that is no longer."""
    if date.earliest is None or published is None or date.earliest >= published - _DAY:
        return None
    return replace(bounded(date, date.earliest, published, "until publication"), extent="spans")


def bucket(count: int) -> str:
    """A count, the larger the coarser."""
    return str(count) if count <= 2 else "3-5" if count <= 5 else "6-10" if count <= 10 else "11+"
