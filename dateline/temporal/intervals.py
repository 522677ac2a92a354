"""Calendar arithmetic: units as intervals of days, both ends inclusive. Weeks start on Monday (ISO 8601)."""

import calendar
import datetime as dt
from dataclasses import dataclass

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month; meteorological, northern hemisphere
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_MONTHS = {"month": 1, "quarter": 3, "half": 6}
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `earliest` to `latest`, both inclusive."""

    earliest: dt.date
    latest: dt.date


class OutOfRange(ValueError):
    """A day that the calendar of Python (years 1 to 9999) does not have."""


def day(year: int, month: int, day_of_month: int) -> dt.date:
    """A day; OutOfRange when there is none (30 February)."""
    try:
        return dt.date(year, month, day_of_month)
    except ValueError as error:
        raise OutOfRange(str(error)) from error


def plus(date: dt.date, days: int) -> dt.date:
    """A day so many days away; OutOfRange beyond the calendar."""
    try:
        return date + dt.timedelta(days=days)
    except OverflowError as error:
        raise OutOfRange(str(error)) from error


def month(year: int, number: int) -> Interval:
    """A month of a year; months beyond 12 run on into the next years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    first = day(year, number, 1)
    return Interval(first, first.replace(day=calendar.monthrange(year, number)[1]))


def months(year: int, first: int, count: int) -> Interval:
    """`count` months from month `first` of a year."""
    return Interval(month(year, first).earliest, month(year, first + count - 1).latest)


def years(first: int, count: int) -> Interval:
    """`count` years from year `first`."""
    return Interval(day(max(first, 1), 1, 1), day(first + count - 1, 12, 31))


def season(year: int, name: str) -> Interval:
    """A season (SP, SU, FA, WI) that begins in the year: winter runs on into the next."""
    return months(year, SEASON_MONTHS[name], 3)


def week(date: dt.date) -> Interval:
    """The ISO week that holds a day."""
    monday = plus(date, -date.weekday())
    return Interval(monday, plus(monday, 6))


def containing(unit: str, date: dt.date) -> Interval:
    """The unit (day, week, weekend, month, quarter, half, year, decade, century …) that holds a day."""
    if unit in ("day", "night"):
        return Interval(date, date)
    if unit in ("week", "fortnight"):
        return week(date)
    if unit == "weekend":
        return Interval(week(date).latest - dt.timedelta(days=1), week(date).latest)
    if unit in _MONTHS:
        size = _MONTHS[unit]
        return months(date.year, (date.month - 1) // size * size + 1, size)
    size = _YEARS[unit]
    return years(date.year // size * size, size)


def shift(date: dt.date, unit: str, count: int) -> dt.date:
    """A day moved by whole units; the end of a shorter month stands for days that it lacks."""
    if unit in _DAYS:
        return plus(date, count * _DAYS[unit])
    moved = count * (_MONTHS[unit] if unit in _MONTHS else 12 * _YEARS[unit])
    target = month(date.year, date.month + moved)
    return target.earliest.replace(day=min(date.day, target.latest.day))


def half(whole: Interval, place: int) -> Interval:
    """The first (0) or second (1) half of an interval, in whole days, or years from a decade up."""
    count = whole.latest.year - whole.earliest.year + 1
    if count >= 10:
        cut = whole.earliest.year + count // 2
        return years(cut, count - count // 2) if place else years(whole.earliest.year, count // 2)
    middle = whole.earliest + (whole.latest - whole.earliest) / 2
    cuts = [(whole.earliest, middle), (middle + dt.timedelta(days=1), whole.latest)]
    return Interval(*cuts[place])


def third(whole: Interval, mod: str) -> Interval:
    """The early (START), middle (MID) or late (END) part of an interval.

    Of a month the 1st to 10th, 11th to 20th and the rest; of anything else thirds in whole days, months
    (from a quarter up) or years (from a decade up), the middle taking what does not divide. One or two days
    stay whole.
    """
    span = (whole.latest - whole.earliest).days + 1
    if span < 3:
        return whole
    place = {"START": 0, "MID": 1, "END": 2}[mod]
    if span < 85:
        size = span // 3
        second = whole.earliest + dt.timedelta(days=size)
        last = whole.earliest + dt.timedelta(days=2 * size)
        day_before = dt.timedelta(days=1)
        starts = (whole.earliest, second, last)
        ends = (second - day_before, last - day_before, whole.latest)
        return Interval(starts[place], ends[place])
    if span < 3000:
        count = (whole.latest.year - whole.earliest.year) * 12 + whole.latest.month - whole.earliest.month + 1
        size = count // 3
        return months(whole.earliest.year, whole.earliest.month + place * size, size)
    count = whole.latest.year - whole.earliest.year + 1
    size = count // 3
    start = whole.earliest.year + place * size + (1 if place == 2 and count % 3 else 0)
    return years(start, size + (1 if place == 1 and count % 3 else 0))
