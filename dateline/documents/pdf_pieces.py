"""Where the words of a PDF page stand: pieces of a line, as pypdf reads them, parted at gaps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject

# The library's own measures of a font's letters, which it keeps private.
from pypdf.generic._font import Font

GAP = 0.9  # of a letter's height between columns; words of a stretched line stand nearer
_LEAST_SIZE = 1.0  # points; letters without height are taken to have it
_MOST_PIECES = 10_000  # of a page that are placed; one with more is a drawing
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_SPACES = (" ", b" ")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words placed on a page: from left to right in points, on a baseline `y` above its foot.

    `is_spaced`: white space was written before them.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    is_spaced: bool


@dataclass(frozen=True, slots=True)
class _Shown:
    """The strings that one operator shows from a place on, and by how much it draws them apart."""

    left: float
    strings: Sequence[str | bytes]
    apart: float


class Letters:
    """The widths of the letters of fonts, each font measured once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[DictionaryObject, dict[str, float]]] = {}

    def width(self, words: str, font: object) -> float:
        """The width of words, of a letter's height."""
        if not isinstance(font, DictionaryObject):
            return 0.5 * len(words)
        if id(font) not in self._known:
            self._known[id(font)] = font, _widths(Font.from_font_resource(font))
        widths = self._known[id(font)][1]
        default = widths["default"]
        return sum(widths.get(letter, default) for letter in words) / 1000


def _widths(font: Font) -> dict[str, float]:
    """The widths of a font's letters; it may know them by its own codes."""
    widths = dict(font.character_widths)
    return widths | {letter: widths[code] for code, letter in font.character_map.items() if code in widths}


class _Writing:
    """The pieces of a page, in the order in which it is drawn.

    `is_placed` tells whether all can be: not where writing is turned, letters run to the left, or there is
    more than writing has.
    """

    def __init__(self, letters: Letters) -> None:
        self.pieces: list[Piece] = []
        self.is_placed = True
        self._letters = letters
        self._shown: list[_Shown] = []
        self._is_spaced = False

    def show(self, operator: bytes, operands: Sequence[Any], user: list[float], place: list[float]) -> None:
        """Note what an operator of the page is about to show."""
        if operator in (b"Tj", b"TJ") and operands:
            items = operands[0] if operator == b"TJ" else operands[:1]
            strings = [item for item in items if isinstance(item, str | bytes)]
            apart = -sum(float(item) for item in items if isinstance(item, int | float)) / 1000
            self._shown.append(_Shown(_product(place, user)[4], strings, apart))

    def write(self, text: str, user: list[float], place: list[float], font: Any, size: float) -> None:
        """Place the text of a line, or a part of it, that has been shown."""
        shown, self._shown = self._shown, []
        if not text.strip() or not self.is_placed:
            return
        across, turned, slanted, up, left, y = _product(place, user)
        is_upright = across > 0 and up > 0 and abs(turned) <= 0.01 * across and abs(slanted) <= up
        is_few = len(self.pieces) < _MOST_PIECES
        self.is_placed = is_upright and is_few and not _RIGHT_TO_LEFT.search(text)
        is_spaced, self._is_spaced = self._is_spaced or text[0].isspace(), text[-1].isspace()
        whole = Piece(text, left, left, y, max(size * up, _LEAST_SIZE), is_spaced)
        for piece in self._parted(whole, _strings(text, shown, font), font, size * across):
            self.is_placed &= all(map(isfinite, (piece.left, piece.right, piece.y, piece.size)))
            self.pieces.append(piece)

    def _parted(
        self, whole: Piece, strings: Sequence[tuple[_Shown, str]], font: object, unit: float
    ) -> list[Piece]:
        """A piece of a line, in parts where what it shows stands apart."""
        found: list[Piece] = []
        anchor = whole.left
        for show, words in strings or [(_Shown(whole.left, (), 0.0), whole.text)]:
            if not (stripped := words.strip()):
                continue
            width = (self._letters.width(stripped, font) + show.apart) * unit
            last = found[-1] if found else None
            if last is not None and show.left == anchor:  # it goes on where the one before ended
                found[-1] = replace(last, text=last.text + words, right=last.right + width)
            elif last is not None and -whole.size < show.left - last.right < GAP * whole.size:
                found[-1] = replace(last, text=last.text + words, right=show.left + width)
            else:
                left = show.left if found else whole.left
                found.append(replace(whole, text=words, left=left, right=left + width))
            anchor = show.left
        return [replace(piece, text=piece.text.strip()) for piece in found]


def _strings(text: str, shown: Sequence[_Shown], font: object) -> list[tuple[_Shown, str]]:
    """The words of a text by the operators that showed them; none where their letters cannot be counted.

    Before a string pypdf may have written a space for a gap.
    """
    is_wide = isinstance(font, DictionaryObject) and font.get("/Subtype") == "/Type0"  # two bytes a letter
    counts = [[len(string) // (2 if is_wide else 1) for string in show.strings] for show in shown]
    spare = len(text.rstrip("\n")) - sum(map(sum, counts))
    found: list[tuple[_Shown, str]] = []
    end = 0
    for show, lengths in zip(shown, counts, strict=True):
        start = end
        for string, length in zip(show.strings, lengths, strict=True):
            if spare > 0 and text[end : end + 1] == " " and string[:1] not in _SPACES:
                spare -= 1
                end += 1
            end += length
        found.append((show, text[start:end]))
    return found if end <= len(text) and not text[end:].strip() else []


def pieces_of(page: PageObject, letters: Letters) -> list[Piece] | None:
    """The pieces of a page in the order in which they are drawn; None where they cannot be placed."""
    writing = _Writing(letters)
    page.extract_text(visitor_operand_before=writing.show, visitor_text=writing.write)
    return writing.pieces if writing.is_placed else None


def _product(first: Sequence[float], second: Sequence[float]) -> list[float]:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m]
