"""Publication days from what documents say: ISO forms, written dates, datelines, URLs."""

import datetime as dt
import re

import dateparser

from dateline.documents.errors import DocumentError

_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T\d+Z?)?\s*$")
_URL = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/_-]|$)")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WRITTEN = re.compile(
    rf"(?:(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH}),?\s+\d{{4}})"
    r"|\d{4}-\d{2}-\d{2}",
)
_UPDATED = re.compile(r"\b(?:updated|modified|last\s+change|accessed|corrected)\b", re.IGNORECASE)
# REQUIRE_PARTS: what is not stated would otherwise be filled in from today.
_SETTINGS = {
    "REQUIRE_PARTS": ["day", "month", "year"],
    "RELATIVE_BASE": dt.datetime(2000, 1, 1),
    "TIMEZONE": "UTC",
}
_SETTINGS |= {"PARSERS": ["absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False}
_LONGEST = 60
_HEAD_LINES = 8  # lines in which a dateline is looked for
_DATELINE_LENGTH = 90


def day_of(value: object) -> dt.date | None:
    """The day that a metadata value states, in its own time zone; None when it states none or not all of it."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str) or not value.strip():
        return None
    match = _ISO.match(value) or _COMPACT.match(value)
    if match:
        try:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    if len(value) > _LONGEST:
        return None
    parsed = dateparser.parse(value, languages=["en"], settings=_SETTINGS)
    return parsed.date() if parsed else None


def required_day(value: object, where: str) -> dt.date:
    """The day of a value that somebody wrote down; DocumentError, naming the place, when it is none."""
    day = day_of(value)
    if day is None:
        raise DocumentError(f"{where}: published: {value!r} is not a date; write YYYY-MM-DD")
    return day


def day_of_url(url: str | None) -> dt.date | None:
    """The day in a URL's path: /2024/11/06/."""
    match = _URL.search(url or "")
    if match is None:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def day_of_dateline(text: str) -> dt.date | None:
    """The full date of a dateline among a text's first lines: a short line, or what a dash ends.

    "Helsinki, 4 April 2024 – check against delivery", "Published: November 6, 2024"; not "Updated …", and
    never a date in running prose.
    """
    lines = [line.strip() for line in text[:4000].split("\n") if line.strip()][:_HEAD_LINES]
    for line in lines:
        head = line if len(line) <= _DATELINE_LENGTH else re.split(r"\s[–—-]+\s", line)[0]
        if len(head) > _DATELINE_LENGTH or _UPDATED.search(head):
            continue
        match = _WRITTEN.search(head)
        if match and len(head.split()) - len(match[0].split()) <= 7 and not head.rstrip().endswith("."):
            return day_of(match[0])
    return None
