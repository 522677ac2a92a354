"""Dates in numbers alone: "11/06/2024" may be of June or of November."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dateline.temporal import intervals
from dateline.temporal.edtf import one_of
from dateline.temporal.intervals import Interval
from dateline.temporal.resolution import Context, Resolution, day_value, explicit

_MARK = re.compile(r"[-/.]")
_NEAR = 14  # days before publication that news tells of
_FAR = 60  # and those that it then does not mean
_LIKELY = 0.8  # confidence in a reading that is the only plausible one
_OPEN = 0.5
_MONTH_FIRST = {"as", "bz", "fm", "gu", "mh", "mp", "ph", "pr", "pw", "um", "us", "vi"}  # countries


def numeric_date(written: str, context: Context) -> Resolution:
    """24/02/2022: a number above 12 tells the day; else the habit of the document or its country.

    Else the one reading that goes with the publication day and the verb; dots have the day first. What stays
    open has both readings.
    """
    first, second, year = map(int, _MARK.split(written))
    if year < 100:
        year = _with_century(year, context.publication)
    if first > 12 or second > 12 or first == second:
        return _day(year, min(first, second), max(first, second))
    if context.day_first is not None:
        return _day(year, second, first) if context.day_first else _day(year, first, second)
    if "." in written:
        return _day(year, second, first)
    month_first, day_first = intervals.day(year, first, second), intervals.day(year, second, first)
    likely = _plausible([month_first, day_first], context)
    if likely is not None:
        return replace(explicit(day_value(likely), Interval(likely, likely), "day"), confidence=_LIKELY)
    both = Interval(min(month_first, day_first), max(month_first, day_first))
    value = day_value(month_first if "/" in written else day_first)
    edtf = one_of(both.earliest, both.latest)
    return replace(explicit(value, both, "days"), uncertain=True, edtf=edtf, confidence=_OPEN)


def habit(found: Iterable[Mapping[str, object]], language: str) -> bool | None:
    """Whether a document writes the day before the month, or None.

    The first date in numbers that leaves no doubt tells, then the country of its language ("en-GB"), then
    the order of its dates in words.
    """
    orders = set()
    for fields in found:
        if numeric := fields.get("numeric"):
            first, second, _ = map(int, _MARK.split(str(numeric)))
            if (first > 12) != (second > 12):
                return first > 12
        elif "month" in fields and "day" in fields:
            names = list(fields)
            orders.add(names.index("day") < names.index("month"))
    country = language.replace("_", "-").lower().partition("-")[2]
    if country:
        return country not in _MONTH_FIRST
    return orders.pop() if len(orders) == 1 else None


def _with_century(year: int, publication: dt.date | None) -> int:
    """A year of two digits: not more than five years after publication."""
    century = (publication.year if publication else 2000) // 100 * 100
    ahead = publication is not None and year > publication.year % 100 + 5
    return year + century - (100 if ahead else 0)


def _day(year: int, month: int, day: int) -> Resolution:
    date = intervals.day(year, month, day)
    return explicit(day_value(date), Interval(date, date), "day")


def _plausible(readings: list[dt.date], context: Context) -> dt.date | None:
    """The reading on the side of publication that the verb points to, or just before it; None for both."""
    published = context.publication
    if published is None:
        return None
    behind = [day for day in readings if day <= published]
    if len(behind) == 1:
        ahead = next(day for day in readings if day > published)
        return ahead if context.direction() == "future" else behind[0]
    near = [day for day in behind if (published - day).days <= _NEAR]
    far = [day for day in behind if (published - day).days > _FAR]
    return near[0] if near and far else None
