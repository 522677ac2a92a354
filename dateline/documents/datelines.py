"""Datelines: the full date at the head of a text that says when it was published.

"Thursday, 28 September 2023", "Helsinki, 4 April 2024 – check against delivery", "Published: November 6,
2024". A date of running prose is none, nor is one that opens an entry of a chronology.
"""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import chain, islice

from dateline.documents.dates import WRITTEN, before_update, day_of_words

_HEAD = 6  # lines among which a dateline stands
_NEAR = 20  # lines in which another such date makes the first an entry of a list
_SHORT = 120  # characters of a line that is no paragraph
_BREAK = re.compile(r"(\s+[–—-]+\s+|\s*—\s*|\s+/|\s*[|·•;()]\s*)")
_NAME = r"[A-ZÀ-Þ][\w.'’-]*"
_PLACE = re.compile(rf"(?:(?:{_NAME},?|of|de|the|and)\s+){{0,4}}{_NAME}\s*[,:]\s*(?:[^\W\d_]+,\s+)?")
# A word before the date is a weekday in some language, or "am", "le".
# "Received 3 March" and the like tell of a manuscript, not of its publication.
_WEEKDAY = re.compile(
    r"(?!(?:received|accepted|revised|submitted|updated|modified)\b)(?:[^\W\d_]+[,.]?\s+)?", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:first\s+)?(?:published|posted|issued|released|date|dated|publication\s+date|veröffentlicht|publié|publicado|"
    r"pubblicato|gepubliceerd|publicerad|publisert|opublikowano|опубликовано)"
    r"(?:\s+(?:on|am|le|el|il|op|em|den))?\s*:?\s*(?:[^\W\d_]+,?\s+)?",
    re.IGNORECASE,
)
_BYLINE = re.compile(rf"[Bb][Yy]:?\s+({_NAME}(?:(?:,| and| &)?\s+{_NAME}){{1,8}})")
_AND = re.compile(r"\s*,\s*|\s+(?:and|&)\s+")
_MOST_LINES = 3_000  # in which a labelled date is looked for
_TIME = re.compile(r"[,.]?(?:\s*,?\s*(?:at|um|à)?\s*\d{1,2}[:.h]\d{2}.*)?\s*,?\s*")
_PART_OF_DATE = re.compile(r"(?:^|\s)(?:\d{1,2}\.?|\d{1,2}\.?\s+[^\W\d_]+|[^\W\d_]+\s+\d{1,2})$")
_FEW = 3  # dates that show a page to be a list of them
_AFTER_BAR = 5  # words beside a date in a row of furniture; an entry of a table has more


def dateline_of(text: str, language: str = "en") -> dt.date | None:
    """The day of a text's dateline, None when it has none or its first lines carry several."""
    lines = [line.strip() for line in text[:20_000].split("\n") if line.strip()][:_NEAR]
    found = [(number, *dated) for number, line in enumerate(lines) if (dated := _dated(line, language))]
    for number, day, is_labelled in found:
        if is_labelled and number < _HEAD:
            return day
    days = {day for _, day, _ in found}
    return days.pop() if len(days) == 1 and found[0][0] < _HEAD else None


def day_under(lines: Sequence[str], is_heading: Sequence[bool], language: str) -> dt.date | None:
    """The day that a page shows as its publication's: labelled so, or the first under its heading."""
    first = next((number for number, marked in enumerate(is_heading) if marked), None)
    near: dt.date | None = None
    for number, line in enumerate(lines[:_MOST_LINES]):
        if len(line) > 4 * _SHORT or (found := _dated(line, language)) is None:
            continue
        day, is_labelled = found
        if is_labelled:
            return day
        if near is None and first is not None and first - 1 <= number <= first + _HEAD:
            near = day
    return near


def days_of_chronology(lines: Sequence[str], language: str) -> set[dt.date]:
    """The first days that lines open with, if several and none labelled: those of the rows of a list."""
    shown = (line for line in lines[:_MOST_LINES] if len(line) <= _SHORT)
    found = (dated for line in shown if (dated := _dated(line, language, entries=True)))
    first = list(islice(found, _FEW))
    days = {day for day, _ in first}
    is_list = len(days) > 1 and not any(labelled for _, labelled in chain(first, found))
    return days if is_list else set()


def authors_under(lines: Sequence[str], heading: str | None) -> tuple[str, ...]:
    """The names of a byline ("By Ane Holt and Jon Peel") in the lines under a page's heading."""
    start = next((number for number, line in enumerate(lines) if line == heading), 0)
    for line in lines[start : start + _HEAD]:
        if match := _BYLINE.fullmatch(line.strip()):
            return tuple(name.strip() for name in _AND.split(match[1]))
    return ()


def is_dateline(line: str) -> bool:
    """Whether a line is a dateline in English."""
    return _dated(line.strip(), "en") is not None


def _dated(line: str, language: str, entries: bool = False) -> tuple[dt.date, bool] | None:
    """The day of a line that is, or opens with, a dateline, and whether it is labelled as published.

    With `entries` also the day that opens an entry of a chronology.
    """
    pieces = _BREAK.split(line[: 2 * _SHORT])
    if len(line) > _SHORT:
        # The place and day before the dash at the head of the first paragraph.
        pieces = pieces[:3] if len(pieces) > 1 and len(pieces[0]) <= _SHORT else []
    for index in range(0, len(pieces), 2):
        piece = before_update(pieces[index])
        match = WRITTEN.search(piece)
        if match is None or not _TIME.fullmatch(piece[match.end() :]):
            continue
        if index and any(form.search(pieces[index - 2]) for form in (_PART_OF_DATE, WRITTEN)):
            return None  # the end of a range: "28 October – 2 November 2024"
        lead = piece[: match.start()]
        is_labelled = _LABEL.fullmatch(lead) is not None
        is_alone = _WEEKDAY.fullmatch(lead) is not None and (entries or not _opens_entry(pieces, index))
        if (is_labelled or is_alone or _PLACE.fullmatch(lead)) and (day := day_of_words(match[0], language)):
            return day, is_labelled
    return None


def _opens_entry(pieces: list[str], index: int) -> bool:
    """Whether the date at the head of a line is followed by what happened then."""
    if index > 0 or len(pieces) < 3:
        return False
    is_bar = pieces[1].strip() in set("|·•;()/")
    return len(re.findall(r"[^\W\d_]+", " ".join(pieces[2::2]))) > (_AFTER_BAR if is_bar else 0)
