"""Lines that were wrapped at a column's width: which line ends stand in mid-sentence.

A line that was wrapped is full: the word that opens the next would not have fitted. That a text is wrapped at
all shows in lines that go on with a small letter. Lengths are in any unit: characters, or points on a page.
"""

import re
from collections.abc import Iterable, Sequence

_LEAST_SHARE = 0.25  # of the lines of a text that go on with a small letter, when it is wrapped
_FULL = 0.9  # of the width, with the word that did not fit: letters differ in theirs
_OVER = 1.4  # of the width, which may be that of one line; a longer one was not wrapped
_NARROWEST = 20  # characters; in less a list of words is as full as prose
_WIDEST = 120  # longer lines are paragraphs
_QUANTILE = 0.9  # of the lines that go on: one that is longer stuck out
_LONGEST_WORD = 60  # characters of a word that may be broken
_WORD = re.compile(r"\S+")
_GLUED = re.compile(r"(?<=[^\W_])[-–—\u00ad]\Z")  # at the end of a line, to the word before it
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_LETTERS = re.compile(r"[^\W\d_]+\Z")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


def wrapped(lines: Sequence[str]) -> list[bool]:
    """Whether each line of a text goes on in the next. Blank lines end what stands before them."""
    stripped = [line.strip() for line in lines]
    pairs = list(zip(stripped, [*stripped[1:], ""], strict=True))
    width = usual_width(pairs, [len(line) for line in stripped])
    if width is None or width < _NARROWEST or not is_wrapped(pairs):
        return [False] * len(lines)
    return [is_full(line, after, width, len(line)) for line, after in pairs]


def is_wrapped(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether of lines, each with the one below it or '', enough go on with a small letter."""
    starts = [after[0].islower() for line, after in pairs if line and after and len(line) <= _WIDEST]
    return sum(starts) >= max(1, _LEAST_SHARE * len(starts))


def usual_width(pairs: Iterable[tuple[str, str]], lengths: Iterable[float]) -> float | None:
    """The width at which lines of these lengths were wrapped; None when none goes on with a small letter."""
    broken = sorted(
        length
        for (line, after), length in zip(pairs, lengths, strict=True)
        if line and after[:1].islower() and len(line) <= _WIDEST
    )
    return broken[int(_QUANTILE * (len(broken) - 1))] if broken else None


def is_full(line: str, following: str, width: float, length: float) -> bool:
    """Whether a line goes on in the following one: with a small letter, or with a word that had no room."""
    word = _WORD.match(following)
    if not line or word is None:
        return False
    longer = length + (1 + len(word[0])) * length / len(line)
    return following[0].islower() or (longer > _FULL * width and length <= _OVER * width)


def hyphenated_in(lines: Iterable[str]) -> set[str]:
    """The words with a hyphen that stand within lines, in small letters."""
    return {match[0].lower() for line in lines for match in _HYPHENATED.finditer(line)}


def joined(line: str, following: str, hyphenated: set[str]) -> str:
    """Two lines of which one goes on in the other, as one.

    A hyphen at the end belongs to the word where what follows is no small letter, and where the word stands
    so among the `hyphenated`; else the word was broken there.
    """
    if not _GLUED.search(line[-2:]):
        return f"{line} {following}"
    head, parts = line[:-1], _LETTERS.match(following)
    first = _LAST_LETTERS.search(head[-_LONGEST_WORD:])
    is_broken = line.endswith("\u00ad") or (
        line.endswith("-")
        and first is not None
        and parts is not None
        and following[0].islower()
        and f"{first[0]}-{parts[0]}".lower() not in hyphenated
    )
    return head + following if is_broken else line + following
