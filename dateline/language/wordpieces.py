"""Words as the encoder takes them: word pieces with the case of their word, in windows with context.

A window is a run of whole sentences as far as the text shows them (see segmenter), with the words before it
as context, so that what a word is told of hangs little on where its document is cut.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, ORTH, SENT_START
from spacy.tokens import Doc
from tokenizers import Tokenizer

from dateline.language.tokens import plain

BODY = 128  # pieces of a window but for its context; a sentence that is longer is cut
CONTEXT = 40  # pieces before the body
_PIECES_A_WORD = 6  # of a longer word (an address, say) the rest is left out
_MAX_REMEMBERED = 400_000  # words whose pieces are kept

Ints = NDArray[np.int64]


class Case(IntEnum):
    """How a word is written; the pieces themselves are in lower case."""

    LOWER = 0  # or without letters
    TITLE = 1
    UPPER = 2
    INITIAL = 3
    MIXED = 4


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` to `end` with those from `start` on as context; they count the words that have pieces."""

    start: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """The words of a document as pieces.

    `words` are their places among the tokens; `pieces` the ids of each; `cases` a Case each; `starts` whether
    the text shows that a sentence starts there.
    """

    words: Ints
    pieces: Sequence[tuple[int, ...]]
    cases: Ints
    starts: NDArray[np.bool_]


class WordPieces:
    """Word pieces of words, by a tokenizer of the `tokenizers` package."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._known: dict[int, tuple[tuple[int, ...], int]] = {}
        self.opening = self._id("[CLS]")
        self.closing = self._id("[SEP]")
        self._unknown = self._id("[UNK]")

    def _id(self, piece: str) -> int:
        found = self._tokenizer.token_to_id(piece)
        if found is None:
            raise ValueError(f"the tokenizer has no piece {piece}")
        return int(found)

    def of(self, doc: Doc) -> Pieces:
        """The pieces of a document's words; white space has none."""
        table = doc.to_array([IS_SPACE, ORTH, SENT_START])
        words = np.flatnonzero(table[:, 0] == 0)
        if len(self._known) > _MAX_REMEMBERED:
            self._known.clear()
        found = [
            self._known.get(orth) or self._learn(orth, doc.vocab.strings[orth])
            for orth in table[words, 1].tolist()
        ]
        return Pieces(
            words,
            [ids for ids, _ in found],
            np.array([case for _, case in found], dtype=np.int64),
            table[words, 2] == 1,
        )

    def _learn(self, orth: int, text: str) -> tuple[tuple[int, ...], int]:
        ids = self._tokenizer.encode(plain(text), add_special_tokens=False).ids[:_PIECES_A_WORD]
        found = self._known[orth] = (tuple(ids) or (self._unknown,), int(case_of(text)))
        return found


def case_of(word: str) -> Case:
    """How a word is written."""
    if word.islower() or not any(letter.isalpha() for letter in word):
        return Case.LOWER
    if word.isupper():
        return Case.UPPER if sum(letter.isalpha() for letter in word) > 1 else Case.INITIAL
    return Case.TITLE if word[0].isupper() and word[1:].islower() else Case.MIXED


def windows(sizes: Sequence[int], starts: Sequence[bool], body: int = BODY) -> Iterator[Window]:
    """The windows of words with so many pieces each; together their bodies are all words, in order.

    A body of at most `body` pieces ends, where it can, before a word of which `starts` is true.
    """
    first = 0
    while first < len(sizes):
        end, total, cut = first, 0, first
        while end < len(sizes) and (total + sizes[end] <= body or end == first):
            total += sizes[end]
            end += 1
            if end == len(sizes) or starts[end]:
                cut = end
        end = cut if cut > first else end
        start, context = first, 0
        while start > 0 and context + sizes[start - 1] <= CONTEXT:
            start -= 1
            context += sizes[start]
        yield Window(start, first, end)
        first = end
