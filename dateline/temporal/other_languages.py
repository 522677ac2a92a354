"""Dates that texts in other languages than English state in full: day, month and year, in words or numbers.

The names of the months and the order of day and month are those that dateparser has for a language, most of
them from CLDR. Its parser is not asked: it takes milliseconds for a date, and fills in what a text leaves
out. Years of other calendars, parts of dates and what counts from another day are left alone.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dateparser.data.languages_info import language_locale_dict
from dateparser.languages.loader import default_loader

from dateline.documents.dates import WRITTEN
from dateline.records import TimeExpression
from dateline.temporal.intervals import Interval, OutOfRange, day
from dateline.temporal.resolution import day_value, explicit

# The year first: 2024年11月6日, 2024년 11월 6일, 2024. 11. 6., 2024/11/6, also where no space sets it off.
_YEAR_FIRST = re.compile(
    r"(?<![\d/.-])((?:1[5-9]|20)\d\d)(?:(?P<mark>[./-])\s?|\s?[年년]\s?)(\d{1,2})(?:(?P=mark)\s?|\s?[月월]\s?)"
    r"(\d{1,2})(?:\s?[日号號일]|(?![\d年년月월]|[./-]\d))"
)
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NAMED_OTHERWISE = {"no": "nb"}  # by dateparser
_RULE = "stated day"


@dataclass(frozen=True, slots=True)
class _Language:
    """How a language writes dates: its names of months, and the order of numbers ("DMY"), '' if unknown."""

    months: Mapping[str, int]
    order: str


def tag_other(text: str, language: str, document_id: str = "") -> list[TimeExpression]:
    """The days that a text states in full, in its order; offsets are code points into `text`."""
    written = _language(language.lower().split("-")[0])
    expressions = []
    for start, end, stated in _stated(_in_ascii_digits(text), written):
        words, value = text[start:end], day_value(stated)
        date = explicit(value, Interval(stated, stated), "day").date(_RULE, words)
        expressions.append(TimeExpression(document_id, start, end, words, "DATE", value, None, date))
    return expressions


def _stated(text: str, language: _Language) -> Iterator[tuple[int, int, dt.date]]:
    """Start, end and day of every date that stands free of others."""
    found = [(match, (match[1], match[3], match[4])) for match in _YEAR_FIRST.finditer(text)]
    found += [(match, parts) for match in WRITTEN.finditer(text) if (parts := _parts(match[0], language))]
    found.sort(key=lambda entry: (entry[0].start(), -entry[0].end()))
    reached = 0
    for match, parts in found:
        if match.start() < reached:
            continue
        try:
            stated = day(*map(int, parts))
        except OutOfRange:
            continue  # there is no such day
        reached = match.end()
        yield match.start(), match.end(), stated


def _parts(words: str, language: _Language) -> tuple[str, str, str] | None:
    """Year, month and day of a match of WRITTEN that ends with the year; None where it does not tell them."""
    numbers = _NUMBER.findall(words)
    if len(numbers) == 2:
        months = {language.months.get(word.casefold()) for word in _WORD.findall(words)} - {None}
        return (numbers[1], str(months.pop()), numbers[0]) if len(months) == 1 else None
    first, second, year = numbers
    if len(year) < 4:
        return None
    if int(first) > 12 or first == second or (language.order == "DMY" and int(second) <= 12):
        return year, second, first
    return (year, first, second) if int(second) > 12 or language.order == "MDY" else None


@cache
def _language(code: str) -> _Language:
    """What dateparser knows of a language, and the English names of months, which are used in many."""
    code = _NAMED_OTHERWISE.get(code, code)
    english = default_loader.get_locale("en").info
    known = default_loader.get_locale(code).info if code in language_locale_dict else {}
    months = {
        name.casefold().rstrip("."): number
        for info in (english, known)
        for number, month in enumerate(_MONTHS, start=1)
        for name in info.get(month, ())
    }
    return _Language(months, str(known.get("date_order") or ""))


def _in_ascii_digits(text: str) -> str:
    """The text with the digits of other scripts as 0 to 9, a character for a character."""
    others = {ord(sign): str(unicodedata.decimal(sign)) for sign in set(text) if sign.isdecimal()}
    return text.translate(others)
