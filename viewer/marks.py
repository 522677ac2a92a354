"""The text of a document cut where events and time expressions begin and end, so that they can be marked."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text with what marks all of it: the mention that is shown, and the time expression."""

    text: str
    mention: Mapping[str, Any] | None
    expression: Mapping[str, Any] | None
    begins: bool  # whether its mention begins here, for a link to lead to


def pieces(
    text: str, mentions: Sequence[Mapping[str, Any]], expressions: Sequence[Mapping[str, Any]]
) -> Iterator[Piece]:
    """The pieces of a text in order; rows have `char_start` and `char_end` in code points, in order."""
    ends = {0, len(text)}
    for row in (*mentions, *expressions):
        ends |= {row["char_start"], row["char_end"]}
    cuts = sorted(end for end in ends if 0 <= end <= len(text))
    told, dated = _covering(mentions, cuts), _covering(expressions, cuts)
    for (start, end), mention, expression in zip(pairwise(cuts), told, dated, strict=False):
        begins = mention is not None and mention["char_start"] == start
        yield Piece(text[start:end], mention, expression, begins)


def _covering(rows: Sequence[Mapping[str, Any]], cuts: Sequence[int]) -> Iterator[Mapping[str, Any] | None]:
    """For each cut the row that covers what follows, the shortest of several."""
    waiting = deque(rows)
    there: list[Mapping[str, Any]] = []
    for cut in cuts:
        there = [row for row in there if row["char_end"] > cut]
        while waiting and waiting[0]["char_start"] <= cut:
            there.append(waiting.popleft())
        yield min(there, key=lambda row: row["char_end"] - row["char_start"], default=None)
