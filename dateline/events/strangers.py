"""People and organisations that no table knows, as the language model reads them."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from dateline.events.gazetteer import Kind, NameMatch, slug
from dateline.events.towns import seat_of
from dateline.records import Entity, EntityType

_TYPES: Mapping[str, EntityType] = {"PERSON": "person", "ORG": "organisation"}
_KINDS: Mapping[str, Kind] = {"PERSON": "person", "ORG": "organisation"}
_BESIDE = {"appos", "nmod:desc", "compound"}


def with_strangers(
    words: Sequence[Token], names: Sequence[NameMatch], countries: Sequence[str]
) -> list[NameMatch]:
    """The names of a sentence with those that the model alone sees, in order.

    They have the country and sector of the office that stands with them ("the envoy of Chad, A. B."), a body
    that of the town that it is named after, of which `countries`, those of the document, are the likeliest.
    """
    covered = {index for name in names for index in range(name.start, name.end)}
    found = list(names)
    for index, word in enumerate(words):
        if word.ent_iob_ != "B" or word.ent_type_ not in _TYPES or index in covered:
            continue
        end = index + 1
        while end < len(words) and end not in covered and words[end].ent_iob_ == "I":
            end += 1
        found.append(_stranger(words, names, countries, index, end))
    return sorted(found, key=lambda name: name.start)


def _stranger(
    words: Sequence[Token], names: Sequence[NameMatch], countries: Sequence[str], start: int, end: int
) -> NameMatch:
    text = words[start].doc[words[start].i : words[end - 1].i + 1].text
    office = _office(words, names, words[start:end])
    code, sector = (office.iso3, office.sector) if office else (None, None)
    label = words[start].ent_type_
    if code is None and label == "ORG":
        code = seat_of(words[start:end], countries)
    return NameMatch(start, end, Entity(slug(text), text, _TYPES[label], code, sector, ()), _KINDS[label])


def _office(words: Sequence[Token], names: Sequence[NameMatch], own: Sequence[Token]) -> Entity | None:
    """Who stands beside a name in the parse: before it, as its apposition, or as what it is apposed to."""
    head = next((word for word in own if word.head not in own), own[0])
    beside = [child for child in head.children if child.dep_ in _BESIDE]
    if head.dep_ == "appos":
        beside.append(head.head)
    known = (name for name in names if name.entity.iso3 and any(name.covers(words, word) for word in beside))
    return next((name.entity for name in known), None)
