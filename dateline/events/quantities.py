"""The figures of an event: killed, injured, arrested, troops, weapons, money, as the words say them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Token

from dateline.events.syntax import is_passive
from dateline.language.tokens import text_of
from dateline.records import Quantity
from dateline.temporal.lexer import joined_number

_RANGE = {"-", "–", "to", "and"}
_LONGEST_BOUND = 4  # words before a number that bound it
_BOUNDS = ("at_least", "at_most", "about")
_REACH = 3  # words after a number in which what it counts stands, where the parse does not tell
_OBJECTS = {"obj", "nsubj:pass"}
_ROLES = _OBJECTS | {"nsubj"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, the word of its sentence at which it stands, and that of its number."""

    quantity: Quantity
    start: int
    number: int


@dataclass(frozen=True, slots=True)
class _Number:
    """A number, a vague one or a range in a sentence's words; `word` is the one that the parse attaches."""

    start: int
    end: int
    word: int
    value: float | None
    low: float | None
    high: float | None


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    path = Path(__file__).with_name("quantities.yaml")
    entries: Mapping[str, Mapping[str, Any]] = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return entries


def figures(
    words: Sequence[Token], excluded: Collection[int], kinds: Mapping[int, str] | None = None
) -> list[Figure]:
    """The figures of a sentence whose kind its words tell, or `kinds` by the index of the number.

    `excluded` are the words that give no figure, such as those of time expressions.
    """
    found: list[Figure] = []
    index = 0
    while index < len(words):
        number = None if index in excluded else _number(words, index)
        if number is None:
            index += 1
            continue
        kind, unit = _kind(words, number)
        kind = kind or (kinds or {}).get(number.word)
        if kind is not None:
            text = text_of(words, number.start, number.end)
            quantity = Quantity(kind, number.value, number.low, number.high, unit, text)
            found.append(Figure(quantity, number.start, number.word))
        index = number.end
    return found


def figures_of(event_type: str, found: Sequence[Figure]) -> tuple[Quantity, ...]:
    """Those figures of a trigger's clause that its type of event has."""
    return tuple(figure.quantity for figure in found if has_figures(event_type, figure.quantity.kind))


def has_figures(event_type: str, kind: str) -> bool:
    """Whether events of a type have figures of a kind."""
    return kind in _table()["expected"].get(event_type, ())


def _number(words: Sequence[Token], index: int) -> _Number | None:
    """The number at a word with the words that bound it; None if there is none."""
    least = _table()["vague"].get(words[index].lower_)
    if least is not None:
        return _Number(index, index + 1, index, None, float(least), None)
    value, end = _value(words, index)
    if value is None or (value == 1 and _bound(words, index, ("none",))[0]):
        return None
    start = index - 1 if index and words[index - 1].text in _table()["currencies"] else index
    after = _value(words, end + 1) if end + 1 < len(words) and words[end].lower_ in _RANGE else (None, end)
    if after[0] is not None and after[0] > value and _is_range(words, start, end):
        opens = start - 1 if start and words[start - 1].lower_ in ("between", "from") else start
        return _Number(opens, after[1], after[1] - 1, None, value, after[0])
    bound, start = _bound(words, start, _BOUNDS)
    if bound == "" and [word.lower_ for word in words[end : end + 2]] == ["or", "more"]:
        bound, end = "at_least", end + 2
    low = value if bound in ("", "at_least") else None
    high = value if bound in ("", "at_most") else None
    return _Number(start, end, index, value, low, high)


def _is_range(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether what stands between two numbers makes them one range: 'and' does after 'between' alone."""
    before = words[start - 1].lower_ if start else ""
    return words[end].lower_ != "and" or before == "between"


def _value(words: Sequence[Token], index: int) -> tuple[float | None, int]:
    """The number that starts at a word, in digits or words, times the scale after it; where it ends."""
    digits = words[index].lower_.replace(",", "")
    value: float | None
    if digits.replace(".", "", 1).isdecimal() and digits[0] != ".":
        value, end = float(digits), index + 1
    else:
        said, end = joined_number(words, index)
        value = float(said) if said else None
    scale = _table()["scales"].get(words[end].lower_) if end < len(words) else None
    if value is None and scale is not None and words[index].lower_ == "a":
        value = 1.0
    while value is not None and scale is not None:
        value, end = value * scale, end + 1
        scale = _table()["scales"].get(words[end].lower_) if end < len(words) else None
    return value, end


def _bound(words: Sequence[Token], start: int, bounds: Sequence[str]) -> tuple[str, int]:
    """Which of some bounds the words before a number set, and where they start; empty where none."""
    for length in range(_LONGEST_BOUND, 0, -1):
        said = " ".join(word.lower_ for word in words[max(0, start - length) : start])
        for bound in bounds:
            if start >= length and said in _table()[bound]:
                return bound, start - length
    return "", start


def _kind(words: Sequence[Token], number: _Number) -> tuple[str | None, str | None]:
    """What a number counts, and its unit: a currency, a sort of weapon."""
    currencies = _table()["currencies"]
    noun = _counted(words, number)
    after = words[number.end : number.end + 1]
    for text in (*(w.text for w in words[number.start : number.end]), *(w.lemma_.lower() for w in after)):
        if text in currencies:
            return "amount", currencies[text]
    deed = _by_deed(noun, bounded=number.start < number.word)
    if deed is not None:
        return deed, None
    near = words[number.end : number.end + _REACH]
    verb = next((place for place, word in enumerate(near) if place and word.pos_ == "VERB"), _REACH)
    for kind, lemmas in _table()["counted"].items():
        for word in (noun, *near[:verb]):
            if word.lemma_.lower() in lemmas or word.lower_ in lemmas:
                return kind, word.lemma_.lower() if kind == "weapons" else None
    return None, None


def _counted(words: Sequence[Token], number: _Number) -> Token:
    """The noun that a number counts, or the number itself where it stands alone: "12 were killed"."""
    own = set(words[number.start : number.end])
    word = words[number.word]
    for _ in range(len(own)):
        if word.head not in own:
            break
        word = word.head
    return word.head if word.dep_ in ("nummod", "compound", "nmod", "dep") else word


def _by_deed(noun: Token, bounded: bool) -> str | None:
    """The kind of a counted noun by the verb that it is the object or subject of, or that describes it.

    The parse takes the bound in "killed at least 12" for a preposition, and the noun for no object.
    """
    own = "obj" if bounded and noun.dep_ == "obl" else noun.dep_
    tells = [(noun.head, own)] if own in _ROLES else []
    tells += [(child, "nsubj:pass") for child in noun.children if child.dep_ in ("acl", "amod")]
    for verb, role in tells:
        role = "nsubj:pass" if role == "nsubj" and is_passive(verb) else role
        for kind, lemmas in _table()["done" if role in _OBJECTS else "suffered"].items():
            if verb.lemma_.lower() in lemmas:
                return str(kind)
    return None
