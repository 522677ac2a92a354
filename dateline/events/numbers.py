"""Numbers in the words of a sentence: their value, the bounds and the range that words set, their currency.

"$2.5bn", "2,5 million euros", "half a billion", "at least 12", "between 20 and 25", "hundreds of thousands".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from dateline.language.word_lists import word_table
from dateline.temporal.lexer import joined_number

_TABLE = word_table(Path(__file__).with_name("numbers.yaml"))
_RANGE = {"-", "–", "to", "and"}
_LONGEST_BOUND = 4  # words before a number that bound it
_BOUNDS = ("at_least", "at_most", "about")
_ARTICLES = {"a", "an", "one"}
_WRITTEN = re.compile(r"(?P<sign>\D*)(?P<digits>\d[\d.,]*)(?P<scale>[a-z]*)")
_GROUPED = re.compile(r"\d{1,3}(,\d{2,3})*,\d{3}(\.\d+)?")  # by two from the hundred thousand on in India
_GROUPED_BY_DOTS = re.compile(r"\d{1,3}(\.\d{3}){2,}|\d{1,3}(\.\d{3})+,\d+")
_DECIMAL_COMMA = re.compile(r"\d+,\d+")
_PLAIN = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number, a vague one or a range in a sentence's words; `word` is the one that the parse attaches.

    `currency` is the ISO 4217 code of money.
    """

    start: int
    end: int
    word: int
    value: float | None
    low: float | None
    high: float | None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class _Value:
    """A value in the words up to `end`, at the word that the parse attaches."""

    value: float
    word: int
    end: int
    currency: str | None = None


def number_at(words: Sequence[Token], index: int) -> Number | None:
    """The number that opens at a word, with the words before it that bound it; None if there is none."""
    vague = _vague(words, index)
    if vague is not None:
        unit = _currency_after(words, vague.end)
        return Number(index, vague.end, vague.word, None, vague.value, None, unit)
    first = _value(words, index)
    if first is None or (first.value == 1 and _bound(words, index, ("none",))[0]):
        return None
    sign, start = _sign(words, index)
    end = first.end
    currency = first.currency or sign or _currency_after(words, end)
    last = _second(words, first, start)
    if last is not None:
        opens = start - 1 if start and words[start - 1].lower_ in ("between", "from") else start
        currency = currency or last.currency or _currency_after(words, last.end)
        return Number(opens, last.end, last.end - 1, None, first.value, last.value, currency)
    bound, start = _bound(words, start, _BOUNDS)
    if bound == "" and [word.lower_ for word in words[end : end + 2]] == ["or", "more"]:
        bound, end = "at_least", end + 2
    low = first.value if bound in ("", "at_least") else None
    high = first.value if bound in ("", "at_most") else None
    return Number(start, end, first.word, first.value, low, high, currency)


def _second(words: Sequence[Token], first: _Value, start: int) -> _Value | None:
    """The larger number that makes a range with one before it, 'and' after 'between' alone."""
    end = first.end
    if end + 1 >= len(words) or words[end].lower_ not in _RANGE:
        return None
    at = end + 1 if words[end + 1].lower_ not in _TABLE["currencies"] else end + 2
    last = _value(words, at) if at < len(words) else None
    before = words[start - 1].lower_ if start else ""
    if last is None or before == "by" or (words[end].lower_ == "and" and before != "between"):
        return None
    return last if first.value < last.value else None


def _value(words: Sequence[Token], index: int) -> _Value | None:
    """The number that starts at a word, in digits or words, times the scale after it."""
    part = _fraction(words, index)
    if part is not None:
        return part
    written = _WRITTEN.fullmatch(words[index].text)
    found = _digits(words, index, written) if written else None
    if found is None:
        said, end = joined_number(words, index)
        found = _Value(float(said), index, end) if said else None
    if found is None and words[index].lower_ == "a" and _scale(words, index + 1) is not None:
        found = _Value(1.0, index, index + 1)
    return None if found is None else _scaled(words, found)


def _digits(words: Sequence[Token], index: int, written: re.Match[str]) -> _Value | None:
    """A number in digits, with the currency and the scale that are one word with it: "2.5bn", "HK$300"."""
    sign, scale = written["sign"], written["scale"]
    if (sign and sign not in _TABLE["currencies"]) or (scale and scale not in _TABLE["short_scales"]):
        return None
    value = value_of(written["digits"])
    if value is None:
        return None
    end = index + 1
    while not scale and _continues(words, index, end):
        value, end = value * 1000 + int(words[end].text), end + 1
    value *= _TABLE["short_scales"].get(scale, 1)
    return _Value(value, index, end, _TABLE["currencies"].get(sign))


def value_of(digits: str) -> float | None:
    """What digits with points and commas say; a comma before other than three digits is a decimal one."""
    if _GROUPED.fullmatch(digits):
        return float(digits.replace(",", ""))
    if _GROUPED_BY_DOTS.fullmatch(digits):
        return float(digits.replace(".", "").replace(",", "."))
    if _DECIMAL_COMMA.fullmatch(digits):
        return float(digits.replace(",", "."))
    return float(digits) if _PLAIN.fullmatch(digits) else None


def _continues(words: Sequence[Token], index: int, end: int) -> bool:
    """Whether a group of three digits goes on with a number: "1 400 000"."""
    first, after = words[index].text, words[end].text if end < len(words) else ""
    return first.isdecimal() and len(first) <= 3 and after.isdecimal() and len(after) == 3


def _scaled(words: Sequence[Token], found: _Value) -> _Value:
    """A value times the scales after it: "3 million", "40-million", "a million and a half"."""
    value, end, last = found.value, found.end, 1.0
    while True:
        hyphen = end + 1 < len(words) and words[end].text == "-"
        scale = _scale(words, end + hyphen)
        if scale is None:
            break
        value, end, last = value * scale, end + hyphen + 1, last * scale
    if last > 1 and [word.lower_ for word in words[end : end + 3]] == ["and", "a", "half"]:
        value, end = value + last / 2, end + 3
    return _Value(value, found.word, end, found.currency)


def _scale(words: Sequence[Token], index: int) -> float | None:
    if index >= len(words):
        return None
    scales: Mapping[str, float] = _TABLE["scales"]
    return scales.get(words[index].lower_)


def _fraction(words: Sequence[Token], index: int) -> _Value | None:
    """A part of a scale: "half a billion", "a quarter of a million", "three quarters of a million"."""
    at = index + (words[index].lower_ in _ARTICLES)
    for length in (2, 1):
        part = _TABLE["fractions"].get(" ".join(word.lower_ for word in words[at : at + length]))
        if part is not None:
            at += length
            break
    else:
        return None
    for passed in ("of", "a", "-"):
        at += at < len(words) and words[at].lower_ == passed
    scale = _scale(words, at)
    return None if scale is None else _scaled(words, _Value(part * scale, at, at + 1))


def _vague(words: Sequence[Token], index: int) -> _Value | None:
    """The least that a vague number says: "dozens", "several hundred", "tens of thousands"."""
    least = _TABLE["vague"].get(words[index].lower_)
    at = index + 1
    if least is None:
        few = _TABLE["few"].get(" ".join(word.lower_ for word in words[index : index + 2]))
        if few is None or _scale(words, index + 2) is None:
            return None
        least, at = few, index + 2
    of = at + 1 < len(words) and words[at].lower_ == "of"
    scale = _TABLE["scales"].get(words[at + of].lower_.removesuffix("s")) if at + of < len(words) else None
    if scale is None or (of and not words[at + of].lower_.endswith("s")):
        return _Value(float(least), index, at)
    return _scaled(words, _Value(least * scale, at + of, at + of + 1))


def _sign(words: Sequence[Token], index: int) -> tuple[str | None, int]:
    """The currency that stands before a number, and where it starts: "$", "USD", "NZ $"."""
    if not index:
        return None, index
    currencies = _TABLE["currencies"]
    if index > 1 and (both := currencies.get(words[index - 2].text + words[index - 1].text)):
        return both, index - 2
    own = currencies.get(words[index - 1].text)
    return own, index - 1 if own else index


def _currency_after(words: Sequence[Token], end: int) -> str | None:
    """The currency after a number: "euros", "Swiss francs", "of dollars", "$"."""
    at = end
    while at < len(words) and words[at].lower_ in ("-", "of"):
        at += 1
    currencies = _TABLE["currencies"]
    for length in (2, 1):
        after = words[at : at + length]
        if after and (
            code := currencies.get(" ".join([*(w.lower_ for w in after[:-1]), after[-1].lemma_.lower()]))
        ):
            return str(code)
    return currencies.get(words[at].text) if at < len(words) else None


def _bound(words: Sequence[Token], start: int, bounds: Sequence[str]) -> tuple[str, int]:
    """Which of some bounds the words before a number set, and where they start; empty where none."""
    for length in range(_LONGEST_BOUND, 0, -1):
        said = " ".join(word.lower_ for word in words[max(0, start - length) : start])
        for bound in bounds:
            if start >= length and said in _TABLE[bound]:
                return bound, start - length
    return "", start
