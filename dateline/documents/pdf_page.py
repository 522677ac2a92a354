"""The page of a PDF as a reader sees it: its lines in the order of columns, and the rows of its tables.

A PDF places words on a page in any order. Here they are lines by their height, and a gap that goes down
through many of them parts columns: of prose, each of which is read to its end, or of a table, whose cells
side by side are a row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pypdf import PageObject

from dateline.documents.chronology import is_date
from dateline.documents.pdf_pieces import GAP, Letters, Piece, pieces_of

_SAME_LINE = 0.45  # of a letter's height between two baselines of one line
_CLEAR_GAP = 1.8  # where no more than two lines show it
_SPACE = 0.12  # of a letter's height between words
_ALIGNED = 2.5  # points between the starts of lines of one column
_LEAST_ROWS = 2  # lines on either side of a gap that parts columns
_LEAST_CHANGES = 3  # of sides, from line to line, where no line has both
_PROSE = 0.15  # share of a column's lines that go on with a small letter
_LEADING = 1.3  # of the least distance between lines; more parts rows of a table
_IN_CELL = 1.4  # of a letter's height between the lines of a cell, at most
_SAME_CELL = 0.8  # of a letter's height; what is nearer stands beside a line of another cell
_FINAL = (".", "!", "?", "”", ")")
_MOST_REGIONS = 30  # of a page that are parted into columns
_MOST_STARTS = 60  # places at which a column may start
_LABEL = re.compile(r"\W{1,3}|\(?\w{1,3}[.)]|\(\w{1,4}\)")  # a bullet, or the number of a list's item


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a column, or a row of a table: its `cells`, each of several lines.

    `flow` numbers the columns of a page. A page that was not laid out has lines without size.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    y: float = 0.0
    size: float = 0.0
    flow: int = 0
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class Row:
    """The pieces on one baseline, from left to right."""

    y: float
    size: float
    pieces: list[Piece]

    @property
    def text(self) -> str:
        """Its words, as if there were no columns."""
        return _text(self.pieces)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The rows, from `first` to before `end`, that gaps part at the places `starts`."""

    first: int
    end: int
    starts: tuple[float, ...]


def rows_of(page: PageObject, letters: Letters) -> list[Row] | None:
    """The lines of a page from its top, across all columns; None where its pieces cannot be placed."""
    pieces = pieces_of(page, letters)
    return None if pieces is None else _rows(pieces)


def lines_of(page: PageObject) -> list[PageLine]:
    """The lines of a page in the order of its file."""
    lines = (line.strip() for line in page.extract_text().split("\n"))
    return [PageLine(line, right=len(line)) for line in lines if line]


def read_rows(rows: Sequence[Row]) -> list[PageLine]:
    """The lines of a page in reading order: column by column, tables row by row."""
    lines: list[PageLine] = []
    waiting: list[tuple[Sequence[Row], tuple[float, ...]]] = [(rows, ())]
    left = _MOST_REGIONS
    flow = 0
    while waiting:
        part, starts = waiting.pop()
        found = _columns(part) if left and not starts else None
        if found is not None:
            left -= 1
            waiting.append((part[found.end :], ()))
            waiting.append((part[found.first : found.end], found.starts))
            waiting.append((part[: found.first], ()))
        elif part:
            lines += (
                _side_by_side(part, starts, flow) if starts else [_line(row.pieces, flow) for row in part]
            )
            flow = lines[-1].flow + 1
    return lines


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.y, piece.left)):
        if rows and rows[-1].y - piece.y <= _SAME_LINE * max(rows[-1].size, piece.size):
            rows[-1].pieces.append(piece)
            rows[-1].size = max(rows[-1].size, piece.size)
        else:
            rows.append(Row(piece.y, piece.size, [piece]))
    for row in rows:
        row.pieces.sort(key=lambda piece: piece.left)
    return rows


def _text(pieces: Sequence[Piece]) -> str:
    """The words of pieces side by side; what is printed twice in one place is written once."""
    text = ""
    before: Piece | None = None
    for piece in pieces:
        if before is not None:
            if piece.text == before.text and piece.left - before.left < _SPACE * piece.size:
                continue
            is_apart = piece.is_spaced or piece.left - before.right > _SPACE * piece.size
            text += " " if is_apart else ""
        text += piece.text
        before = piece
    return text


def _side_by_side(rows: Sequence[Row], starts: Sequence[float], flow: int) -> list[PageLine]:
    """The lines of rows that are parted at places: of columns of prose, or of a table."""
    cells = [_cells(row, starts) for row in rows]
    columns = [[row[column] for row in cells if row[column]] for column in range(len(starts) + 1)]
    if all(_is_prose([_text(pieces) for pieces in column]) for column in columns):
        return [_line(pieces, flow + number) for number, column in enumerate(columns) for pieces in column]
    if not _is_table(cells):
        return [_line(row.pieces, flow) for row in rows]
    return _table(rows, cells, flow)


def _line(pieces: Sequence[Piece], flow: int) -> PageLine:
    size = max(piece.size for piece in pieces)
    return PageLine(_text(pieces), pieces[0].left, pieces[-1].right, pieces[0].y, size, flow)


def _cells(row: Row, starts: Sequence[float]) -> list[list[Piece]]:
    """The pieces of a row by columns."""
    cells: list[list[Piece]] = [[] for _ in range(len(starts) + 1)]
    for piece in row.pieces:
        cells[sum(piece.left >= start - _ALIGNED for start in starts)].append(piece)
    return cells


def _columns(rows: Sequence[Row]) -> _Columns | None:
    """The rows with the most lines side by side, and where their columns start."""
    if len(rows) < _LEAST_ROWS:
        return None
    starts = _starts(rows)
    best, most = None, 0
    for start in starts:
        for first, end in _runs(rows, start):
            if (score := _score(rows[first:end], start)) > most:
                best, most = _Columns(first, end, (start,)), score
    if best is None:
        return None
    inner = rows[best.first : best.end]
    for start in starts:
        is_apart = all(abs(start - other) > 2 * _ALIGNED for other in best.starts)
        if is_apart and list(_runs(inner, start)) == [(0, len(inner))] and _score(inner, start):
            best = _Columns(best.first, best.end, (*best.starts, start))
    return _Columns(best.first, best.end, tuple(sorted(best.starts)))


def _starts(rows: Sequence[Row]) -> list[float]:
    """Where on a line something stands apart from what is before it, the most frequent places first."""
    places: list[float] = []
    for row in rows:
        places.append(row.pieces[0].left)
        places += [
            piece.left
            for before, piece in pairwise(row.pieces)
            if piece.left - before.right >= GAP * row.size
        ]
    counts: list[tuple[float, int]] = []
    for place in sorted(places):
        if counts and place - counts[-1][0] <= _ALIGNED:
            counts[-1] = counts[-1][0], counts[-1][1] + 1
        else:
            counts.append((place, 1))
    return [place for place, _ in sorted(counts[1:], key=lambda each: -each[1])[:_MOST_STARTS]]


def _runs(rows: Sequence[Row], start: float) -> Iterator[tuple[int, int]]:
    """The runs of rows in which no words stand across a place.

    One opens with a row left of it, or with one right of it that stands as near as in a cell.
    """
    first: int | None = None
    for number, row in enumerate(rows):
        is_crossed = any(piece.left < start - _ALIGNED and piece.right > start + 1 for piece in row.pieces)
        is_left = row.pieces[0].left < start - _ALIGNED
        if is_crossed:
            if first is not None:
                yield first, number
            first = None
        elif first is None and (is_left or _opens_cell(rows[number : number + 2], start)):
            first = number
    if first is not None:
        yield first, len(rows)


def _opens_cell(rows: Sequence[Row], start: float) -> bool:
    """Whether of two rows the upper is the first line of a cell beside the lower, left of a place."""
    if len(rows) < 2:
        return False
    upper, lower = rows
    return upper.y - lower.y <= _IN_CELL * upper.size and lower.pieces[0].left < start - _ALIGNED


def _score(rows: Sequence[Row], start: float) -> int:
    """How many rows show that a column starts at a place; 0 when it is none."""
    gaps: list[float] = []
    labels = 0
    sides: list[bool] = []
    aligned = lefts = 0
    for row in rows:
        left = [piece for piece in row.pieces if piece.left < start - _ALIGNED]
        right = [piece for piece in row.pieces if piece.left >= start - _ALIGNED]
        aligned += bool(right and right[0].left <= start + _ALIGNED)
        lefts += bool(left)
        if left and right:
            gaps.append((right[0].left - left[-1].right) / row.size)
            labels += _LABEL.fullmatch(_text(left)) is not None
        else:
            sides.append(bool(left))
    changes = sum(before != after for before, after in pairwise(sides))
    if min(aligned, lefts) < _LEAST_ROWS and not (aligned and len(gaps) > _LEAST_ROWS):
        return 0
    if len(gaps) < _LEAST_ROWS and changes < _LEAST_CHANGES:
        return 0
    narrowest = GAP if len(gaps) > _LEAST_ROWS else _CLEAR_GAP
    if gaps and (median(gaps) < narrowest or 2 * labels > len(gaps)):
        return 0
    return len(gaps) + changes


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether the lines of a column go on in each other."""
    going = sum(after[:1].islower() for after in lines[1:])
    return going >= max(1, _PROSE * (len(lines) - 1))


def _is_table(cells: Sequence[list[list[Piece]]]) -> bool:
    """Whether cells stand side by side, or between each other's lines beside a date."""
    firsts = [_text(row[0]) for row in cells if row[0]]
    return any(sum(map(bool, row)) > 1 for row in cells) or all(map(is_date, firsts))


def _table(rows: Sequence[Row], cells: Sequence[list[list[Piece]]], flow: int) -> list[PageLine]:
    """The rows of a table, each of one or more lines; what has but one cell is a line of text."""
    # what stands over the first column alone is no part of the table
    beside = next((number for number, row in enumerate(cells) if any(row[1:])), 0)
    above = beside if cells[beside][0] else 0
    lines = [_line(row.pieces, flow) for row in rows[:above]]
    rows, cells = rows[above:], cells[above:]
    for group in _groups(rows, cells):
        columns = tuple(
            tuple(_text(cells[number][column]) for number in group if cells[number][column])
            for column in range(len(cells[0]))
        )
        row = rows[group[0]]
        if not columns[0] and lines and lines[-1].cells:
            lines[-1:] = _below(lines[-1], replace(lines[-1], y=row.y, cells=columns))
        elif sum(map(bool, columns)) > 1:
            lines.append(PageLine("", y=row.y, size=row.size, flow=flow, cells=columns))
        else:
            lines += [_line(rows[number].pieces, flow) for number in group]
    return lines


def _below(row: PageLine, following: PageLine) -> list[PageLine]:
    """A row and one without a first cell: another row under that cell, or more lines of the others."""
    pairs = list(zip(row.cells, following.cells, strict=True))
    if all(above and above[-1].endswith(_FINAL) for above, below in pairs if below):
        return [row, replace(following, cells=(row.cells[0], *following.cells[1:]))]
    return [replace(row, cells=tuple(above + below for above, below in pairs))]


def _groups(rows: Sequence[Row], cells: Sequence[list[list[Piece]]]) -> list[list[int]]:
    """The lines of a table by its rows.

    Rows stand further apart than the lines of a cell; where they do not, each has something in its first
    column.
    """
    if len(rows) < 2:
        return [[number] for number in range(len(rows))]
    gaps = [before.y - after.y for before, after in pairwise(rows)]
    size = median(row.size for row in rows)
    least = min((gap for gap in gaps if gap > _SAME_CELL * size), default=0.0)
    tells = least <= _IN_CELL * size and max(gaps) > _LEADING * least
    groups: list[list[int]] = [[0]]
    for number, gap in enumerate(gaps, start=1):
        if gap > _LEADING * least or (not tells and cells[number][0]):
            groups.append([number])
        else:
            groups[-1].append(number)
    return [part for group in groups for part in _by_first(group, cells)]


def _by_first(group: list[int], cells: Sequence[list[list[Piece]]]) -> list[list[int]]:
    """The lines of a row, or of several rows that stand as near as lines where each opens with a date."""
    heads = {number: _text(cells[number][0]) for number in group if cells[number][0]}
    if not all(map(is_date, heads.values())) or is_date(" ".join(heads.values())) or not heads:
        return [group]
    bounds = [group[0], *list(heads)[1:], group[-1] + 1]
    return [list(range(first, end)) for first, end in pairwise(bounds)]
