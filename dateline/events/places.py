"""Where an event was: the place or country that the words put it in, never the place of the dateline.

A place in a phrase of the trigger itself ("attacked near Goris"), or that it is done to ("the invasion of
Ukraine"), goes before one that only stands in the same clause.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from dateline.events.atlas import look_up
from dateline.events.gazetteer import NameMatch, plain
from dateline.events.syntax import objects, obliques
from dateline.events.syntax import subject as subject_of
from dateline.events.triggers import TriggerMatch
from dateline.language.tokens import text_of
from dateline.language.word_lists import word_lists
from dateline.records import Place

_WORDS = word_lists(Path(__file__).with_name("places.yaml"))
_KINDS = {"place", "name", "capital"}
_REACH = 14


@dataclass(frozen=True, slots=True)
class Located:
    """A place and the name that gives it."""

    name: NameMatch
    place: Place
    start: int  # of its words in the document


def place_of(
    words: Sequence[Token],
    clauses: Sequence[int],
    match: TriggerMatch,
    names: Sequence[NameMatch],
) -> Located | None:
    """The place of a trigger: its own before its clause's, a named place before a country; None if untold."""
    usable = [name for name in names if _is_place(words, name)]
    own = _own(words[match.head], match)
    found = [
        (not attached, name.kind != "place", abs(name.start - match.head), name)
        for name in usable
        if (attached := any(name.covers(words, word) for word in own))
        or (
            clauses[name.start] == clauses[match.head]
            and abs(name.start - match.head) <= _REACH
            and _located(words, name)
        )
    ]
    if not found:
        return None
    name = min(found, key=lambda entry: entry[:3])[3]
    return Located(name, _place(words, name), words[name.start].idx)


def _is_place(words: Sequence[Token], name: NameMatch) -> bool:
    if name.kind not in _KINDS or name.entity.entity_type not in ("place", "country"):
        return False
    return words[name.start].pos_ != "PRON"


def _own(head: Token, match: TriggerMatch) -> list[Token]:
    """The nouns that phrases of place, or the act itself, tie to a trigger."""
    found = [noun for noun, preposition in obliques(head) if preposition in _WORDS["before"]]
    found += [
        place
        for noun in found
        if noun.lemma_.lower() in _WORDS["sorts"]
        for place, preposition in obliques(noun)
        if preposition == "of"
    ]
    if match.event_type in _WORDS["done_to_places"]:
        if not match.nominal:
            struck = subject_of(head) if match.passive else None
            found += [*objects(head), *([struck] if struck is not None else [])]
        found += [noun for noun, preposition in obliques(head) if preposition in _WORDS["aims"]]
    return found


def _place(words: Sequence[Token], name: NameMatch) -> Place:
    text = text_of(words, name.start, name.end)
    entity = name.entity
    if name.kind == "place":
        precision = name.precision or "region"
        return Place(text, entity.name, entity.iso3, precision, name.latitude, name.longitude)
    if name.kind == "name":
        return Place(text, entity.name, entity.iso3, "country", None, None)
    city = look_up(plain(text), [entity.iso3 or ""])
    at = (city.latitude, city.longitude) if city and city.iso3 == entity.iso3 else (None, None)
    return Place(text, text, entity.iso3, "city", *at)


def _located(words: Sequence[Token], name: NameMatch) -> bool:
    """Whether a preposition of place stands before the name: 'in Goris', 'to Russia’s Kursk region'."""
    for index in range(name.start - 1, max(-1, name.start - 6), -1):
        token = words[index]
        if token.lower_ in _WORDS["before"]:
            return token.lower_ != "to" or name.kind == "place"
        if token.pos_ not in ("DET", "ADJ", "PROPN", "PART", "NOUN"):
            return False
    return False
