"""People and organisations that no table knows, as the language model reads them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dateline.events.gazetteer import Kind, NameMatch, slug
from dateline.events.sorts import Sorts, is_body
from dateline.events.spans import spans
from dateline.events.towns import seat_of
from dateline.language.tokens import text_of
from dateline.records import Entity, EntityType

_TYPES: Mapping[str, EntityType] = {"PERSON": "person", "ORG": "organisation"}
_KINDS: Mapping[EntityType, Kind] = {"person": "person", "organisation": "organisation"}
_BESIDE = {"appos", "nmod:desc", "compound"}


def with_strangers(
    words: Sequence[Token],
    names: Sequence[NameMatch],
    countries: Sequence[str],
    sorts: Sorts,
) -> list[NameMatch]:
    """The names of a sentence with those that the model alone sees, in order.

    They have the country and sector of the office that stands with them ("the envoy of Chad, A. B."), a body
    that of the town that it is named after, of which `countries`, those of the document, are the likeliest.
    `sorts` are what the document calls its names, which the model does not always know.
    """
    covered = {index for name in names for index in range(name.start, name.end)}
    found = list(names)
    for start, end, label in (*spans(words), *_short(words, sorts)):
        free = next((index for index in range(start, end) if index in covered), end)
        text = text_of(words, start, free) if free > start else ""
        kind = sorts.types.get(text) or _TYPES.get(label)
        if text and kind is not None and kind in _KINDS:
            name = _stranger(words, names, countries, start, free, kind, sorts.full.get(text, text))
            if start and is_body(words[start - 1]):  # "the dairy firm Nordmilk" is one
                role = next((role for role in found if role.kind == "role" and role.end == start), None)
                found = [each for each in found if each != role]
                name = replace(name, start=role.start if role else start - 1)
            found.append(name)
            covered |= set(range(start, free))
    return sorted(found, key=lambda name: name.start)


def _short(words: Sequence[Token], sorts: Sorts) -> Iterator[tuple[int, int, str]]:
    """The words of a sentence that the document tells to be names."""
    for index, word in enumerate(words):
        if word.text in sorts.full:
            yield index, index + 1, "ORG"


def _stranger(
    words: Sequence[Token],
    names: Sequence[NameMatch],
    countries: Sequence[str],
    start: int,
    end: int,
    kind: EntityType,
    called: str,
) -> NameMatch:
    office = _office(words, names, words[start:end])
    code, sector = (office.iso3, office.sector) if office else (None, None)
    if code is None and kind == "organisation":
        code = seat_of(words[start:end], countries)
    return NameMatch(start, end, Entity(slug(called), called, kind, code, sector, ()), _KINDS[kind])


def _office(words: Sequence[Token], names: Sequence[NameMatch], own: Sequence[Token]) -> Entity | None:
    """Who stands beside a name in the parse: before it, as its apposition, or as what it is apposed to."""
    head = next((word for word in own if word.head not in own), own[0])
    beside = [child for child in head.children if child.dep_ in _BESIDE]
    if head.dep_ == "appos":
        beside.append(head.head)
    known = (name for name in names if name.entity.iso3 and any(name.covers(words, word) for word in beside))
    return next((name.entity for name in known), None)
