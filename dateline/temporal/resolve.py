"""From the fields of an expression to its TIMEX3 value and its interval of days.

The sources of the conventions are TimeML 1.2.1 (values and modifiers), ISO 8601-2 (EDTF), and news usage for
what a bare weekday, month or day of the month means.
"""

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dateline.records import Basis, Granularity, Qualifier, ResolvedDate, TimexType
from dateline.temporal import intervals
from dateline.temporal.direction import Direction
from dateline.temporal.edtf import edtf_of
from dateline.temporal.intervals import Interval, OutOfRange

_CODES = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_CODES |= {"decade": "DE", "century": "CE", "weekend": "WE", "quarter": "Q", "night": "N", "millennium": "ML"}
_CLOCK_UNITS = ("hour", "minute", "second")
_APPROXIMATE = {"START", "MID", "END", "APPROX"}
_CONFIDENCE: Mapping[Basis, float] = {
    "explicit": 0.95,
    "relative_to_publication": 0.9,
    "relative_to_expression": 0.75,
    "none": 0.0,
}


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is resolved against.

    `publication`: the publication day; `previous`: the expression before, as resolved, and `near` whether it
    stands in this sentence or the one before; `previous_day`: the last one that names a day; `heading`: the
    year of the heading above; `direction`: which way the verb points, asked for only when it matters.
    """

    publication: dt.date | None
    previous: "Resolution | None"
    previous_day: "Resolution | None"
    near: bool
    heading: int | None
    direction: Callable[[], Direction]


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolved expression: TIMEX3 type, value and mod; interval; what it was resolved against."""

    timex_type: TimexType
    value: str
    mod: str | None
    interval: Interval | None
    granularity: Granularity
    basis: Basis
    anchor: dt.date | None
    spans: bool = False

    def date(self, rule: str, text: str) -> ResolvedDate:
        """The date columns of the expression."""
        qualifier: Qualifier = "~" if self.mod in _APPROXIMATE else ""
        if self.interval is None:
            basis: Basis = "none"
            return ResolvedDate(
                None, None, None, "within", self.granularity, qualifier, basis, text, None, rule, 0.0
            )
        earliest, latest = self.interval.earliest, self.interval.latest
        return ResolvedDate(
            edtf=edtf_of(earliest, latest, qualifier),
            earliest=earliest,
            latest=latest,
            extent="spans" if self.spans else "within",
            granularity=self.granularity,
            qualifier=qualifier,
            basis=self.basis,
            text=text,
            anchor=self.anchor,
            rule=rule,
            confidence=_CONFIDENCE[self.basis],
        )


class _Fields:
    """Typed access to the fields of an expression."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self._fields = fields

    def __contains__(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def number(self, name: str) -> int | None:
        value = self._fields.get(name)
        return int(value) if isinstance(value, int | float) else None

    def text(self, name: str) -> str | None:
        value = self._fields.get(name)
        return value if isinstance(value, str) else None

    def amount(self) -> float | str:
        """The count of units: a number, or 'X' where the words give none."""
        value = self._fields.get("count", 1)
        return value if isinstance(value, int | float | str) else 1


def resolve(fields: Mapping[str, object], context: Context) -> Resolution | None:
    """Resolve an expression; None when its words name a day that does not exist (30 February)."""
    known = _Fields(fields)
    kind = known.text("kind")
    try:
        if kind == "reference":
            return _reference(known)
        if kind == "set":
            return _set(known)
        if kind == "duration":
            return _duration(known, context)
        return _with_time(_modified(_calendar(known, context), known), known)
    except OutOfRange:
        return None


# -- what needs no calendar ----------------------------------------------------------------------------------


def _reference(known: _Fields) -> Resolution:
    value = known.text("reference") or "PRESENT_REF"
    return Resolution("DATE", value, None, None, "none", "none", None)


def _set(known: _Fields) -> Resolution:
    repeated, unit = known.text("repeated"), known.text("unit")
    if repeated is None:
        weekday, month = known.number("weekday"), known.number("month")
        if unit is not None:
            repeated = _period(known.amount(), unit)
        elif weekday is not None:
            repeated = f"XXXX-WXX-{weekday}"
        elif month is not None:
            repeated = f"XXXX-{month:02}"
        else:
            repeated = (
                f"XXXX-{known.text('season')}" if "season" in known else f"XXXX-XX-XXT{known.text('part')}"
            )
    if "freq" in known:
        repeated = _period(1, unit or "day")
    return Resolution("SET", repeated, None, None, "none", "none", None)


def _period(amount: float | str, unit: str) -> str:
    """An ISO 8601 period: P3Y, PT24H, P2.5M, PXD."""
    if unit == "fortnight":
        amount, unit = (amount if isinstance(amount, str) else 2 * amount), "week"
    number = amount if isinstance(amount, str) else f"{amount:g}"
    return f"P{'T' if unit in _CLOCK_UNITS else ''}{number}{_CODES[unit]}"


def _duration(known: _Fields, context: Context) -> Resolution:
    unit, amount = known.text("unit") or "day", known.amount()
    if "and_half" in known and not isinstance(amount, str):
        amount += 0.5
    period = Resolution("DURATION", _period(amount, unit), known.text("mod"), None, "none", "none", None)
    towards = next((known.number(name) for name in ("last", "next") if name in known), None)
    if towards is None or context.publication is None or isinstance(amount, str) or unit in _CLOCK_UNITS:
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


# -- what lies on the calendar -------------------------------------------------------------------------------


def _calendar(known: _Fields, context: Context) -> Resolution:
    if written := known.text("iso"):
        date = intervals.day(*map(int, written.split("-")))
        return _explicit(_day_value(date), Interval(date, date), "day")
    if written := known.text("numeric"):
        return _numeric(written, context)
    if "unit" in known or "deictic" in known:
        return _shifted(known, context)
    if "century" in known:
        number = (known.number("century") or 1) - 1
        return _explicit(f"{number:02}", intervals.years(number * 100, 100), "century")
    if "decade" in known:
        number = known.number("decade") or 0
        return _explicit(f"{number:03}", intervals.years(number * 10, 10), "decade")
    if "last_day" in known:
        return _night_of_two_days(known, context)
    year = known.number("year")
    if year is None:
        return _yearless(known, context)
    if year < 100:
        year += 1900 if year > 30 else 2000
    return _in_year(known, year, "explicit", None)


def _explicit(value: str, interval: Interval, granularity: Granularity) -> Resolution:
    return Resolution("DATE", value, None, interval, granularity, "explicit", None)


def _day_value(date: dt.date) -> str:
    return date.isoformat()


def _numeric(written: str, context: Context) -> Resolution:
    """24/02/2022: a number above 12 tells the day; else month first with slashes, day first with dots."""
    separator = "/" if "/" in written else "."
    first, second, year = (int(part) for part in written.split(separator))
    if year < 100:
        century = (context.publication.year if context.publication else 2000) // 100 * 100
        year += (
            century
            if context.publication is None or year <= context.publication.year % 100 + 5
            else century - 100
        )
    month, day = (second, first) if first > 12 or (separator == "." and second <= 12) else (first, second)
    date = intervals.day(year, month, day)
    return _explicit(_day_value(date), Interval(date, date), "day")


def _in_year(known: _Fields, year: int, basis: Basis, anchor: dt.date | None) -> Resolution:
    """The calendar fields within a known year."""
    month, day = known.number("month"), known.number("day")

    def resolved(value: str, interval: Interval, granularity: Granularity) -> Resolution:
        return Resolution("DATE", value, None, interval, granularity, basis, anchor)

    if month is not None:
        whole = intervals.month(year, month)
        if known.text("day_of"):
            day = whole.latest.day if known.text("day_of") == "last" else 1
        if "week_of_month" in known:
            start = whole.earliest + dt.timedelta(days=7 * ((known.number("week_of_month") or 1) - 1))
            return resolved(f"{year:04}-{month:02}", Interval(start, start + dt.timedelta(days=6)), "week")
        if day is None:
            return resolved(f"{year:04}-{month:02}", whole, "month")
        date = intervals.day(year, month, day)
        if "week_of" in known:
            return resolved(_week_value(date), intervals.week(date), "week")
        return resolved(_day_value(date), Interval(date, date), "day")
    if season := known.text("season"):
        return resolved(f"{year:04}-{season}", intervals.season(year, season), "season")
    if quarter := known.number("quarter"):
        return resolved(f"{year:04}-Q{quarter}", intervals.months(year, 3 * quarter - 2, 3), "quarter")
    if half := known.number("half"):
        return resolved(f"{year:04}-H{half}", intervals.months(year, 6 * half - 5, 6), "half")
    return resolved(f"{year:04}", intervals.years(year, 1), "year")


def _week_value(date: dt.date) -> str:
    year, week, _ = date.isocalendar()
    return f"{year:04}-W{week:02}"


def _night_of_two_days(known: _Fields, context: Context) -> Resolution:
    """'the night of 9 to 10 November': the first day's night, over both days."""
    year = (
        known.number("year") or context.heading or (context.publication.year if context.publication else None)
    )
    if year is None:
        return _open("XXXX-XX-XX", "day")
    first = intervals.day(year, known.number("month") or 1, known.number("day") or 1)
    last = intervals.day(year, known.number("month") or 1, known.number("last_day") or 1)
    if last < first:
        raise OutOfRange("the days run backwards")
    return _explicit(_day_value(first), Interval(first, last), "days")


def _open(value: str, granularity: Granularity) -> Resolution:
    """An expression that nothing resolves."""
    return Resolution("DATE", value, None, None, granularity, "none", None)


# -- against the publication day or the expression before ----------------------------------------------------


def _shifted(known: _Fields, context: Context) -> Resolution:
    unit = known.text("unit") or "day"
    count, numbered = _steps(known)
    narrative = known.text("anchor") == "expression"
    previous = context.previous if narrative else None
    if narrative and unit in ("day", "night"):
        previous = context.previous_day or previous
    base = previous.interval if previous else None
    if narrative and (base is None or previous is None):
        return _open("X" * 4 if unit == "year" else "XXXX-XX-XX", "none")
    if not narrative:
        if context.publication is None:
            return _open("XXXX-XX-XX" if unit in ("day", "night") else "XXXX", "none")
        base = Interval(context.publication, context.publication)
    assert base is not None
    basis: Basis = "relative_to_expression" if narrative else "relative_to_publication"
    if unit in _CLOCK_UNITS:
        return _hours_away(unit, count, base, basis)
    if isinstance(count, str):
        return _open("PAST_REF" if (known.number("direction") or 1) < 0 else "FUTURE_REF", "none")
    if isinstance(count, float):
        unit, count = _finer(unit, count)
    if "exact" in known or (narrative and numbered and unit in ("day", "night", "week", "fortnight")):
        moved = Interval(
            intervals.shift(base.earliest, unit, count), intervals.shift(base.latest, unit, count)
        )
        single = moved.earliest == moved.latest
        value = _day_value(moved.earliest) if single else "XXXX-XX-XX"
        return Resolution("DATE", value, None, moved, "day" if single else "days", basis, base.earliest)
    anchored = intervals.shift(base.earliest, unit, count)
    if (
        narrative
        and numbered
        and unit == "year"
        and previous
        and previous.granularity in ("month", "quarter")
    ):
        unit = previous.granularity  # "a year earlier" than a quarter is a quarter
    whole = intervals.containing(unit, anchored)
    inside = _inside(known, unit, whole, basis, base.earliest)
    return inside or Resolution(
        "DATE", _unit_value(unit, whole), None, whole, _granularity(unit), basis, base.earliest
    )


def _steps(known: _Fields) -> tuple[int | float | str, bool]:
    """How many units to go, signed, and whether the words number them ('two weeks later')."""
    for name in ("deictic", "last", "this", "next", "following", "preceding"):
        if name in known:
            return known.number(name) or 0, False
    amount = known.amount()
    if isinstance(amount, str):
        return amount, True
    if "and_half" in known:
        amount += 0.5
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
        return _open("PAST_REF", "none")
    hours = count if unit == "hour" else count / 60 if unit == "minute" else count / 3600
    near, far = int(hours / 24), -int(-abs(hours) // 24) * (1 if hours >= 0 else -1)
    moved = sorted((base.earliest + dt.timedelta(days=near), base.latest + dt.timedelta(days=far)))
    interval = Interval(moved[0], moved[1])
    return Resolution("DATE", _day_value(moved[1]), None, interval, "days", basis, base.earliest)


def _inside(known: _Fields, unit: str, whole: Interval, basis: Basis, anchor: dt.date) -> Resolution | None:
    """What finer fields select within a shifted unit: a weekday of last week, a month or day of last year."""
    weekday = known.number("weekday")
    if unit == "week" and weekday is not None:
        date = whole.earliest + dt.timedelta(days=weekday - 1)
        return Resolution("DATE", _day_value(date), None, Interval(date, date), "day", basis, anchor)
    if unit == "month" and "day_of" in known:
        date = whole.latest if known.text("day_of") == "last" else whole.earliest
        return Resolution("DATE", _day_value(date), None, Interval(date, date), "day", basis, anchor)
    if unit == "year" and any(name in known for name in ("month", "quarter", "half", "season")):
        return _in_year(known, whole.earliest.year, basis, anchor)
    return None


def _unit_value(unit: str, whole: Interval) -> str:
    first = whole.earliest
    if unit in ("day", "night"):
        return _day_value(first)
    if unit in ("week", "fortnight"):
        return _week_value(first)
    if unit == "weekend":
        return f"{_week_value(first)}-WE"
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


# -- partial dates -------------------------------------------------------------------------------------------


def _yearless(known: _Fields, context: Context) -> Resolution:
    """A month, day, weekday or season without its year."""
    if context.heading is not None and ("month" in known or "season" in known or "quarter" in known):
        return _in_year(known, context.heading, "explicit", None)
    if "weekday" in known and "day" not in known:
        return _weekday(known, context)
    if "day" in known and "month" not in known:
        return _day_of_month(known, context)
    if not any(name in known for name in ("month", "season", "quarter", "half")):
        return _time_of_day(context)
    told = _told_year(known, context)
    if told is not None:
        year, basis, anchor = told
        return _in_year(known, year, basis, anchor)
    if context.publication is None:
        month, day = known.number("month"), known.number("day")
        value = "XXXX" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
        return _open(value if month else f"XXXX-{known.text('season') or 'QX'}", "none")
    year = _nearest_year(known, context.publication, _way(known, context))
    return _in_year(known, year, "relative_to_publication", context.publication)


def _told_year(known: _Fields, context: Context) -> tuple[int, Basis, dt.date] | None:
    """The year that the text is in: that of an explicit past date nearby, when the story moves on from it."""
    previous, month = context.previous, known.number("month")
    if previous is None or previous.interval is None or not context.near or month is None:
        return None
    if any(name in known for name in ("last", "this", "next")):
        return None
    first = previous.interval.earliest
    dated = previous.granularity in ("day", "month") and previous.basis in (
        "explicit",
        "relative_to_expression",
    )
    past = context.publication is None or first.year < context.publication.year
    if dated and past and month >= first.month:
        return first.year, "relative_to_expression", first
    return None


def _way(known: _Fields, context: Context) -> Direction:
    for name, way in (("last", "past"), ("next", "future")):
        if name in known:
            return "past" if way == "past" else "future"
    return None if "this" in known else context.direction()


def _nearest_year(known: _Fields, publication: dt.date, way: Direction) -> int:
    """The year in which a partial date lies as the direction says; the nearer one when nothing tells."""
    year = publication.year
    if "this" in known:
        return year
    options = []
    for candidate in (year - 1, year, year + 1):
        try:
            interval = _in_year(known, candidate, "explicit", None).interval
        except OutOfRange:  # 29 February
            continue
        if interval is not None:
            options.append((candidate, interval))
    strict = "last" in known or "next" in known
    if way is None and "month" not in known:
        way = "past"
    if way == "past":
        behind = [
            candidate
            for candidate, interval in options
            if (interval.latest < publication if strict else interval.earliest <= publication)
        ]
        return max(behind, default=year)
    if way == "future":
        ahead = [
            candidate
            for candidate, interval in options
            if (interval.earliest > publication if strict else interval.latest >= publication)
        ]
        return min(ahead, default=year)
    return min(
        options, key=lambda option: (_distance(option[1], publication), option[0]), default=(year, None)
    )[0]


def _distance(interval: Interval, date: dt.date) -> int:
    if interval.earliest <= date <= interval.latest:
        return 0
    return min(abs((interval.earliest - date).days), abs((interval.latest - date).days))


def _weekday(known: _Fields, context: Context) -> Resolution:
    """A weekday by the news: the last one up to today, the next one where the verb looks ahead."""
    number = known.number("weekday") or 1
    narrative = known.text("anchor") == "expression"
    if narrative:
        base = context.previous.interval.latest if context.previous and context.previous.interval else None
        basis: Basis = "relative_to_expression"
    else:
        base, basis = context.publication, "relative_to_publication"
    if base is None:
        return _open(f"XXXX-WXX-{number}", "none")
    behind = (base.isoweekday() - number) % 7
    strict = narrative or "last" in known or "next" in known
    if narrative:
        ahead = (known.number("following") or 1) > 0
    elif "this" in known:
        date = intervals.week(base).earliest + dt.timedelta(days=number - 1)
        return Resolution("DATE", _day_value(date), None, Interval(date, date), "day", basis, base)
    else:
        ahead = _way(known, context) == "future"
    whole_week = 7 if strict else 0
    days = (-behind % 7 or whole_week) if ahead else -(behind or whole_week)
    date = base + dt.timedelta(days=days)
    return Resolution("DATE", _day_value(date), None, Interval(date, date), "day", basis, base)


def _day_of_month(known: _Fields, context: Context) -> Resolution:
    """'the 9th': of the month in hand, else the latest up to the publication day."""
    day = known.number("day") or 1
    previous = context.previous
    if previous is not None and previous.interval is not None and previous.granularity in ("day", "month"):
        first = previous.interval.earliest
        if day <= calendar.monthrange(first.year, first.month)[1]:
            date = first.replace(day=day)
            return Resolution(
                "DATE", _day_value(date), None, Interval(date, date), "day", "relative_to_expression", first
            )
    if context.publication is None:
        return _open(f"XXXX-XX-{day:02}", "none")
    month = context.publication.replace(day=1)
    ahead = context.direction() == "future"
    step = (
        0
        if ahead == (day >= context.publication.day) or day == context.publication.day
        else 1
        if ahead
        else -1
    )
    date = intervals.day(*_month_of(month, step), day)
    return Resolution(
        "DATE",
        _day_value(date),
        None,
        Interval(date, date),
        "day",
        "relative_to_publication",
        context.publication,
    )


def _month_of(month: dt.date, step: int) -> tuple[int, int]:
    moved = intervals.shift(month, "month", step)
    return moved.year, moved.month


def _time_of_day(context: Context) -> Resolution:
    """A clock time alone: on the day in hand in the sentence, else the publication day."""
    previous = context.previous
    if (
        previous is not None
        and context.near
        and previous.granularity in ("day", "part_of_day", "hour", "minute")
    ):
        return replace(previous, timex_type="DATE", mod=None, value=previous.value[:10])
    if context.publication is None:
        return _open("XXXX-XX-XX", "none")
    date = context.publication
    return Resolution(
        "DATE", _day_value(date), None, Interval(date, date), "day", "relative_to_publication", date
    )


# -- modifiers and times -------------------------------------------------------------------------------------


def _modified(resolution: Resolution, known: _Fields) -> Resolution:
    mod = known.text("mod")
    if mod is None:
        return resolution
    if mod in ("START", "MID", "END") and resolution.interval is not None and resolution.granularity != "day":
        part = intervals.third(resolution.interval, mod)
        granularity: Granularity = (
            "part_of_month" if resolution.granularity == "month" else resolution.granularity
        )
        return replace(resolution, mod=mod, interval=part, granularity=granularity)
    return replace(resolution, mod=mod)


def _with_time(resolution: Resolution, known: _Fields) -> Resolution:
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
            value = f"{_day_value(before)}T{part}"
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
    hours, minutes = (int(number) for number in clock.split(":"))
    half = known.number("ampm")
    if half is not None and hours <= 12:
        hours = hours % 12 + half
    value = f"{resolution.value}T{hours:02}:{minutes:02}{known.text('zone') or ''}"
    granularity: Granularity = "minute" if minutes else "hour"
    return replace(resolution, timex_type="TIME", value=value, granularity=granularity)
