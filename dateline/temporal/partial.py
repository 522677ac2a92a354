"""Dates of which a part is left out: a weekday, a month or day without its year, by the usage of news."""

import calendar
import datetime as dt
from dataclasses import replace

from dateline.records import Basis
from dateline.temporal import intervals
from dateline.temporal.absolute import in_year
from dateline.temporal.direction import Direction
from dateline.temporal.intervals import Interval, OutOfRange
from dateline.temporal.resolution import Context, Fields, Resolution, day_value, unresolved

_STEPS = ("last", "next", "following")
_IN_A_MONTH = ("day", "part_of_day", "hour", "minute", "second", "month")
_NEAR = 75  # days: a day or quarter so near is meant, whatever the tense
_TURN = 6  # months backwards that a story does not go: the next year's are meant


def yearless(known: Fields, context: Context) -> Resolution:
    """A month, day, weekday or season without its year."""
    if context.heading is not None and ("month" in known or "season" in known or "quarter" in known):
        return in_year(known, context.heading, "explicit", None)
    if "weekday" in known and not any(name in known for name in ("day", "month", "holiday")):
        return _weekday(known, context)
    if "day" in known and "month" not in known:
        return _day_of_month(known, context)
    if not any(name in known for name in ("month", "season", "quarter", "half", "holiday")):
        return _time_of_day(context)
    told = _told_year(known, context)
    if told is not None:
        year, basis, anchor = told
        return in_year(known, year, basis, anchor)
    if context.publication is None:
        month, day = known.number("month"), known.number("day")
        value = "XXXX" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
        if "holiday" in known:
            return unresolved("XXXX-XX-XX", "none")
        return unresolved(value if month else f"XXXX-{known.text('season') or 'QX'}", "none")
    year = _nearest_year(known, context.publication, _way(known, context))
    return in_year(known, year, "relative_to_publication", context.publication)


def _told_year(known: Fields, context: Context) -> tuple[int, Basis, dt.date] | None:
    """The year that the text has reached: a narrative goes on from the date before, news in a sentence."""
    previous, month = context.previous, known.number("month")
    if (
        previous is None
        or previous.interval is None
        or any(name in known for name in ("last", "this", "next"))
    ):
        return None
    first = previous.interval.earliest
    if context.narrative or context.publication is None:
        if month is None or previous.granularity not in _IN_A_MONTH:
            return first.year, "relative_to_expression", first
        # from December on to January, but not from May back to April
        return first.year + (first.month - month > _TURN), "relative_to_expression", first
    told = previous.granularity in _IN_A_MONTH and previous.basis == "explicit"
    if told and context.same_sentence and month is not None and month >= first.month:
        return first.year, "relative_to_expression", first
    return None


def _way(known: Fields, context: Context) -> Direction:
    for name, way in (("last", "past"), ("next", "future")):
        if name in known:
            return "past" if way == "past" else "future"
    return None if "this" in known else context.direction()


def _nearest_year(known: Fields, publication: dt.date, way: Direction) -> int:
    """The year in which a partial date lies as the direction says; the nearer one when nothing tells."""
    year = publication.year
    if "this" in known:  # "this winter" said in January began last year
        return year - (known.text("season") == "WI" and publication.month < 3)
    options = []
    for candidate in range(year - 2, year + 2):
        try:
            interval = in_year(known, candidate, "explicit", None).interval
        except OutOfRange:  # 29 February
            continue
        if interval is not None:
            options.append((candidate, interval))
    strict = "last" in known or "next" in known
    near = min(options, key=lambda option: (_distance(option[1], publication), option[0]), default=None)
    by_distance = not strict and ("day" in known or ("quarter" in known and _is_behind(near, publication)))
    if near is not None and by_distance and _distance(near[1], publication) <= _NEAR:
        # "extended to Nov. 20" said on 1 November: no tense makes that the year before
        return near[0]
    if way is None and "month" not in known and "holiday" not in known:
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
    return near[0] if near else year


def _is_behind(option: tuple[int, Interval] | None, publication: dt.date) -> bool:
    return option is not None and option[1].earliest <= publication


def _distance(interval: Interval, date: dt.date) -> int:
    if interval.earliest <= date <= interval.latest:
        return 0
    return min(abs((interval.earliest - date).days), abs((interval.latest - date).days))


def _weekday(known: Fields, context: Context) -> Resolution:
    """A weekday by the news: the last one up to today, the next one where the verb looks ahead."""
    number = known.number("weekday") or 1
    base, basis = _counted_from(known, context)
    if base is None:
        return unresolved(f"XXXX-WXX-{number}", "none")
    if "this" in known:
        date = intervals.plus(intervals.week(base).earliest, number - 1)
        return _on(date, basis, base)
    if "weeks" in known:
        return _on(_weeks_off(known, base, number), basis, base)
    steps = next((step for name in _STEPS if (step := known.number(name))), None)
    if steps is not None:
        ahead = steps > 0
    else:  # a story goes on: its next such day
        ahead = basis == "relative_to_expression" or context.direction() == "future"
    behind = (base.isoweekday() - number) % 7
    whole_week = 7 if steps is not None else 0
    days = (-behind % 7 or whole_week) if ahead else -(behind or whole_week)
    further = 7 * (abs(steps) - 1) if steps else 0
    return _on(intervals.plus(base, days + (further if ahead else -further)), basis, base)


def _on(date: dt.date, basis: Basis, base: dt.date) -> Resolution:
    return Resolution("DATE", day_value(date), None, Interval(date, date), "day", basis, base)


def _counted_from(known: Fields, context: Context) -> tuple[dt.date | None, Basis]:
    """The day that a weekday is counted from: "the Monday before" from the expression before, if any."""
    anchor = known.text("anchor")
    if anchor == "publication":
        return context.publication, "relative_to_publication"
    previous = context.previous_day or context.previous
    if anchor == "expression" and previous is not None and previous.interval is not None:
        return previous.interval.latest, "relative_to_expression"
    return context.base


def _weeks_off(known: Fields, base: dt.date, number: int) -> dt.date:
    """'Tuesday two weeks ago': that of the week; 'two weeks from Tuesday': from the next one on."""
    amount = known.amount()
    if isinstance(amount, str):
        raise OutOfRange("the weeks have no number")
    days = round(amount * (known.number("weeks") or 7)) * (known.number("direction") or 1)
    if known.text("anchor") == "publication":
        return intervals.plus(intervals.week(intervals.plus(base, days)).earliest, number - 1)
    behind = (base.isoweekday() - number) % 7
    return intervals.plus(base, days + ((-behind % 7 or 7) if days > 0 else -behind))


def _day_of_month(known: Fields, context: Context) -> Resolution:
    """'the 9th': of the month in hand, else the latest up to the publication day."""
    day = known.number("day") or 1
    previous = context.previous
    if previous is not None and previous.interval is not None and previous.granularity in _IN_A_MONTH:
        first = previous.interval.earliest
        if day <= calendar.monthrange(first.year, first.month)[1]:
            date = first.replace(day=day)
            return Resolution(
                "DATE", day_value(date), None, Interval(date, date), "day", "relative_to_expression", first
            )
    if context.publication is None:
        return unresolved(f"XXXX-XX-{day:02}", "none")
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
        day_value(date),
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
        and (context.narrative or context.same_sentence)
        and previous.granularity in _IN_A_MONTH[:-1]
    ):
        return replace(previous, timex_type="DATE", mod=None, value=previous.value[:10])
    if context.publication is None:
        return unresolved("XXXX-XX-XX", "none")
    date = context.publication
    return Resolution(
        "DATE", day_value(date), None, Interval(date, date), "day", "relative_to_publication", date
    )
