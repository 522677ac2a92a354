"""What resolving works with: the fields of an expression, what it counts from, and the answer."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dateline.records import Basis, Granularity, Qualifier, ResolvedDate, TimexType
from dateline.temporal.direction import Direction
from dateline.temporal.edtf import edtf_of, qualified
from dateline.temporal.intervals import Interval

CLOCK_UNITS = ("hour", "minute", "second")
_APPROXIMATE = {"START", "MID", "END", "APPROX"}
_QUALIFIERS: Mapping[tuple[bool, bool], Qualifier] = {
    (False, False): "",
    (True, False): "~",
    (False, True): "?",
    (True, True): "%",
}
_CONFIDENCE: Mapping[Basis, float] = {
    "explicit": 0.95,
    "relative_to_publication": 0.9,
    "relative_to_expression": 0.75,
    "none": 0.0,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is resolved against.

    `publication`: the publication day; `previous`: the expression before, as resolved, and `same_sentence`
    whether it stands in this one; `previous_day`: the last one that names a day; `quarter`: that which
    figures are compared with; `narrative`: whether the document tells of times gone by; `day_first`: how it
    writes numeric dates; `fiscal_month`: that in which its fiscal year begins; `heading`: the year of the
    heading above; `year_bc`: the year before our era that it has reached; `direction`: which way the verb
    points, asked for only when it matters.
    """

    publication: dt.date | None
    previous: "Resolution | None"
    previous_day: "Resolution | None"
    quarter: "Resolution | None"
    same_sentence: bool
    narrative: bool
    day_first: bool | None
    fiscal_month: int | None
    heading: int | None
    year_bc: int | None
    direction: Callable[[], Direction]

    @property
    def base(self) -> tuple[dt.date | None, Basis]:
        """The day that relative expressions count from: in a narrative the one reached, else publication."""
        reached = self.previous.interval if self.previous else None
        if self.narrative and reached is not None:
            return reached.latest, "relative_to_expression"
        return self.publication, "relative_to_publication"


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolved expression: TIMEX3 type, value and mod; interval; what it was resolved against.

    `uncertain` says that the words do not tell which days of the interval are meant; `edtf` is its form, and
    `confidence` the trust in it, where they are others than those of such an interval and basis.
    """

    timex_type: TimexType
    value: str
    mod: str | None
    interval: Interval | None
    granularity: Granularity
    basis: Basis
    anchor: dt.date | None
    spans: bool = False
    open_start: bool = False  # its interval is the nearest that the words allow: "more than two years ago"
    open_end: bool = False
    uncertain: bool = False
    edtf: str | None = None
    confidence: float | None = None

    def date(self, rule: str, text: str) -> ResolvedDate:
        """The date columns of the expression."""
        approximate = self.mod in _APPROXIMATE
        qualifier = _QUALIFIERS[approximate, self.uncertain]
        if self.interval is None and self.edtf is None:
            basis: Basis = "none"
            return ResolvedDate(
                None, None, None, "within", self.granularity, qualifier, basis, text, None, rule, 0.0
            )
        earliest, latest = self._ends()
        edtf = edtf_of(earliest, latest, qualifier) if self.edtf is None else qualified(self.edtf, qualifier)
        return ResolvedDate(
            edtf=edtf,
            earliest=earliest,
            latest=latest,
            extent="spans" if self.spans else "within",
            granularity="open" if self.open_start or self.open_end else self.granularity,
            qualifier=qualifier,
            basis=self.basis,
            text=text,
            anchor=self.anchor,
            rule=rule,
            confidence=_CONFIDENCE[self.basis] if self.confidence is None else self.confidence,
        )

    def _ends(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day that it may have, None where open."""
        if self.interval is None:  # before our era: before the first day that there is
            return None, dt.date.min
        earliest = None if self.open_start else self.interval.earliest
        return earliest, None if self.open_end else self.interval.latest


class Fields:
    """Typed access to the fields of an expression."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self._fields = fields

    def __contains__(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def without(self, *names: str) -> "Fields":
        """The fields but for some."""
        return Fields({name: value for name, value in self._fields.items() if name not in names})

    def but(self, **changed: object) -> "Fields":
        """The fields, some of them others."""
        return Fields({**self._fields, **changed})

    def number(self, name: str) -> int | None:
        """A field's number; None where there is none."""
        value = self._fields.get(name)
        return int(value) if isinstance(value, int | float) else None

    def text(self, name: str) -> str | None:
        """A field's words; None where there are none."""
        value = self._fields.get(name)
        return value if isinstance(value, str) else None

    def amount(self, name: str = "upto") -> float | str:
        """The count of units, of two ("ten to twenty") the second; 'X' where the words give no number."""
        value = self._fields.get(name, self._fields.get("count", 1))
        if isinstance(value, int | float):
            return value + float(str(self._fields.get("plus", 0)))
        return value if isinstance(value, str) else 1


def explicit(value: str, interval: Interval, granularity: Granularity) -> Resolution:
    """A date that the words say in full."""
    return Resolution("DATE", value, None, interval, granularity, "explicit", None)


def day_value(date: dt.date) -> str:
    """The TIMEX3 value of a day."""
    return date.isoformat()


def week_value(date: dt.date) -> str:
    """The TIMEX3 value of the ISO week of a day."""
    year, week, _ = date.isocalendar()
    return f"{year:04}-W{week:02}"


def unresolved(value: str, granularity: Granularity) -> Resolution:
    """An expression that nothing resolves."""
    return Resolution("DATE", value, None, None, granularity, "none", None)
