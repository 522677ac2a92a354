"""Years of accounts: those that a text says the beginning of, and the many that it does not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.temporal import intervals
from dateline.temporal.intervals import Interval
from dateline.temporal.lexer import Lexeme
from dateline.temporal.resolution import Context, Fields, Resolution

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_ENDS = {"end", "ends", "ended", "ending"}
_BEGINS = {"begin", "begins", "began", "beginning", "start", "starts", "started", "starting"}
_REACH = 8  # words from "fiscal year" to the month in which it begins or ends
_MID = 15  # a year that ends in the first days of a month has ended with the one before
_CONFIDENCE = 0.6  # in the years that a year of accounts may lie in


def first_month(sentences: Iterable[Sequence[Lexeme]]) -> int | None:
    """The month in which a document says that its fiscal year begins, or None."""
    for lexemes in sentences:
        for index, lexeme in enumerate(lexemes):
            if lexeme.lower == "fiscal" and (month := _told(lexemes[index + 1 : index + 1 + _REACH])):
                return month
    return None


def _told(lexemes: Sequence[Lexeme]) -> int | None:
    verb = next((n for n, lexeme in enumerate(lexemes) if lexeme.lower in _ENDS | _BEGINS), None)
    if verb is None or not any(lexeme.lower in ("year", "years") for lexeme in lexemes[:verb]):
        return None
    for index, lexeme in enumerate(lexemes[verb:], start=verb):
        month = lexeme.values.get("MONTH")
        if isinstance(month, int):
            days = [near.values.get("DAY") for near in lexemes[max(verb, index - 2) : index + 2]]
            day = next((day for day in days if isinstance(day, int)), 0)
            goes_on = lexemes[verb].lower in _ENDS and not 0 < day < _MID
            return month % 12 + 1 if goes_on else month
    return None


def of_accounts(resolution: Resolution, known: Fields, context: Context) -> Resolution:
    """A fiscal year, named for the calendar year in which it ends, or its quarter or half.

    Where a document does not say when its year begins: all days that it may have, and less trust.
    """
    if resolution.interval is None:
        return resolution
    year, begins = resolution.interval.latest.year, context.fiscal_month
    first, count = 1, 12
    for part, size in (("quarter", 3), ("half", 6)):
        if place := known.number(part):
            first, count = 1 + size * (place - 1), size
    if begins is not None:
        start = first + begins - 1 - (12 if begins > 1 else 0)
        return replace(resolution, interval=intervals.months(year, start, count))
    if resolution.basis == "relative_to_publication" and count < 12 and resolution.anchor is not None:
        # it began, or will begin, within a year of publication
        month = resolution.anchor.month + (0 if context.direction() == "future" else -11)
        whole = intervals.months(resolution.anchor.year, month, 11 + count)
    else:  # the year may begin in any month from the February before on
        whole = intervals.months(year, first - 11, 11 + count)
    return replace(resolution, interval=whole, granularity="days", uncertain=True, confidence=_CONFIDENCE)


def calendar_quarter(resolution: Resolution) -> Interval | None:
    """The quarter of the calendar that has the name of a fiscal one, as writers count from it."""
    match = _QUARTER.fullmatch(resolution.value)
    return intervals.months(int(match[1]), 3 * int(match[2]) - 2, 3) if match else None
