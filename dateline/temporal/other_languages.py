"""Days that texts in other languages than English state in full: day, month and year, in words or numbers.

The names of the months and the order of day and month are those that dateparser has for a language, most of
them from CLDR. Its parser is not asked: it takes milliseconds for a date, and fills in what a text leaves
out. Ranges of days, parts of dates, what counts from another day, and languages whose writers mostly count
years of another calendar are left alone.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateparser.languages.loader import default_loader

from dateline.records import TimeExpression
from dateline.temporal.intervals import Interval, OutOfRange, day
from dateline.temporal.resolution import day_value, explicit

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|[.ºª°])?"
# A word with its combining marks, and its number in Vietnamese; whether it names a month the language says.
_NAME = r"(?P<name>[^\s\d.,;:/()–—-]{2,20}(?:\s\d{1,2})?)\.?"
_OF = r"(?:(?:de|del|of|năm)\s+|d['’])?"
_FREE = r"(?<![\w–—/.-])(?<!\d:)"
_END = r"(?![\w/]|[-–—.]\d)"
_NUMBERS = re.compile(  # 6/11/2024, 6.11.2024, 6. 11. 2024
    rf"{_FREE}(?P<first>\d{{1,2}})(?P<mark>[/-]|\.\s?)(?P<second>\d{{1,2}})(?P=mark){_YEAR}{_END}"
)
# 2024年11月6日, 2024년 11월 6일, 2024. 11. 6., 2024/11/6, also where no space sets it off.
_YEAR_FIRST = re.compile(
    rf"(?<![A-Za-z\d/._-]){_YEAR}(?:(?P<mark>[./-])\s?|\s?[年년]\s?)(?P<month>\d{{1,2}})(?:(?P=mark)\s?|\s?[月월]\s?)"
    r"(?P<day>\d{1,2})(?:\s?[日号號일]|(?![\d年년月월]|[./-]\d))"
)
_DAY_NAME_YEAR = re.compile(rf"{_FREE}{_DAY}[\s/-]+{_OF}{_NAME},?[\s/-]+{_OF}{_YEAR}{_END}")
_NAME_DAY_YEAR = re.compile(rf"{_FREE}{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}{_END}")
# 2024. november 6., 2024 m. lapkričio 6 d.
_YEAR_NAME_DAY = re.compile(rf"{_FREE}{_YEAR}(?:\.|\s+m\.)?\s+{_NAME}\s+(?P<day>\d{{1,2}})(?![\w/]|[.:]\d)")
_FORMS = (_NUMBERS, _YEAR_FIRST, _DAY_NAME_YEAR, _NAME_DAY_YEAR)

# What makes a day the end of a range, "du 5 au", "с 3 по" (not "law 12 of"), or its beginning, "~ 8".
_DASH = "[-–—~∼～〜]"
_RANGE_BEFORE = re.compile(
    r"(?<![\w.,:/-])\d{1,2}(?:er|re|[.ºª°])?,?"
    rf"(?:\s*{_DASH}\s*"
    r"|\s+(?!(?:am|vom|du|le|el|del|de|il|em|en|от|від)\s)[^\s\d.,;:()]{1,6}\s+"
    r"|\s+(?:bis|au|al|tot|đến)\s+(?:[^\s\d;:()]+\s+){1,2}|\s+jusqu['’]au\s+"
    r"|\s+(?:und|et|y|e)\s+(?:dem|den|am|le|el|il)\s+)$"
)
_RANGE_AFTER = re.compile(
    rf"(?:\s*(?:{_DASH}|[至到]|から|부터)|-t[óő]l\s|\.?\s(?:és|iki)\s)\s*\d{{1,2}}(?!\d)"
)
_VERSION_BEFORE = re.compile(
    r"(?:\b(?:v|ver|rev|release|build|firmware|[vw]er[sz]\w*|верс\w*|sürüm\w*)|バージョン|版本号?|버전)[.:]?\s*$",
    re.IGNORECASE,
)
_BEFORE = 40  # characters that what comes before is looked for in
_OTHER_CALENDARS = frozenset(["am", "bo", "ckb", "dz", "fa", "lrc", "mzn", "ne", "om", "ps", "th", "ti"])
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NAMED_OTHERWISE = {"no": "nb"}  # by dateparser
_RULE = "stated day"
# Languages whose dates are left as they are in English texts.
_QUOTED = (
    *("es", "fr", "de", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "sl", "hr", "hu", "ro"),
    *("tr", "id", "ca", "et", "lv", "lt", "ru", "uk", "bg", "sr", "el"),
)


@dataclass(frozen=True, slots=True)
class _Language:
    """How a language writes dates: its names of months, and the order of numbers ("DMY"), '' if unknown."""

    months: Mapping[str, int]
    order: str


def tag_other(text: str, language: str, document_id: str = "") -> list[TimeExpression]:
    """The days that a text states in full, in its order; offsets are code points into `text`.

    `language` is a tag such as "es" or "es-PR": its region tells "4/11" from "11/4".
    """
    code, *rest = language.replace("_", "-").lower().split("-")
    if code in _OTHER_CALENDARS:
        return []
    written = _language(_NAMED_OTHERWISE.get(code, code), *rest)
    expressions = []
    for start, end, stated in _stated(_in_ascii_digits(text), written):
        words, value = text[start:end], day_value(stated)
        date = explicit(value, Interval(stated, stated), "day").date(_RULE, words)
        expressions.append(TimeExpression(document_id, start, end, words, "DATE", value, None, date))
    return expressions


@cache
def month_in_any(name: str) -> int | None:
    """The month that a name is of in whichever language; None for none, or where they do not agree."""
    named = {_language(_NAMED_OTHERWISE.get(code, code)).months.get(_key(name)) for code in _QUOTED}
    found = named - {None}
    return found.pop() if len(found) == 1 else None


def _stated(text: str, language: _Language) -> Iterator[tuple[int, int, dt.date]]:
    """Start, end and day of every date that stands free of others."""
    forms = (*_FORMS, _YEAR_NAME_DAY) if language.order == "YMD" else _FORMS
    found = [
        (match, month_and_day)
        for form in forms
        for match in form.finditer(text)
        if (month_and_day := _month_and_day(match, language))
    ]
    found.sort(key=lambda entry: (entry[0].start(), -entry[0].end()))
    reached = 0
    for match, month_and_day in found:
        if match.start() < reached or _is_part(match, text):
            continue
        try:
            stated = day(int(match["year"]), *month_and_day)
        except OutOfRange:
            continue  # there is no such day
        reached = match.end()
        yield match.start(), match.end(), stated


def _is_part(match: re.Match[str], text: str) -> bool:
    """Whether a date is an end of a range of days, or the number of a version."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if match.re in (_NUMBERS, _YEAR_FIRST) and _VERSION_BEFORE.search(before):
        return True
    if match.re in (_NUMBERS, _DAY_NAME_YEAR):
        return _RANGE_BEFORE.search(before) is not None
    return match.re is not _NAME_DAY_YEAR and _RANGE_AFTER.match(text, match.end()) is not None


def _month_and_day(match: re.Match[str], language: _Language) -> tuple[int, int] | None:
    """Month and day of a match of one of the forms; None where it does not tell them."""
    if match.re is _YEAR_FIRST:
        return int(match["month"]), int(match["day"])
    if match.re is not _NUMBERS:
        month = language.months.get(_key(match["name"]))
        return (month, int(match["day"])) if month else None
    first, second = int(match["first"]), int(match["second"])
    if first > 12 or first == second or (language.order == "DMY" and second <= 12):
        return second, first
    return (first, second) if second > 12 or language.order == "MDY" else None


@cache
def _language(code: str, *subtags: str) -> _Language:
    """What dateparser knows of a language, and the English names of months, which are used in many."""
    known = _known(code, *(tag.title() if len(tag) == 4 else tag.upper() for tag in subtags))
    months = {
        _key(name): number
        for info in (_known("en"), known)
        for number, month in enumerate(_MONTHS, start=1)
        for name in info.get(month, ())
    }
    return _Language(months, str(known.get("date_order") or ""))


def _known(*tags: str) -> Mapping[str, Any]:
    """What dateparser knows of a locale, else of its language; nothing of a language that it lacks."""
    for count in range(len(tags), 0, -1):
        try:
            info: Mapping[str, Any] = default_loader.get_locale("-".join(tags[:count])).info
            return info
        except ValueError:
            continue
    return {}


def _key(name: str) -> str:
    """A name of a month whatever its case, that of the Turkish i too."""
    folded = unicodedata.normalize("NFC", name.rstrip(".")).casefold()
    return folded.replace("i\u0307", "i").replace("ı", "i")


def _in_ascii_digits(text: str) -> str:
    """The text with the digits of other scripts as 0 to 9, a character for a character."""
    others = {ord(sign): str(unicodedata.decimal(sign)) for sign in set(text) if sign.isdecimal()}
    return text.translate(others)
