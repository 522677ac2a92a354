"""Chronologies in a page: tables and lists of dated rows, each row its own dated passage."""

import calendar
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dateline.documents.dates import WRITTEN
from dateline.documents.page import Line

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
BAR = " | "  # between the cells of a row
_LEAST_DATED = 2  # rows of a table that make a column one of dates
_LEAST_ROWS = 3  # dated rows that make a chronology
_LEAST_SHARE = 0.5  # of its rows that are dated: others are headings, or go on
_MOST_LINKED = 0.6  # share of the characters of a row that are links; a list of news has more


def with_chronologies(lines: Sequence[Line]) -> tuple[list[Line], list[bool]]:
    """The lines of a page, each row of a chronology under its own date, and which lines are such rows.

    A date that heads several rows (a term's, a spanning cell's, an item's above a list) opens each of them.
    """
    spread = _spread(lines)
    marks = [False] * len(spread)
    start = 0
    while start < len(spread):
        end = start
        while end < len(spread) and _goes_on(spread, end):
            end += 1
        run = spread[start:end]
        dated = [line for line in run if opens_dated(line.text) and not is_date(line.text)]
        linked = sum(line.linked for line in run) / max(1, len(run))
        if len(dated) >= max(_LEAST_ROWS, _LEAST_SHARE * len(run)) and linked <= _MOST_LINKED:
            marks[start:end] = [True] * len(run)
        start = max(end, start + 1)
    return spread, marks


def opens_dated(line: str) -> bool:
    """Whether a line opens with a date, as the rows of a chronology do."""
    return WRITTEN.match(line) is not None or _OPENING.match(line) is not None


def is_date(line: str) -> bool:
    """Whether a line or cell is a date and nothing else."""
    for form in (WRITTEN, _OPENING):
        if (match := form.match(line)) and not line[match.end() :].strip(" :.,;–—-"):
            return True
    return False


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
        BAR.join([row[column], *row[:column], *row[column + 1 :]]) if len(row) > column else BAR.join(row)
        for row in cells
    ]


def _spread(lines: Sequence[Line]) -> list[Line]:
    """The lines with a date that heads several of them written in each."""
    spread: list[Line] = []
    head: Line | None = None
    rows_left = 0
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else Line("")
        if line.kind == "row" and line.span > 1 and opens_dated(line.text):
            head, rows_left = replace(line, text=line.text.split(BAR)[0]), line.span
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
            is_first = rows_left == line.span - 1 if line.span > 1 else False
            spread.append(line if is_first else replace(line, text=f"{head.text}{BAR}{line.text}"))
            head = head if rows_left else None
        else:
            spread.append(replace(line, text=f"{head.text}{BAR}{line.text}"))
    return spread


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
