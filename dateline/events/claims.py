"""Who tells it: the speaker of a claim, and "we" in a speaker's own words.

"The attack killed ten, the ministry said": the ministry is the source of the claim, and takes no part in the
attack. A speaker who acts for a country or an organisation says "we" of it.
"""

from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Token

from dateline.events.gazetteer import NameMatch, country
from dateline.events.roles import Names
from dateline.events.syntax import agent, is_passive, obliques, subject
from dateline.language.word_lists import word_lists
from dateline.records import Entity

_WORDS = word_lists(Path(__file__).with_name("claims.yaml"))
_CLIMBS = 8  # steps from a trigger to the verb that tells of it


def sources_of(head: Token, names: Names) -> list[NameMatch]:
    """The names of those who, the sentence says, tell what a trigger says; none if it is told plainly."""
    told = head
    for _ in range(_CLIMBS):
        above = told.head
        if above == told:
            break
        if told.dep_ in ("ccomp", "xcomp", "parataxis") and above.lemma_.lower() in _WORDS["says"]:
            return names.of(agent(above) if is_passive(above) else subject(above))
        told = above
    for verb in (told, head):
        for child in verb.children:
            if child.dep_ == "parataxis" and child.lemma_.lower() in _WORDS["says"]:
                return names.of(subject(child))
        for noun, preposition in obliques(verb):
            if preposition in _WORDS["according"]:
                return names.of(noun)
    return []


def with_speakers(words: Sequence[Token], names: Sequence[NameMatch]) -> list[NameMatch]:
    """The names of a sentence with "we" and "our" in its quotations as those for whom the speaker speaks."""
    if not any(word.text in _WORDS["quotes"] for word in words):
        return list(names)
    known = Names(words, names)
    found = list(names)
    for index, word in enumerate(words):
        if word.lower_ in _WORDS["we"] and known.at(word) is None:
            speakers = sources_of(word, known)
            spoken_for = _spoken_for(speakers[0]) if speakers else None
            if spoken_for is not None:
                found.append(NameMatch(index, index + 1, spoken_for, "name"))
    return sorted(found, key=lambda name: name.start)


def _spoken_for(speaker: NameMatch) -> Entity | None:
    """The organisation that speaks, or the country of an official; None for who speaks for himself."""
    entity = speaker.entity
    if entity.entity_type in ("organisation", "country"):
        return entity
    return country(entity.iso3) if entity.iso3 and entity.sector in _WORDS["official"] else None
