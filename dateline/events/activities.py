"""What named participants do and undergo, told by any verb, whether or not the codebook has a type for it.

Activities are dated as events are; those without any date are left out.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dateline.events.dates.choice import Dated, happening_of
from dateline.events.gazetteer import NameMatch
from dateline.events.products import with_products
from dateline.events.realis import realis_of
from dateline.events.roles import Cast, cast
from dateline.events.sentences import Sentence
from dateline.events.syntax import is_passive
from dateline.events.triggers import TriggerMatch
from dateline.language.tokens import text_of
from dateline.records import (
    UNDATED,
    Activity,
    Entity,
    ResolvedDate,
    stable_id,
)

_NO_ACT = {"be", "do", "seem"}
_DESCRIBES = {"amod", "compound"}  # "leading firms": the participle tells of no act


def read_activities(sentences: Sequence[Sentence], dated: Dated, document_id: str) -> list[Activity]:
    """The activities of a document, in order, given its sentences and the dates of its events."""
    choices = dated.by_head
    found: list[Activity] = []
    for number, sentence in enumerate(sentences):
        known = with_products(sentence.words, sentence.names, sentence.expressions)
        for match, participants in _acts(sentence.words, known):
            event = choices.get((number, match.head))
            date = (event or dated.of(happening_of(number, sentence, match))).date
            if date != UNDATED:
                found.append(_activity(sentence, match, participants, date, document_id))
    return found


def _acts(words: Sequence[Token], names: Sequence[NameMatch]) -> Iterator[tuple[TriggerMatch, list[Cast]]]:
    """The verbs of a sentence that tell an act of somebody named, with who takes part."""
    for index, word in enumerate(words):
        if word.pos_ == "VERB" and word.lemma_.lower() not in _NO_ACT and word.dep_ not in _DESCRIBES:
            match = TriggerMatch("", None, 0.0, index, index, index + 1, is_passive(word), False, (index,))
            participants = [entry for entry in cast(words, match, names) if _is_named(entry.name.entity)]
            if participants:
                yield match, participants


def _activity(
    sentence: Sentence,
    match: TriggerMatch,
    participants: Sequence[Cast],
    date: ResolvedDate,
    document_id: str,
) -> Activity:
    words = sentence.words
    start, trigger = words[match.head].idx, _trigger(words, match.head)
    return Activity(
        activity_id=stable_id("a", document_id, str(start), trigger),
        document_id=document_id,
        char_start=start,
        char_end=start + len(trigger),
        trigger=trigger,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        sentence=sentence.text,
        realis=realis_of(words, match, date.earliest, sentence.publication),
        date=date,
        participants=tuple(entry.participant(words) for entry in participants),
    )


def _is_named(entity: Entity) -> bool:
    """Whether somebody is named, and not "workers" or "the company" alone."""
    return entity.entity_type != "group" or entity.iso3 is not None


def _trigger(words: Sequence[Token], index: int) -> str:
    """The verb with the particle after it: 'rolled out'."""
    after = words[index + 1 : index + 2]
    particle = any(word.dep_ == "compound:prt" and word.head == words[index] for word in after)
    return text_of(words, index, index + 1 + particle)
