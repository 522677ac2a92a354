"""What a document has told so far, for words that point back: 'the country', 'he', 'its', 'the junta'.

Pronouns and descriptions take the one that fits and was named last, the subject before others; a surname
stands for who bore it before; a role without a country ("the police") is that of the same role named with
one, or of the country of the document where it speaks mostly of one. What finds nobody stays as it is.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from spacy.tokens import Token

from dateline.events.gazetteer import NameMatch, role_of
from dateline.events.sorts import Sorts, sort_of
from dateline.language.word_lists import word_lists
from dateline.records import Entity

_WORDS = word_lists(Path(__file__).with_name("context.yaml"))
_DETERMINERS = {"the", "this", "that"}
_PRONOUNS = ("person", "thing", "people")
_SHARE = 0.6  # of the country names that must be of one country, for a document to be about it
_FEWEST = 3  # names of that country


@dataclass(slots=True)
class Memory:
    """Whom a document has named: the last of each kind, the bearers of surnames, the owners of roles."""

    country_of_all: Entity | None = None
    sorts: Sorts = field(default_factory=Sorts)
    last: dict[str, NameMatch] = field(default_factory=dict)  # by the kinds of context.yaml
    subjects: set[str] = field(default_factory=set)  # kinds of which this sentence had a subject
    surnames: dict[str, Entity] = field(default_factory=dict)
    roles: dict[str, Entity] = field(default_factory=dict)


def in_document(entity: Entity, document_id: str) -> Entity:
    """An entity as one that only its document knows, where it is a body without a name: "the company"."""
    body = sort_of(entity.entity_id.split(":")[-1])
    if body in (_WORDS["firms"] if entity.iso3 else _WORDS["organisation"]):
        return replace(entity, entity_id=f"{document_id}:{entity.entity_id}")
    return entity


def main_country(names: Sequence[NameMatch]) -> Entity | None:
    """The country that a document is about, by the names in it; None where it speaks of several."""
    told = [name for name in names if name.entity.sector not in _WORDS["of_no_country"]]
    codes = [name.entity.iso3 for name in told if name.entity.iso3]
    countries = {name.entity.iso3: name.entity for name in names if name.entity.entity_type == "country"}
    for code, count in Counter(codes).most_common(1):
        if count >= _FEWEST and count >= _SHARE * len(codes):
            return countries.get(code)
    return None


def with_references(words: Sequence[Token], names: Sequence[NameMatch], memory: Memory) -> list[NameMatch]:
    """A sentence's names with those that its descriptions and pronouns stand for; `memory` is brought up."""
    at = {name.start: name for name in names}
    covered = {index for name in names for index in range(name.start, name.end)}
    found: list[NameMatch] = []
    memory.subjects.clear()
    for index in range(len(words)):
        name = at.get(index)
        if name is not None:
            name = _owned(words, name, found, memory)
        elif index not in covered:
            name = _referent(words, index, memory)
        if name is not None:
            _note(words, name, memory)
            found.append(name)
    return found


def _note(words: Sequence[Token], name: NameMatch, memory: Memory) -> None:
    """Remember a name as the last of its kinds; in a sentence only a subject takes a subject's place."""
    entity = name.entity
    if entity.entity_type == "person":
        memory.surnames[entity.name.split()[-1]] = entity
    if name.kind == "role" and entity.iso3 is not None:
        memory.roles[entity.entity_id.split(":")[-1]] = entity
    is_subject = any(word.dep_.startswith("nsubj") for word in words[name.start : name.end])
    called = memory.sorts.nouns.get(entity.name, frozenset()) if entity.entity_type == "organisation" else ()
    for kind in (*_kinds(words, name), *sorted(called)):
        if is_subject or kind not in memory.subjects:
            memory.last[kind] = name
        if is_subject:
            memory.subjects.add(kind)


def _kinds(words: Sequence[Token], name: NameMatch) -> list[str]:
    """The kinds of words that may point back to a name."""
    entity = name.entity
    if entity.entity_type == "person":
        return ["person"]
    if entity.entity_type == "country" and name.kind != "role":
        return ["country", "thing"]
    if name.kind != "role":
        return ["organisation", "thing", "people"] if name.kind != "place" else []
    if "Number=Plur" in words[name.end - 1].morph:
        return ["people"]
    return ["thing"] if entity.entity_id.split(":")[-1] in _WORDS["bodies"] else ["person"]


def _owned(words: Sequence[Token], name: NameMatch, found: Sequence[NameMatch], memory: Memory) -> NameMatch:
    """A role without a country, with that of its possessor, of the same role before, or of the document."""
    noun = words[name.end - 1]
    if name.entity.entity_type == "person" and name.entity.iso3 is None:
        return replace(name, entity=memory.surnames.get(noun.text, name.entity))
    if name.kind != "role" or name.entity.iso3 is not None or noun.dep_ == "compound":
        return name
    owner = next((child for child in noun.children if child.dep_ in ("nmod:poss", "compound")), None)
    if owner is not None:
        named = next((n for n in found if n.covers(words, owner)), None)
        return replace(name, entity=role_of(name.entity, named.entity)) if named else name
    pointing = any(child.lower_ in _DETERMINERS for child in noun.children)
    body = sort_of(name.entity.entity_id)
    if pointing and body in _WORDS["organisation"] and (told := memory.last.get(body)):
        return replace(told, start=name.start, end=name.end)
    before = memory.roles.get(name.entity.entity_id)
    if before is not None and pointing:
        return replace(name, entity=before)
    if memory.country_of_all is not None and name.entity.sector in _WORDS["national"]:
        return replace(name, entity=role_of(name.entity, memory.country_of_all))
    return name


def _referent(words: Sequence[Token], index: int, memory: Memory) -> NameMatch | None:
    """Whom a pronoun, a description or a bare surname stands for."""
    token = words[index]
    lower = token.lower_
    if token.pos_ == "PROPN":
        entity = memory.surnames.get(token.text)
        return NameMatch(index, index + 1, entity, "person") if entity else None
    if token.pos_ == "PRON" and token.dep_ != "expl":
        kind = next((kind for kind in _PRONOUNS if lower in _WORDS[kind]), "")
        last = memory.last.get(kind)
        return replace(last, start=index, end=index + 1) if last else None
    if lower in _DETERMINERS and index + 1 < len(words):
        noun = words[index + 1].lower_
        for kind in ("country", "organisation"):
            last = memory.last.get(sort_of(noun)) or memory.last.get(kind)
            if noun in _WORDS[kind] and last is not None:
                return replace(last, start=index, end=index + 2, kind="name")
    return None
