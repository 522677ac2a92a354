"""Chronologies in a page: tables and lists of dated rows, each row its own dated passage."""

import calendar
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from dateline.documents.dates import CLOCK, WRITTEN
from dateline.documents.page import BAR, Line
from dateline.documents.wrapping import joined, wrapped

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in calendar.month_name[1:])
_MONTH = rf"(?:{_MONTH}|Sept)\b\.?"
_YEAR = r"(?:1[5-9]|20)\d{2}\b"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s*(?:[-–—/]|\bto\b|\band\b|\buntil\b)\s*"
_DAYS = rf"{_DAY}(?:{_TO}{_DAY})?"
_FUZZ = (
    r"(?:(?:early|mid|late|the|night|of|from|since|by|in|on|around|about|circa|first|second|third|fourth)\b"
    r"[\s-]+)"
)
_DATE = (
    rf"(?:{_DAYS}\s+{_MONTH}|{_MONTH}\s+{_DAYS}|{_MONTH}|{_YEAR}|(?:spring|summer|autumn|fall|winter|quarter)\b)"
    rf"(?:,?\s+{_YEAR})?"
)
_OPENING = re.compile(
    rf"{_FUZZ}{{0,4}}{_DATE}(?:{_TO}{_FUZZ}{{0,2}}(?:{_DATE}|{_DAY}))?(?=\s*(?:$|[|:;,.()–—-]))",
    re.IGNORECASE,
)
_MARKS = " ()[]:.,;–—-"  # around a date
_WEEKDAY = re.compile(
    rf"(?:{'|'.join(rf'{name[:3]}(?:{name[3:]}|[a-z]{{0,2}})?' for name in calendar.day_name)})\b[.,]?\s+",
    re.I,
)
_LEAST_DATED = 2  # rows of a table that make a column one of dates
_LEAST_ROWS = 3  # dated rows that make a chronology
_LEAST_SHARE = 0.5  # of its rows that are dated: others are headings, or go on
_MOST_LINKED = 0.6  # share of the characters of a row that are links; a list of news has more


def with_chronologies(lines: Sequence[Line]) -> tuple[list[Line], list[bool]]:
    """The lines of a page, each row of a chronology under its own date, and which lines are such rows.

    What line breaks part is made whole. A date that heads several rows opens each: that of a term, of a
    spanning cell, or of an item above a list.
    """
    spread = _spread(_unbroken(lines))
    marks = [False] * len(spread)
    start = 0
    while start < len(spread):
        end = start
        while end < len(spread) and _goes_on(spread, end):
            end += 1
        run = spread[start:end]
        dated = [line for line in run if is_entry(line) and not is_date(line.text)]
        linked = sum(line.linked for line in run) / max(1, len(run))
        if len(dated) >= max(_LEAST_ROWS, _LEAST_SHARE * len(run)) and linked <= _MOST_LINKED:
            marks[start:end] = [True] * len(run)
        start = max(end, start + 1)
    return spread, marks


def opens_dated(line: str) -> bool:
    """Whether a line opens with a date, as the rows of a chronology do."""
    return WRITTEN.match(line) is not None or _OPENING.match(line) is not None


def is_date(line: str) -> bool:
    """Whether a line or cell is a date and nothing else but its weekday, its time of day, or brackets."""
    words = _WEEKDAY.sub("", line.strip(_MARKS), count=1)
    for form in (WRITTEN, _OPENING):
        if (match := form.match(words)) and not CLOCK.sub("", words[match.end() :]).strip(_MARKS):
            return True
    return False


def is_entry(line: Line) -> bool:
    """Whether a line opens with a date, or is a row with a date in one of its cells."""
    return opens_dated(line.text) or (line.kind == "row" and any(map(is_date, line.text.split(BAR))))


def in_order(lines: Sequence[Line]) -> list[str]:
    """The words of lines, in tables the dates first."""
    words: list[str] = []
    for kind, run in groupby(lines, lambda line: line.kind):
        texts = [line.text for line in run]
        words += dates_first(texts) if kind == "row" else texts
    return words


def beside_entries(text: str) -> str:
    """A text without its rows that have a date of their own, where there are several: what happened then."""
    lines = text.split("\n")
    others = [line for line in lines if BAR not in line or not any(map(is_date, line.split(BAR)))]
    return "\n".join(others) if len(others) < len(lines) - 1 else text


def dates_first(rows: Sequence[str]) -> list[str]:
    """The rows of a table with its column of dates put first, where it stands after others."""
    cells = [row.split(BAR) for row in rows]
    columns = Counter(
        column for row in cells if len(row) > 1 for column, cell in enumerate(row) if is_date(cell)
    )
    column, count = min(columns.most_common(), key=lambda each: (-each[1], each[0]), default=(0, 0))
    if column == 0 or count < max(_LEAST_DATED, _LEAST_SHARE * (len(rows) - 1)):
        return list(rows)
    return [
        row
        if len(parts) <= column or is_date(parts[0])
        else BAR.join([parts[column], *parts[:column], *parts[column + 1 :]])
        for row, parts in zip(rows, cells, strict=True)
    ]


def _unbroken(lines: Sequence[Line]) -> list[Line]:
    """The lines with what line breaks part in a paragraph made whole: wrapped lines, and dated rows.

    Of dates each on its own line, one opens the rows below it, or closes those above it in a paragraph that
    ends with a date. A paragraph with one date may be a byline, and dates over dated rows head them: such are
    left.
    """
    found: list[Line] = []
    for _, run in groupby(lines, lambda line: (line.paragraph, line.kind == "row")):
        paragraph = list(run)
        if len(paragraph) == 1 or paragraph[0].kind == "row":
            found += paragraph
            continue
        dates = [is_date(line.text) for line in paragraph]
        told = [line.text for line, is_day in zip(paragraph, dates, strict=True) if not is_day]
        is_parted = told and sum(dates) >= _LEAST_DATED and (dates[0] or dates[-1])
        if is_parted and not any(map(opens_dated, told)):
            found += _dated(paragraph, dates)
        else:
            found += _unwrapped(paragraph)
    return found


def _dated(paragraph: Sequence[Line], dates: Sequence[bool]) -> list[Line]:
    """The lines of a paragraph as rows, each with the date that heads or closes it."""
    pairs = list(zip(paragraph, dates, strict=True))
    backwards = not dates[0]
    rows: list[Line] = []
    day = ""
    for line, marked in reversed(pairs) if backwards else pairs:
        if marked:
            day = line.text
        else:
            rows.append(replace(line, text=f"{day}{BAR}{line.text}", kind="row"))
    return rows[::-1] if backwards else rows


def _unwrapped(paragraph: Sequence[Line]) -> list[Line]:
    """The lines of a paragraph with those joined that a column merely wrapped."""
    found: list[Line] = []
    goes_on = False
    for line, going in zip(paragraph, wrapped([line.text for line in paragraph]), strict=True):
        if goes_on:
            found[-1] = replace(found[-1], text=joined(found[-1].text, line.text, set()))
        else:
            found.append(line)
        goes_on = going
    return found


def _spread(lines: Sequence[Line]) -> list[Line]:
    """The lines with a date that heads several of them written in each."""
    spread: list[Line] = []
    head: Line | None = None
    first_row = rows_left = 0
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else Line("")
        if spanning := _spanning(line):
            head, rows_left = replace(line, text=spanning[0]), spanning[1]
            first_row = index
        if line.kind == "term" and following.kind == "definition" and is_date(line.text):
            head = line
            continue
        if (
            line.kind == "item"
            and following.kind == "item"
            and is_date(line.text)
            and following.depth > line.depth
        ):
            head = line
            continue
        if head is None or not _is_below(line, head):
            head = None
            spread.append(line)
        elif head.kind == "row":
            rows_left -= 1
            spread.append(line if index == first_row else replace(line, text=f"{head.text}{BAR}{line.text}"))
            head = head if rows_left else None
        else:
            spread.append(replace(line, text=f"{head.text}{BAR}{line.text}"))
    return spread


def _spanning(line: Line) -> tuple[str, int] | None:
    """The date in a row that heads several, and how many they are."""
    cells = line.text.split(BAR)
    if line.kind != "row" or len(cells) != len(line.spans):
        return None
    return next(
        (each for each in zip(cells, line.spans, strict=True) if each[1] > 1 and opens_dated(each[0])), None
    )


def _is_below(line: Line, head: Line) -> bool:
    """Whether a line stands under a date that heads it."""
    kinds = {"row": "row", "term": "definition", "item": "item"}
    return line.kind == kinds[head.kind] and (head.kind != "item" or line.depth > head.depth)


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line belongs to a run of rows: it is one, or a date that heads those below it."""
    line = lines[index]
    if line.kind != "text":
        return True
    return is_date(line.text) and index + 1 < len(lines) and lines[index + 1].kind != "text"
