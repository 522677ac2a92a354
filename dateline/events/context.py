"""What a document has told so far, for words that point back: 'the country', 'he', 'she'."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.events.gazetteer import NameMatch

_COUNTRY_WORDS = {"country", "nation", "republic"}
_PERSON_WORDS = {"he", "she"}


@dataclass(frozen=True, slots=True)
class Topic:
    """The country and the person named last."""

    country: NameMatch | None = None
    person: NameMatch | None = None


def with_references(
    words: Sequence[Token], names: Sequence[NameMatch], topic: Topic
) -> tuple[list[NameMatch], Topic]:
    """A sentence's names with those that its descriptions and pronouns stand for, and the new topic."""
    found: list[NameMatch] = []
    at = {name.start: name for name in names}
    covered = {index for name in names for index in range(name.start, name.end)}
    for index in range(len(words)):
        if index in at:
            name = at[index]
            found.append(name)
            topic = _updated(topic, name)
        elif index not in covered:
            referent = _referent(words, index, topic)
            if referent is not None:
                found.append(referent)
    return found, topic


def _updated(topic: Topic, name: NameMatch) -> Topic:
    entity = name.entity
    if entity.entity_type == "person":
        return replace(topic, person=name)
    if entity.entity_type == "country" and name.kind != "capital":
        return replace(topic, country=name)
    return topic


def _referent(words: Sequence[Token], index: int, topic: Topic) -> NameMatch | None:
    token = words[index]
    following = words[index + 1].lower_ if index + 1 < len(words) else ""
    if token.lower_ == "the" and following in _COUNTRY_WORDS and topic.country is not None:
        return replace(topic.country, start=index, end=index + 2, kind="name")
    if token.lower_ in _PERSON_WORDS and topic.person is not None:
        return replace(topic.person, start=index, end=index + 1)
    return None
