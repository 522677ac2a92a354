"""Strings to days: only a day that is stated whole, as its own time zone has it. Nothing is filled in."""

import datetime as dt
import re

import dateparser
from dateparser.data.languages_info import language_locale_dict

_YEAR = r"(?:1[5-9]|20)\d{2}"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.|º|°)?"
_MONTH = r"[^\W\d_]{3,}\.?"
_OF = r"(?:de\s+|del\s+|d['’]|of\s+)?"
_ORDINAL = re.compile(r"(?<=\d)[º°]")  # that dateparser does not know
# A date in any form, standing free: what a dash or a clock's colon is glued to is part of something else.
WRITTEN = re.compile(
    rf"(?<![\w–—/.-])(?<!\d:)"
    rf"(?:{_YEAR}([-/.])\d{{1,2}}\1\d{{1,2}}"
    rf"|\d{{1,2}}([-/.])\d{{1,2}}\2{_YEAR}"
    rf"|{_DAY}[\s/-]+{_OF}{_MONTH},?[\s/-]+{_OF}{_YEAR}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR})"
    r"(?![\w/]|[-–—]\d)"
)
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?")
_STAMP = re.compile(
    rf"({_YEAR})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?:T\d{{2}}:?\d{{2}}.*|\s+\d{{1,2}}[:.]\d{{2}}.*|Z|[+-]\d\d:?\d\d)?",
    re.DOTALL,
)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{6}|T\d{4,6})?(?:Z|[+-]\d{4})?")
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2({_YEAR})")
# /2024/11/06/, /2024/11/6/, /2024-11-06-title; in /2024/10/3-questions the 3 is part of the title.
_PATH = re.compile(rf"/({_YEAR})([/-])(\d{{1,2}})\2(\d{{1,2}}(?=[/?#]|$)|\d{{2}}(?=[_-]))")
_UTC = re.compile(r".{10}[T ](\d{2}):?\d{2}(?::?\d{1,2}(?:\.\d+)?)?\s?(?:Z|[+-]00:?00|UTC|GMT)?", re.DOTALL)
_UPDATED = re.compile(
    r"\b(?:last\s+)?(?:updated?|modified|revised|corrected|accessed|retrieved|aktualisiert|stand)\b",
    re.IGNORECASE,
)
# What programs write that know no date: the day from which Unix counts, at home or in the west, and sheets.
_NO_DAYS = frozenset({dt.date(1970, 1, 1), dt.date(1969, 12, 31), dt.date(1899, 12, 30)})
_LONGEST = 100
# Every part is required and no other form is tried, so nothing is filled in from today.
_SETTINGS = {
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
    "RELATIVE_BASE": dt.datetime(2000, 1, 1),
    "TIMEZONE": "UTC",
}


def day_of(value: str, language: str = "en") -> dt.date | None:
    """The day that a metadata value states, in its own time zone; None for none, two, or part of one."""
    value = value.strip()
    if len(value) > _LONGEST:
        return None
    if match := _STAMP.fullmatch(value):
        return _date(match[1], match[3], match[4])
    if match := _COMPACT.fullmatch(value):
        return _date(match[1], match[2], match[3])
    matches = list(WRITTEN.finditer(value))
    if len(matches) != 1 or _UPDATED.search(value):
        return None
    before = CLOCK.sub("", value[: matches[0].start()])
    if any(character.isdigit() for character in before):  # "28 October – 2 November 2024"
        return None
    return day_of_words(matches[0][0], language)


def is_placeholder(day: dt.date) -> bool:
    """Whether a program writes this day where it knows none."""
    return day in _NO_DAYS


def day_of_words(words: str, language: str) -> dt.date | None:
    """The day of a match of WRITTEN; None when there is no such day, or its numbers can be read two ways."""
    if match := _STAMP.fullmatch(words):
        return _date(match[1], match[3], match[4])
    if match := _NUMBERS.fullmatch(words):
        first, second = int(match[1]), int(match[3])
        # Only in English may the month stand first before a full stop.
        if first > 12 or first == second or (match[2] == "." and language != "en"):
            return _date(match[4], second, first)
        return _date(match[4], first, second) if second > 12 else None
    languages = [language, "en"] if language in language_locale_dict and language != "en" else ["en"]
    parsed = dateparser.parse(_ORDINAL.sub("", words), languages=languages, settings=_SETTINGS)
    return parsed.date() if parsed else None


def day_of_url(url: str | None) -> dt.date | None:
    """The day in a URL's path, as in /2024/11/06/ or /2024-11-06-title."""
    days = [_date(match[1], match[3], match[4]) for match in _PATH.finditer(url or "")]
    return days[-1] if days and days[-1] not in _NO_DAYS else None


def utc_hour_of(value: str) -> int | None:
    """The hour of a stamp in UTC ("2024-11-06T23:30:00Z") or without a zone, None for any other value."""
    match = _UTC.fullmatch(value.strip())
    return int(match[1]) if match else None


def before_update(text: str) -> str:
    """A text up to where it speaks of an update, which is no publication."""
    return _UPDATED.split(text, maxsplit=1)[0]


def _date(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
