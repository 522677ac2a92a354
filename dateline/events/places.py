"""Where an event was: a place or country that a preposition of place puts beside its trigger."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.events.gazetteer import NameMatch
from dateline.events.triggers import TriggerMatch
from dateline.language.tokens import text_of
from dateline.records import Place

_PREPOSITIONS = {
    "in",
    "at",
    "near",
    "inside",
    "across",
    "into",
    "off",
    "outside",
    "around",
    "to",
    "over",
    "toward",
}
_KINDS = {"place", "name", "capital"}
_REACH = 14


@dataclass(frozen=True, slots=True)
class Located:
    """A place and the name that gives it."""

    name: NameMatch
    place: Place


def place_of(
    words: Sequence[Token],
    clauses: Sequence[int],
    match: TriggerMatch,
    names: Sequence[NameMatch],
) -> Located | None:
    """The place of a trigger: the nearest in its clause, a named place before a country; None if untold."""
    found = [
        (name.kind != "place", abs(name.start - match.head), name)
        for name in names
        if name.kind in _KINDS
        and name.entity.entity_type in ("place", "country")
        and clauses[name.start] == clauses[match.head]
        and abs(name.start - match.head) <= _REACH
        and (_located(words, name))
    ]
    if not found:
        return None
    name = min(found, key=lambda entry: entry[:2])[2]
    text = text_of(words, name.start, name.end)
    named = text if name.kind == "capital" else name.entity.name
    return Located(name, Place(text, named, name.entity.iso3, name.latitude, name.longitude))


def _located(words: Sequence[Token], name: NameMatch) -> bool:
    """Whether a preposition of place stands before the name: 'in Goris', 'to Russia’s Kursk region'."""
    for index in range(name.start - 1, max(-1, name.start - 6), -1):
        token = words[index]
        if token.lower_ in _PREPOSITIONS:
            return token.lower_ != "to" or name.kind == "place"
        if token.pos_ not in ("DET", "ADJ", "PROPN", "PART", "NOUN"):
            return False
    return False
