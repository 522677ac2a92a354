"""From the fields of an expression to its TIMEX3 value and its interval of days.

The sources of the conventions are TimeML 1.2.1 (values and modifiers), ISO 8601-2 (EDTF), and news usage for
what a bare weekday, month or day of the month means.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from dateline.records import Granularity
from dateline.temporal import intervals
from dateline.temporal.absolute import in_year
from dateline.temporal.eras import before_our_era, from_year_bc
from dateline.temporal.fiscal import calendar_quarter, of_accounts
from dateline.temporal.intervals import Interval, OutOfRange
from dateline.temporal.numeric import numeric_date
from dateline.temporal.partial import yearless
from dateline.temporal.resolution import (
    CLOCK_UNITS,
    Context,
    Fields,
    Resolution,
    day_value,
    explicit,
    unresolved,
    week_value,
)
from dateline.temporal.shifted import shifted

_CODES = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_CODES |= {"decade": "DE", "century": "CE", "weekend": "WE", "quarter": "Q", "night": "N", "millennium": "ML"}

_LAST_OF_NIGHT = ("last_day", "last_month", "last_weekday")
_HALVES = {"FIRST_HALF": (0, "START"), "SECOND_HALF": (1, "END")}
_IN_YEARS = {"decade": 10, "century": 100, "millennium": 1000}


def resolve(fields: Mapping[str, object], context: Context) -> Resolution:
    """Resolve an expression; a day that there is not (30 February) stays open: its granularity is 'none'."""
    known = Fields(fields)
    kind = known.text("kind")
    try:
        if kind == "reference":
            return _reference(known)
        if kind == "set":
            return _set(known)
        if kind == "duration":
            return _duration(known, context)
        dated = _week_about(_calendar(known, context), known)
        if "fiscal" in known:
            dated = of_accounts(dated, known, context)
        return _with_time(_modified(dated, known, context), known)
    except OutOfRange:
        return unresolved("XXXX-XX-XX", "none")


def _reference(known: Fields) -> Resolution:
    value = known.text("reference") or "PRESENT_REF"
    return Resolution("DATE", value, None, None, "none", "none", None)


def _set(known: Fields) -> Resolution:
    if "freq" in known:
        repeated = _period(1, known.text("unit") or "day")
    else:
        repeated = known.text("repeated") or _repeated(known)
    return Resolution("SET", repeated, None, None, "none", "none", None)


def _repeated(known: Fields) -> str:
    """What comes again: a unit ("every two weeks"), or a day, weekday, month, season or part of the day."""
    month, day, weekday = known.number("month"), known.number("day"), known.number("weekday")
    part = f"T{known.text('part')}" if "part" in known else ""
    if unit := known.text("unit"):
        return _period(known.amount(), unit)
    if weekday is not None:
        return f"XXXX-WXX-{weekday}{part}"
    if day is not None:
        return f"XXXX-{'XX' if month is None else f'{month:02}'}-{day:02}"
    if month is not None:
        return f"XXXX-{month:02}"
    return f"XXXX-{known.text('season')}" if "season" in known else f"XXXX-XX-XX{part}"


def _period(amount: float | str, unit: str) -> str:
    """An ISO 8601 period: P3Y, PT24H, P2.5M, PXD."""
    if unit == "fortnight":
        amount, unit = (amount if isinstance(amount, str) else 2 * amount), "week"
    if not isinstance(amount, str) and unit in _IN_YEARS:
        amount, unit = amount * _IN_YEARS[unit], "year"
    number = amount if isinstance(amount, str) else f"{amount:.12g}"
    return f"P{'T' if unit in CLOCK_UNITS else ''}{number}{_CODES[unit]}"


def _duration(known: Fields, context: Context) -> Resolution:
    unit, amount = known.text("unit") or "day", known.amount()
    if glued := known.text("glued"):
        number, unit = glued.split()
        amount = float(number)
    period = Resolution("DURATION", _period(amount, unit), known.text("mod"), None, "none", "none", None)
    towards = next((known.number(name) for name in ("last", "next") if name in known), None)
    if towards is None or context.publication is None or isinstance(amount, str) or unit in CLOCK_UNITS:
        return period
    other = intervals.shift(context.publication, unit, towards * max(1, int(amount)))
    ends = sorted((context.publication, other))
    return replace(
        period,
        interval=Interval(ends[0], ends[1]),
        granularity="days",
        basis="relative_to_publication",
        anchor=context.publication,
        spans=True,
    )


def _calendar(known: Fields, context: Context) -> Resolution:
    if known.text("era") == "BC":
        return before_our_era(known, known.number("year") or 0)
    full = ("year", "deictic", "century", "decade", "iso", "numeric")
    if any(name in known for name in _LAST_OF_NIGHT):
        return _night_of_two_days(known, context)
    if context.year_bc is not None and not any(name in known for name in full):
        return from_year_bc(known, context.year_bc)
    if written := known.text("iso"):
        date = intervals.day(*map(int, written.split("-")))
        return explicit(day_value(date), Interval(date, date), "day")
    if written := known.text("numeric"):
        return numeric_date(written, context)
    if "same" in known:
        return _the_same(known, context)
    if "unit" in known or "deictic" in known:
        return shifted(known, context)
    if "century" in known:
        number = (known.number("century") or 1) - 1
        return explicit(f"{number:02}", intervals.years(number * 100, 100), "century")
    if "decade" in known:
        number = known.number("decade") or 0
        return explicit(f"{number:03}", intervals.years(number * 10, 10), "decade")
    year = known.number("year")
    if year is None:
        return yearless(known, context)
    if "century_of" in known:  # "1914-18": the year is of the first one's century
        year += (known.number("century_of") or 0) // 100 * 100
    elif year < 100 and "era" not in known:
        year += 1900 if year > 30 else 2000
    if "same_quarter" in known and context.quarter and (told := calendar_quarter(context.quarter)):
        known = known.but(quarter=(told.earliest.month + 2) // 3)
    return in_year(known, year, "explicit", None)


def _night_of_two_days(known: Fields, context: Context) -> Resolution:
    """'the night of 9 to 10 November': the first day's night, over both days, which must be neighbours."""
    month, last_month, year = known.number("month"), known.number("last_month"), known.number("year")
    first_day = known.without(*_LAST_OF_NIGHT)
    if month and last_month and year and month > last_month:  # the year is that of the second day
        first_day = first_day.but(year=year - 1)
    first = _calendar(first_day, context)
    if first.interval is None:
        return first
    last = intervals.plus(first.interval.earliest, 1)
    told = {"last_weekday": last.isoweekday(), "last_day": last.day, "last_month": last.month}
    if any(known.number(name) not in (None, number) for name, number in told.items()):
        raise OutOfRange("the days are no neighbours")
    return replace(first, interval=Interval(first.interval.earliest, last), granularity="days")


def _week_about(resolution: Resolution, known: Fields) -> Resolution:
    """The week or weekend of a day that the words name: 'the week ending Friday'."""
    whole = resolution.interval
    if whole is None or not any(name in known for name in ("week_of", "week_to", "weekend_of")):
        return resolution
    value = week_value(whole.latest)
    if "weekend_of" in known:
        weekend = intervals.containing("weekend", whole.latest)
        return replace(resolution, value=f"{value}-WE", interval=weekend, granularity="days")
    week = intervals.week(whole.latest)
    if "week_to" in known:
        week = Interval(intervals.plus(whole.latest, -6), whole.latest)
    return replace(resolution, value=value, interval=week, granularity="week")


def _the_same(known: Fields, context: Context) -> Resolution:
    """'at that time', 'since then': when the expression before says."""
    previous = context.previous
    if previous is None or previous.interval is None or not _tells(previous, context):
        return unresolved(known.text("same") or "PAST_REF", "none")
    return replace(
        previous,
        timex_type="DATE",
        value=previous.value.partition("T")[0],
        mod=None,
        basis="relative_to_expression",
        anchor=previous.interval.earliest,
    )


def _tells(previous: Resolution, context: Context) -> bool:
    """Whether "then" may be a date told before: not that of "officials said on Monday"."""
    if context.narrative or previous.basis != "relative_to_publication":
        return True
    interval, publication = previous.interval, context.publication
    return interval is not None and publication is not None and interval.earliest > publication


def _modified(resolution: Resolution, known: Fields, context: Context) -> Resolution:
    if side := known.text("side"):
        return _on_one_side(resolution, side, context.publication)
    mod = known.text("mod")
    if mod is None:
        return resolution
    granularity: Granularity = (
        "part_of_month" if resolution.granularity == "month" else resolution.granularity
    )
    if mod in _HALVES:
        place, mod = _HALVES[mod]
        part = resolution.interval and intervals.half(resolution.interval, place)
        return replace(resolution, mod=mod, interval=part, granularity=granularity)
    if mod in ("START", "MID", "END") and resolution.interval is not None and resolution.granularity != "day":
        part = intervals.third(resolution.interval, mod)
        return replace(resolution, mod=mod, interval=part, granularity=granularity)
    return replace(resolution, mod=mod)


def _on_one_side(resolution: Resolution, side: str, publication: dt.date | None) -> Resolution:
    """'earlier this month' is its part up to the publication day, 'later this month' the rest."""
    whole = resolution.interval
    if whole is not None and publication is not None and whole.earliest < publication < whole.latest:
        cut = (whole.earliest, publication) if side == "START" else (publication, whole.latest)
        return replace(resolution, mod=side, interval=Interval(*cut))
    return replace(resolution, mod=side)


def _with_time(resolution: Resolution, known: Fields) -> Resolution:
    """Add the part of the day or the clock time."""
    part, clock, hour = known.text("part"), known.text("clock"), known.number("hour")
    if part is None and clock is None and hour is None:
        return resolution
    interval = resolution.interval
    if part is not None:
        if "overnight" in known and interval is not None and interval.earliest == interval.latest:
            # "overnight into Tuesday" begins on Monday; "overnight" may have been either side of midnight.
            before = interval.earliest - dt.timedelta(days=0 if "deictic" in known else 1)
            after = before + dt.timedelta(days=1)
            value = f"{day_value(before)}T{part}"
            return replace(
                resolution,
                timex_type="TIME",
                value=value,
                interval=Interval(before, after),
                granularity="part_of_day",
            )
        return replace(
            resolution, timex_type="TIME", value=f"{resolution.value}T{part}", granularity="part_of_day"
        )
    if clock is None:
        clock = f"{hour:02}:00"
    written, _, finer = clock.partition(":")
    hours = int(written)
    half = known.number("ampm")
    if half is not None and hours <= 12:
        hours = hours % 12 + half
    value = f"{resolution.value}T{hours:02}:{finer}{known.text('zone') or ''}"
    granularity: Granularity = "second" if ":" in finer else "hour" if finer == "00" else "minute"
    return replace(resolution, timex_type="TIME", value=value, granularity=granularity)
