"""Dates that the words say in full, and the calendar's parts of a known year."""

import datetime as dt
from collections.abc import Iterable

from dateline.records import Basis, Granularity
from dateline.temporal import intervals
from dateline.temporal.intervals import Interval, OutOfRange
from dateline.temporal.named_days import holiday
from dateline.temporal.resolution import (
    Context,
    Fields,
    Resolution,
    day_value,
    explicit,
    unresolved,
)


def numeric_date(written: str, context: Context) -> Resolution:
    """24/02/2022: a number above 12 tells the day; else the document's habit; else dots have it first."""
    separator = "/" if "/" in written else "."
    first, second, year = (int(part) for part in written.split(separator))
    if year < 100:
        century = (context.publication.year if context.publication else 2000) // 100 * 100
        year += (
            century
            if context.publication is None or year <= context.publication.year % 100 + 5
            else century - 100
        )
    day_first = separator == "." if context.day_first is None else context.day_first
    month, day = (second, first) if first > 12 or (day_first and second <= 12) else (first, second)
    date = intervals.day(year, month, day)
    return explicit(day_value(date), Interval(date, date), "day")


def habit(written: Iterable[str]) -> bool | None:
    """Whether a document's numeric dates have the day first, by the first that leaves no doubt, or None."""
    for date in written:
        first, second = (int(part) for part in date.replace(".", "/").split("/")[:2])
        if (first > 12) != (second > 12):
            return first > 12
    return None


def in_year(
    known: Fields, year: int, basis: Basis, anchor: dt.date | None, month: int | None = None
) -> Resolution:
    """The calendar fields within a known year, or month of it."""
    month, day = month or known.number("month"), known.number("day")
    if stamp := known.text("stamp"):
        day = int(stamp[:2])
    if name := known.text("holiday"):
        date = holiday(name, year)
        month, day = date.month, date.day

    def resolved(value: str, interval: Interval, granularity: Granularity) -> Resolution:
        return Resolution("DATE", value, None, interval, granularity, basis, anchor)

    if month is not None:
        whole = intervals.month(year, month)
        if known.text("day_of"):
            day = whole.latest.day if known.text("day_of") == "last" else 1
        if nth := known.number("week_of_month"):
            start = (
                intervals.plus(whole.latest, -6) if nth < 0 else intervals.plus(whole.earliest, 7 * nth - 7)
            )
            end = min(whole.latest, intervals.plus(start, 6))
            if end < start:
                raise OutOfRange(f"no month has {nth} weeks")
            return resolved(f"{year:04}-{month:02}", Interval(start, end), "week")
        if nth := known.number("nth"):
            day = _nth_weekday(whole, known.number("weekday") or 1, nth)
        if day is None:
            return resolved(f"{year:04}-{month:02}", whole, "month")
        date = intervals.day(year, month, day)
        return resolved(day_value(date), Interval(date, date), "day")
    if season := known.text("season"):
        return resolved(f"{year:04}-{season}", intervals.season(year, season), "season")
    if quarter := known.number("quarter"):
        if quarter > 4:
            raise OutOfRange("a year has four quarters")
        return resolved(f"{year:04}-Q{quarter}", intervals.months(year, 3 * quarter - 2, 3), "quarter")
    if half := known.number("half"):
        return resolved(f"{year:04}-H{half}", intervals.months(year, 6 * half - 5, 6), "half")
    return resolved(f"{year:04}", intervals.years(year, 1), "year")


def _nth_weekday(month: Interval, weekday: int, nth: int) -> int:
    """The day of a month that is its nth such weekday, its last for -1; OutOfRange where there is none."""
    if nth < 0:
        return month.latest.day - (month.latest.isoweekday() - weekday) % 7
    day = 1 + (weekday - month.earliest.isoweekday()) % 7 + 7 * (nth - 1)
    if day > month.latest.day:
        raise OutOfRange(f"the month has no {nth} such weekdays")
    return day


def night_of_two_days(known: Fields, context: Context) -> Resolution:
    """'the night of 9 to 10 November': the first day's night, over both days."""
    year = (
        known.number("year") or context.heading or (context.publication.year if context.publication else None)
    )
    if year is None:
        return unresolved("XXXX-XX-XX", "day")
    first = intervals.day(year, known.number("month") or 1, known.number("day") or 1)
    last = intervals.day(year, known.number("month") or 1, known.number("last_day") or 1)
    if last < first:
        raise OutOfRange("the days run backwards")
    return explicit(day_value(first), Interval(first, last), "days")
