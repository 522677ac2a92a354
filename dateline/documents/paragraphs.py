"""The lines of a PDF's pages to paragraphs: what goes on in the next line, column or page is joined."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, groupby, pairwise
from math import inf

from dateline.documents.chronology import dates_first
from dateline.documents.page import BAR
from dateline.documents.pdf_page import PageLine
from dateline.documents.wrapping import hyphenated_in, is_full, is_wrapped, joined, usual_width

_GAP = 1.35  # of the distance of a quarter of a column's lines; more ends a paragraph
_SIZE = 0.1  # of a letter's height by which lines of a paragraph may differ
_FINAL = (".", "!", "?", ":", ";", "”", '"')
_BULLET = re.compile(r"[•▪◦●*]")
_ITEM = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s")


@dataclass(frozen=True, slots=True)
class _Column:
    """Lines below each other, their lengths, and whether each stands as near the next as in a paragraph."""

    lines: Sequence[PageLine]
    lengths: Sequence[float]
    near: Sequence[bool]

    def pairs(self) -> list[tuple[str, str]]:
        """Each line and the one below it in its paragraph, or ''."""
        following = [line.text for line in self.lines[1:]]
        return [
            (line.text, after if near else "")
            for line, after, near in zip(self.lines, [*following, ""], self.near, strict=True)
        ]


def paragraphs_of(pages: Sequence[Sequence[PageLine]]) -> list[str]:
    """The paragraphs of a document, in order, and the rows of its tables with their cells set off by bars."""
    texts = [text for page in pages for line in page for text in (line.text, *_flat(line.cells)) if text]
    hyphenated = hyphenated_in(texts)
    columns = [
        _column(list(lines))
        for page in pages
        for _, lines in groupby(page, lambda line: (line.flow, bool(line.cells)))
    ]
    widths = _widths(columns)
    found: list[str] = []
    before: tuple[PageLine, float, float | None] | None = None
    is_near = False
    for column, width in zip(columns, widths, strict=True):
        if column.lines[0].cells:
            rows = [_row(line.cells, hyphenated) for line in column.lines]
            found += dates_first(rows)
            before = None
            continue
        for line, length, near in zip(column.lines, column.lengths, column.near, strict=True):
            if before and is_near and _goes_on(*before, line):
                found[-1] = joined(found[-1], line.text, hyphenated)
            else:
                found.append(line.text)
            before, is_near = (line, length, width), near
        # the next column's, or page's
        is_near = _is_open(column.lines[-1])
    return found


def _flat(cells: Iterable[Iterable[str]]) -> Iterable[str]:
    return (text for cell in cells for text in cell)


def _column(lines: Sequence[PageLine]) -> _Column:
    left = min(line.left for line in lines)
    distances = [before.y - after.y if _is_alike(before, after) else inf for before, after in pairwise(lines)]
    most = _GAP * sorted(distances)[len(distances) // 4] if distances else 0.0
    near = [distance <= most < inf for distance in distances]
    return _Column(lines, [line.right - left for line in lines], [*near, False])


def _widths(columns: Sequence[_Column]) -> list[float | None]:
    """The width at which the lines of each column were wrapped; None for all when they were not."""
    pairs = [column.pairs() for column in columns]
    if not is_wrapped(chain.from_iterable(pairs)):
        return [None] * len(columns)
    return [
        usual_width(of_column, column.lengths) or max(column.lengths)
        for of_column, column in zip(pairs, columns, strict=True)
    ]


def _row(cells: Sequence[Sequence[str]], hyphenated: set[str]) -> str:
    """The cells of a row on one line, each with its lines joined."""
    return BAR.join(reduce(lambda text, line: joined(text, line, hyphenated), cell) for cell in cells if cell)


def _is_alike(line: PageLine, other: PageLine) -> bool:
    """Whether lines are as high as each other."""
    return abs(line.size - other.size) <= _SIZE * max(line.size, other.size)


def _is_open(line: PageLine) -> bool:
    """Whether the last line of a column may go on in the next one."""
    return not line.text.endswith(_FINAL)


def _goes_on(line: PageLine, length: float, width: float | None, following: PageLine) -> bool:
    """Whether a line goes on in the following one; `width` is that of its column, if lines are wrapped."""
    if not _is_alike(line, following):
        return False
    if _BULLET.match(following.text) or (_ITEM.match(following.text) and not _is_open(line)):
        return False
    if width is None:
        return following.text[0].islower() and _is_open(line)
    return is_full(line.text, following.text, width, length)
