"""What a report takes back of earlier ones: dates and figures that were wrong, and what stands instead.

"Earlier reports said the test was on Monday" dates no test to Monday. The phrases are in revisions.yaml.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from spacy.tokens import Token

from dateline.language.word_lists import word_table
from dateline.records import TimeExpression
from dateline.temporal.periods import Period

Of = Literal["date", "figure"]
How = Literal["wrong", "doubtful", "outdated"]

_TABLE = word_table(Path(__file__).with_name("revisions.yaml"))
_MARKS: Mapping[Of, str] = {"date": "<d>", "figure": "<n>"}
_ORDINALS = ("first", "second", "third", "th")  # as they end


@dataclass(frozen=True, slots=True)
class Revision:
    """What a sentence takes back, and what stands instead, as spans of its words; None where not told.

    `kind` is that of the figure, by the words for a toll; None where there are none. `how`: the old was
    wrong, or is doubtful (the words alone take nothing back, see `sentences`), or was right and is outdated.
    `about`: the words go on to say of what the date was wrong.
    """

    of: Of
    old: range | None
    new: range | None
    kind: str | None
    how: How
    about: bool


@cache
def _patterns() -> Sequence[tuple[Of, How, re.Pattern[str]]]:
    parts = {name: f"(?:{'|'.join(words)})" for name, words in _TABLE["parts"].items()}
    return [
        (
            of,
            entry.get("how", "wrong"),
            _compiled(entry["pattern"], parts | {"OLD": f"(?P<old>{mark})", "NEW": f"(?P<new>{mark})"}),
        )
        for of, mark in _MARKS.items()
        for entry in _TABLE[of]
    ]


def _compiled(pattern: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\S)" + _filled(pattern, parts))


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"\{([A-Z]+)\}", lambda name: _filled(parts[name[1]], parts), pattern)


@cache
def _cues() -> tuple[str, ...]:
    return tuple(_TABLE["cues"])


def revisions(words: Sequence[Token], expressions: Sequence[TimeExpression]) -> list[Revision]:
    """What a sentence takes back of earlier reports, given its time expressions."""
    if not any(word.lower_.startswith(_cues()) for word in words):
        return []
    pieces = list(_pieces(words, expressions))
    text = " ".join(piece for piece, _ in pieces)
    starts = [index for _, index in pieces]
    spans: dict[int, range] = {}
    offset = 0
    for (piece, start), end in zip(pieces, [*starts[1:], len(words)], strict=True):
        spans[offset] = range(start, end)
        offset += len(piece) + 1
    found: list[Revision] = []
    for of, how, pattern in _patterns():
        for match in pattern.finditer(text):
            said = {name: match.start(name) for name, words in match.groupdict().items() if words}
            about = said.pop("about", None) is not None
            at = {name: spans[start] for name, start in said.items()}
            kind = _kind(match[0]) if of == "figure" else None
            found.append(Revision(of, at.get("old"), at.get("new", at.get("then")), kind, how, about))
    return found


def standing(told: Sequence[Period], found: Sequence[Revision]) -> list[Period]:
    """The periods of a sentence without those that it takes back, which date nothing."""
    wrong = words_taken_back(found)
    return [period for period in told if wrong.isdisjoint(range(period.start, period.end))]


def words_taken_back(found: Sequence[Revision]) -> set[int]:
    """The words of a sentence that give what it takes back."""
    return {index for each in found for index in each.old or ()}


def _pieces(words: Sequence[Token], expressions: Sequence[TimeExpression]) -> Iterator[tuple[str, int]]:
    """The words as the patterns see them, each with the index of its (first) word."""
    dated = {
        e.char_start: e.char_end
        for e in expressions
        if e.date.earliest is not None or e.date.latest is not None
    }
    before = ""
    until = -1  # where the expression ends that the word before is in
    for index, word in enumerate(words):
        if word.idx < until:
            continue
        if word.idx in dated:
            until = dated[word.idx]
            piece = _MARKS["date"]
        elif word.like_num and not word.lower_.endswith(_ORDINALS):
            piece = _MARKS["figure"]
            if before == piece:  # "one hundred" is one number
                continue
        else:
            piece = word.lower_
        yield piece, index
        before = piece


def _kind(text: str) -> str | None:
    """The kind of figure that the words for a toll tell."""
    for kind, names in _TABLE["tolls"].items():
        if any(re.search(rf"\b{name}\b", text) for name in names):
            return str(kind)
    return None
