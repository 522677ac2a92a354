"""The figures of an event: killed, injured, arrested, troops, money, each with the words that say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.language.tokens import text_of
from dateline.records import Quantity

_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9,
    "m": 1e6,
}
_SMALL = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
_VAGUE = {"dozens", "hundreds", "thousands", "scores", "several", "millions"}
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "US$": "USD"}
_CURRENCY_WORDS = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "rouble": "RUB",
    "ruble": "RUB",
}
# The kind of a figure by the lemma of what is counted or done, in the order in which they are tried.
_KINDS: Mapping[str, frozenset[str]] = {
    "killed": frozenset({"kill", "dead", "death", "die", "fatality", "body"}),
    "injured": frozenset({"injure", "wound", "hurt", "injured", "wounded"}),
    "arrested": frozenset({"arrest", "detain", "jail", "detainee", "prisoner"}),
    "troops": frozenset({"troop", "troops", "soldier", "peacekeeper", "reservist", "marine", "serviceman"}),
}
_EXPECTED = {
    "ASSAULT": {"killed", "injured"},
    "DISASTER": {"killed", "injured"},
    "PROTEST": {"killed", "injured", "arrested"},
    "COERCE": {"arrested"},
    "RETREAT": {"troops", "arrested"},
    "MOBILIZE": {"troops"},
    "AID": {"amount", "troops"},
    "AGREE": {"amount", "troops"},
    "SANCTION": {"amount"},
    "OTHER": {"amount"},
}
_REACH = 5  # words after a number in which what it counts stands


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and the word of its sentence at which it stands."""

    quantity: Quantity
    start: int


def figures(words: Sequence[Token], excluded: Sequence[tuple[int, int]]) -> list[Figure]:
    """The figures of a sentence whose kind its words tell; `excluded` are word spans of time expressions."""
    taken = {index for start, end in excluded for index in range(start, end)}
    found: list[Figure] = []
    index = 0
    while index < len(words):
        value, end = _number(words, index)
        if end == index or index in taken:
            index += 1
            continue
        start = index - 1 if index and words[index - 1].text in _CURRENCIES else index
        kind, unit = _kind(words, start, index, end)
        if kind is not None:
            text = text_of(words, start, end)
            found.append(Figure(Quantity(kind, value, unit, text), start))
        index = end
    return found


def figures_of(event_type: str, found: Sequence[Figure]) -> tuple[Quantity, ...]:
    """Those figures of a trigger's clause that its type of event has."""
    expected = _EXPECTED.get(event_type, set())
    return tuple(figure.quantity for figure in found if figure.quantity.kind in expected)


def _number(words: Sequence[Token], index: int) -> tuple[float | None, int]:
    """The number at a word and where it ends; the index itself where there is none, no value for 'dozens'."""
    lower = words[index].lower_
    if lower in _VAGUE:
        return None, index + 1
    digits = lower.replace(",", "")
    value: float
    if digits.replace(".", "", 1).isdigit() and digits[0] != ".":
        value = float(digits)
    elif lower in _SMALL:
        value = float(_SMALL[lower])
    else:
        return None, index
    end = index + 1
    while end < len(words) and words[end].lower_ in _SCALES:
        value *= _SCALES[words[end].lower_]
        end += 1
    return value, end


def _kind(words: Sequence[Token], start: int, index: int, end: int) -> tuple[str | None, str | None]:
    if start < index:
        return "amount", _CURRENCIES[words[start].text]
    after = words[end : end + _REACH]
    if after and after[0].lemma_.lower() in _CURRENCY_WORDS:
        return "amount", _CURRENCY_WORDS[after[0].lemma_.lower()]
    if (
        end - index > 1
        and words[end - 1].lower_ in ("billion", "trillion")
        and after[:1]
        and after[0].lower_ == "in"
    ):
        return "amount", None
    before = [word for word in words[max(0, index - 4) : index] if word.pos_ == "VERB"]
    for kind in ("killed", "injured", "arrested"):
        if any(word.lemma_.lower() in _KINDS[kind] for word in before):
            return kind, None
    for kind, lemmas in _KINDS.items():
        if any(word.lemma_.lower() in lemmas or word.lower_ in lemmas for word in after):
            return kind, None
    return None, None
