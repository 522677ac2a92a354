"""Realis: whether a report tells a fact, a denial, a plan, a condition, a claim or a demand."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml
from spacy.tokens import Token

from dateline.events.triggers import TriggerMatch
from dateline.records import Realis

_REACH = 6  # words before a trigger in which its auxiliaries and adverbs stand
_GOVERNOR_REACH = 10
_LINKS = {"to", "of", "for", "that", "on", "against", "from"}
# The strongest claim first: a plan under a condition is conditional, a denied plan negated.
_ORDER: tuple[Realis, ...] = ("conditional", "negated", "demanded", "alleged", "planned")

Words = Mapping[str, frozenset[str]]


@cache
def _table() -> Mapping[str, Words]:
    path = Path(__file__).with_name("realis.yaml")
    entries = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return {
        name: {key: frozenset(map(str, words)) for key, words in entry.items()}
        for name, entry in entries.items()
    }


def realis_of(
    words: Sequence[Token],
    clauses: Sequence[int],
    match: TriggerMatch,
    earliest: dt.date | None,
    publication: dt.date | None,
) -> Realis:
    """The realis of a trigger from the words before it in its clause, and from a date that lies ahead."""
    if words[-1].text == "?":
        return "conditional"
    first = match.head
    while first > 0 and clauses[first - 1] == clauses[match.head] and match.head - first < _GOVERNOR_REACH:
        first -= 1
    opens = [words[first].lower_] if words[first].lower_ in ("if", "unless", "whether") else []
    for realis in _ORDER:
        entry = _table()[realis]
        if entry["before"].intersection(opens) or _verbal(words, first, match, entry):
            return realis
        if _determined(words, match, entry) or _governed(words, first, match, entry):
            return realis
    if earliest is not None and publication is not None and earliest > publication:
        return "planned"
    return "asserted"


def _verbal(words: Sequence[Token], first: int, match: TriggerMatch, entry: Words) -> bool:
    """Whether an auxiliary or adverb of the trigger's own verb group says so."""
    if match.nominal and (match.head == 0 or words[match.head - 1].pos_ not in ("AUX", "PART")):
        return False
    infinitive = match.start > 0 and words[match.start - 1].lower_ == "to"
    for index in range(match.start - 1, max(first, match.start - _REACH) - 1, -1):
        token = words[index]
        if token.lower_ in entry["before"]:
            return True
        if infinitive and token.tag_ == "VB":
            infinitive = False  # "will use it to threaten": the purpose shares its verb's realis
        elif token.pos_ not in ("AUX", "ADV", "PART", "PRON", "ADJ") and token.lemma_ not in (
            "be",
            "have",
            "go",
        ):
            return False
    return False


def _determined(words: Sequence[Token], match: TriggerMatch, entry: Words) -> bool:
    before = words[max(0, match.start - 2) : match.start]
    return any(word.lower_ in entry.get("determiners", ()) for word in before)


def _governed(words: Sequence[Token], first: int, match: TriggerMatch, entry: Words) -> bool:
    """Whether the trigger is the complement of a governing word: 'plans to', 'accused of', 'called for'."""
    reach = range(match.start - 1, max(first, match.start - _GOVERNOR_REACH) - 1, -1)
    for index in reach:
        token = words[index]
        if token.lemma_.lower() in entry["governs"] and index + 1 < len(words):
            return any(word.lower_ in _LINKS for word in words[index + 1 : match.start])
        if token.pos_ == "VERB" and index < match.start - 1 and token.tag_ in ("VBD", "VBZ"):
            return False
    return False
