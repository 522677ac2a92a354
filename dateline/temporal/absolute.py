"""Dates that the words say in full, and the calendar's parts of a known year."""

import datetime as dt

from dateline.records import Basis, Granularity
from dateline.temporal import intervals
from dateline.temporal.intervals import Interval, OutOfRange
from dateline.temporal.named_days import holiday
from dateline.temporal.resolution import Fields, Resolution, day_value, week_value


def in_year(
    known: Fields, year: int, basis: Basis, anchor: dt.date | None, month: int | None = None
) -> Resolution:
    """The calendar fields within a known year, or month of it."""
    month, day = month or known.number("month"), known.number("day")
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
        if (nth := known.number("nth")) and "weekend_of_month" in known:
            saturday = intervals.day(year, month, _nth_weekday(whole, 6, nth))
            weekend = Interval(saturday, intervals.plus(saturday, 1))
            return resolved(f"{week_value(saturday)}-WE", weekend, "days")
        if nth:
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
