"""Running heads and feet of a PDF: lines that stand at one place of many pages, and the numbers of pages."""

import re
from collections import Counter
from collections.abc import Sequence

from dateline.documents.chronology import is_date
from dateline.documents.pdf_page import Row

_DEPTH = 3  # lines at the top and at the foot of a page that may be such
_LEAST_SHARE = 0.4  # of the pages: left and right ones may have their own
_LEAST_PAGES = 2
_LEAST_COUNTED = 3  # pages that a number counts, in lines that say something else on each
_PLACE = 6  # points within which a place is the same
_NUMBER = re.compile(r"(?<=page )\d{1,4}|\A\W*\d{1,4}\b|\b\d{1,4}\W*\Z", re.IGNORECASE)
_NUMBER_ALONE = re.compile(
    r"\W*(?:(?:page|p\.|seite|página|pág\.)\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|von|de|sur|/)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)


def without_running_heads(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """The lines of pages without what they repeat: heads stay on the first page only, feet on the last.

    The number of a page alone is left out everywhere.
    """
    heads = _repeated([page[:_DEPTH] for page in pages])
    feet = _repeated([page[-_DEPTH:] for page in pages])
    kept: list[list[Row]] = []
    for number, page in enumerate(pages):
        left_out = feet[number] if number < len(pages) - 1 else set()
        left_out = left_out | (heads[number] if number else set())
        numbers = {
            id(row) for row in page if id(row) in heads[number] | feet[number] and _is_number(row.text)
        }
        kept.append([row for row in page if id(row) not in left_out | numbers])
    return kept


def _repeated(edges: Sequence[Sequence[Row]]) -> list[set[int]]:
    """The ids of the rows at an edge of each page that many pages have."""
    fewest = max(_LEAST_PAGES, _LEAST_SHARE * len(edges))
    keys = [[_keys(row, number) for row in edge] for number, edge in enumerate(edges)]
    counts = Counter(key for edge in keys for key in {key for row in edge for key in row})
    repeated = []
    for edge, of_rows in zip(edges, keys, strict=True):
        is_running = [
            any(counts[key] >= (fewest if key[0] else max(fewest, _LEAST_COUNTED)) for key in of_row)
            for of_row in of_rows
        ]
        repeated.append({id(row) for row, running in zip(edge, is_running, strict=True) if running})
    return repeated


def _keys(row: Row, page: int) -> list[tuple[str, int, int | None]]:
    """By what a line is the same on other pages: its words and place, or a number that counts the pages."""
    place = round(row.y / _PLACE)
    text = row.text
    if is_date(text):
        return [(text, place, None)]
    keys: list[tuple[str, int, int | None]] = [(text, place, None)]
    for match in _NUMBER.finditer(text):
        offset = int(re.sub(r"\W", "", match[0])) - page
        keys += [(f"{text[: match.start()]}#{text[match.end() :]}", place, offset), ("", place, offset)]
    return keys


def _is_number(text: str) -> bool:
    return _NUMBER_ALONE.fullmatch(text) is not None
