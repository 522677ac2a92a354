"""What named participants do and undergo, told by any verb, whether or not the codebook has a type for it.

An activity has its date from the sentence's own words, or from the day that the story has come to. What a
report tells as past without either was not later than the report: its date is open at the start.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dateline.events.dating import date_triggers
from dateline.events.gazetteer import NameMatch
from dateline.events.naming import names_of
from dateline.events.narrative import Narrative
from dateline.events.products import with_products
from dateline.events.realis import realis_of
from dateline.events.roles import cast
from dateline.events.sentences import Sentence
from dateline.events.syntax import is_passive
from dateline.events.triggers import TriggerMatch
from dateline.language.tokens import text_of
from dateline.records import (
    UNDATED,
    Activity,
    Entity,
    Realis,
    ResolvedDate,
    stable_id,
)
from dateline.temporal.edtf import edtf_of

_NO_ACT = {"be", "do", "seem"}
_DESCRIBES = {"amod", "compound"}  # "leading firms": the participle tells of no act
_TOLD_CONFIDENCE = 0.3


def read_activities(
    sentences: Sequence[Sentence], published: dt.date | None, document_id: str
) -> list[Activity]:
    """The activities of a document, given its sentences, in order."""
    narrative = Narrative(published)
    named = names_of([(sentence.words, sentence.told) for sentence in sentences])
    return [
        activity
        for sentence, names in zip(sentences, named, strict=True)
        for activity in _of_sentence(
            sentence, with_products(sentence.words, names, sentence.expressions), narrative, document_id
        )
    ]


def _of_sentence(
    sentence: Sentence,
    names: Sequence[NameMatch],
    narrative: Narrative,
    document_id: str,
) -> Iterator[Activity]:
    narrative.next_sentence()
    words, clauses = sentence.words, sentence.clauses
    matches = [
        TriggerMatch("", None, 0.0, index, index, index + 1, is_passive(word), False, (index,))
        for index, word in enumerate(words)
        if word.pos_ == "VERB" and word.lemma_.lower() not in _NO_ACT and word.dep_ not in _DESCRIBES
    ]
    dates = date_triggers(words, clauses, matches, sentence.periods, narrative.publication)
    for match, own in zip(matches, dates, strict=True):
        realis = realis_of(words, match, own.earliest, narrative.publication)
        date = _dated(words, match, own, realis, narrative, bool(sentence.told))
        participants = [entry for entry in cast(words, match, names) if _is_named(entry.name.entity)]
        if date == UNDATED or not participants:
            continue
        start, trigger = words[match.head].idx, _trigger(words, match.head)
        yield Activity(
            activity_id=stable_id("a", document_id, str(start), trigger),
            document_id=document_id,
            char_start=start,
            char_end=start + len(trigger),
            trigger=trigger,
            sentence_start=sentence.start,
            sentence_end=sentence.end,
            sentence=sentence.text,
            realis=realis,
            date=date,
            participants=tuple(entry.participant(words) for entry in participants),
        )
    narrative.opening = False


def _is_named(entity: Entity) -> bool:
    """Whether somebody is named, and not "workers" or "the company" alone."""
    return entity.entity_type != "group" or entity.iso3 is not None


def _dated(
    words: Sequence[Token],
    match: TriggerMatch,
    own: ResolvedDate,
    realis: Realis,
    narrative: Narrative,
    timed: bool,
) -> ResolvedDate:
    """The date of the sentence, of the story so far, or that of the report as its latest day."""
    if own != UNDATED:
        narrative.dated(words, match, own, realis)
        return own
    carried = narrative.date_of(words, match, realis, timed)
    if carried is not None:
        return carried
    if realis == "asserted" and narrative.publication is not None and _is_told(words[match.head]):
        return _by(narrative.publication)
    return UNDATED


def _is_told(verb: Token) -> bool:
    """Whether a verb is in the past or the perfect, or a participle that goes with one that is."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "aux:pass")]
    tags = {verb.tag_, *(helper.tag_ for helper in helpers)}
    if "VBD" in tags or (verb.tag_ == "VBN" and any(helper.lemma_ == "have" for helper in helpers)):
        return True
    goes_with = verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VBG" and verb.head.pos_ == "VERB"
    return goes_with and _is_told(verb.head)


def _by(day: dt.date) -> ResolvedDate:
    return ResolvedDate(
        edtf=edtf_of(None, day),
        earliest=None,
        latest=day,
        extent="within",
        granularity="open",
        qualifier="",
        basis="publication",
        text=None,
        anchor=day,
        rule="told by publication",
        confidence=_TOLD_CONFIDENCE,
    )


def _trigger(words: Sequence[Token], index: int) -> str:
    """The verb with the particle after it: 'rolled out'."""
    after = words[index + 1 : index + 2]
    particle = any(word.dep_ == "compound:prt" and word.head == words[index] for word in after)
    return text_of(words, index, index + 1 + particle)
