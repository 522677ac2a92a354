"""Dates that are units away from the publication day or the expression before: 'last week', 'a day later'."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from dateline.records import Basis, Granularity
from dateline.temporal import intervals
from dateline.temporal.absolute import in_year
from dateline.temporal.fiscal import calendar_quarter
from dateline.temporal.intervals import Interval
from dateline.temporal.resolution import (
    CLOCK_UNITS,
    Context,
    Fields,
    Resolution,
    day_value,
    unresolved,
    week_value,
)

_OPEN = {"MORE_THAN", "EQUAL_OR_MORE"}
_CLOSE = {"LESS_THAN", "EQUAL_OR_LESS"}


def shifted(known: Fields, context: Context) -> Resolution:
    """The date that the fields reach from the publication day or from the expression before."""
    count, numbered = _steps(known, known.amount())
    far = _shifted(known, context, count, numbered)
    if far.interval is None or not numbered:
        return far
    if "upto" in known:  # "ten to twenty years ago": from the one to the other
        near = _shifted(known, context, _steps(known, known.amount("count"))[0], numbered)
        return far if near.interval is None else _joined(far, near.interval)
    ahead = (known.number("direction") or 1) > 0
    if known.text("mod") in _OPEN:  # "more than two years ago": then, or any time before
        return replace(far, open_start=not ahead, open_end=ahead)
    if known.text("mod") in _CLOSE and far.anchor is not None:
        return _joined(far, Interval(far.anchor, far.anchor))
    return far


def _joined(resolution: Resolution, other: Interval) -> Resolution:
    """A resolution whose interval goes on to another."""
    assert resolution.interval is not None
    earliest = min(resolution.interval.earliest, other.earliest)
    latest = max(resolution.interval.latest, other.latest)
    return replace(resolution, interval=Interval(earliest, latest), granularity="days")


def _shifted(known: Fields, context: Context, count: int | float | str, numbered: bool) -> Resolution:
    unit = known.text("unit") or "day"
    told = context.quarter if "bare" in known and unit == "quarter" and "ended" not in known else None
    if told is not None and told.interval is not None:
        return replace(told, mod=None, basis="relative_to_expression", anchor=told.interval.earliest)
    if "bare" in known and _is_over(unit, context):
        count = -1
    narrative = known.text("anchor") == "expression"
    if context.narrative and context.previous and "deictic" not in known:
        narrative = True  # its "last week" and "two days ago" count from the date that it has reached
    previous = context.previous if narrative else None
    if narrative and unit in ("day", "night"):
        previous = context.previous_day or previous
    base = previous.interval if previous else None
    if narrative and base is None and ("preceding" in known or "lone" in known):
        narrative = False  # "up from the previous year", "at noon": with nothing before it, of publication
    if narrative and (base is None or previous is None):
        return unresolved("X" * 4 if unit == "year" else "XXXX-XX-XX", "none")
    if not narrative:
        if context.publication is None:
            return unresolved("XXXX-XX-XX" if unit in ("day", "night") else "XXXX", "none")
        base = Interval(context.publication, context.publication)
    assert base is not None
    basis: Basis = "relative_to_expression" if narrative else "relative_to_publication"
    of_quarter = numbered and unit == "year" and count == -1 and "quarter" not in known
    if of_quarter and context.quarter and context.quarter.interval:
        # figures of a quarter "up from a year ago" are compared with the same quarter's
        unit, count, base = "quarter", -4, calendar_quarter(context.quarter) or context.quarter.interval
        basis = "relative_to_expression"
    if unit in CLOCK_UNITS:
        return _hours_away(unit, count, base, basis)
    if isinstance(count, str):
        return unresolved("PAST_REF" if (known.number("direction") or 1) < 0 else "FUTURE_REF", "none")
    if isinstance(count, float):
        unit, count = _finer(unit, count)
    if "exact" in known or (narrative and numbered and unit in ("day", "night", "week", "fortnight")):
        moved = Interval(
            intervals.shift(base.earliest, unit, count), intervals.shift(base.latest, unit, count)
        )
        single = moved.earliest == moved.latest
        value = day_value(moved.earliest) if single else "XXXX-XX-XX"
        return Resolution("DATE", value, None, moved, "day" if single else "days", basis, base.earliest)
    anchored = intervals.shift(base.earliest, unit, count)
    if narrative and numbered and count and unit == "year" and previous and previous.granularity == "month":
        unit = "month"  # "a year earlier" than a month is a month
    whole = intervals.containing(unit, anchored)
    inside = _inside(known, unit, whole, basis, base.earliest)
    return inside or Resolution(
        "DATE", _unit_value(unit, whole), None, whole, _granularity(unit), basis, base.earliest
    )


def _is_over(unit: str, context: Context) -> bool:
    """Whether "the weekend" or "the quarter" is the one that ended: by the verb, and on working days."""
    way = context.direction()
    if unit == "weekend":
        return way != "future" and context.publication is not None and context.publication.weekday() < 5
    return way == "past"


def _steps(known: Fields, amount: float | str) -> tuple[int | float | str, bool]:
    """How many units to go, signed, and whether the words number them ('two weeks later')."""
    for name in ("deictic", "last", "this", "next", "following", "preceding"):
        if name in known:
            return known.number(name) or 0, False
    if isinstance(amount, str):
        return amount, True
    amount *= known.number("direction") or 1
    return int(amount) if float(amount).is_integer() else float(amount), True


def _finer(unit: str, count: float) -> tuple[str, int]:
    """Half units as whole ones of the next size: half a year is six months."""
    size = {"year": ("month", 12), "decade": ("year", 10), "century": ("year", 100), "month": ("day", 30)}
    finer, factor = size.get(unit, ("day", 7 if unit == "week" else 1))
    return finer, round(count * factor)


def _hours_away(unit: str, count: int | float | str, base: Interval, basis: Basis) -> Resolution:
    """Hours from a day whose hour is not known: that day or the one beside it."""
    if isinstance(count, str):
        return unresolved("PAST_REF", "none")
    hours = count if unit == "hour" else count / 60 if unit == "minute" else count / 3600
    near, far = int(hours / 24), -int(-abs(hours) // 24) * (1 if hours >= 0 else -1)
    moved = sorted((intervals.plus(base.earliest, near), intervals.plus(base.latest, far)))
    interval = Interval(moved[0], moved[1])
    return Resolution("DATE", day_value(moved[1]), None, interval, "days", basis, base.earliest)


def _inside(known: Fields, unit: str, whole: Interval, basis: Basis, anchor: dt.date) -> Resolution | None:
    """What finer fields select within a shifted unit: a weekday of last week, a month or day of last year."""
    weekday = known.number("weekday")
    if unit == "week" and weekday is not None:
        date = intervals.plus(whole.earliest, weekday - 1)
        return Resolution("DATE", day_value(date), None, Interval(date, date), "day", basis, anchor)
    if unit == "month" and ("nth" in known or "week_of_month" in known):
        return in_year(known, whole.earliest.year, basis, anchor, whole.earliest.month)
    if unit == "month" and "day" in known:
        date = intervals.day(whole.earliest.year, whole.earliest.month, known.number("day") or 1)
        return Resolution("DATE", day_value(date), None, Interval(date, date), "day", basis, anchor)
    if unit in ("month", "year") and "day_of" in known:
        date = whole.latest if known.text("day_of") == "last" else whole.earliest
        return Resolution("DATE", day_value(date), None, Interval(date, date), "day", basis, anchor)
    if unit == "year" and any(name in known for name in ("month", "quarter", "half", "season")):
        return in_year(known, whole.earliest.year, basis, anchor)
    return None


def _unit_value(unit: str, whole: Interval) -> str:
    first = whole.earliest
    if unit in ("day", "night"):
        return day_value(first)
    if unit in ("week", "fortnight"):
        return week_value(first)
    if unit == "weekend":
        return f"{week_value(first)}-WE"
    if unit == "month":
        return f"{first.year:04}-{first.month:02}"
    if unit == "quarter":
        return f"{first.year:04}-Q{(first.month + 2) // 3}"
    digits = {"year": 4, "decade": 3, "century": 2, "millennium": 1}[unit]
    return f"{first.year:04}"[:digits]


def _granularity(unit: str) -> Granularity:
    names: Mapping[str, Granularity] = {
        "day": "day",
        "night": "part_of_day",
        "week": "week",
        "fortnight": "week",
        "weekend": "days",
        "month": "month",
        "quarter": "quarter",
        "year": "year",
        "decade": "decade",
        "century": "century",
        "millennium": "century",
    }
    return names[unit]
