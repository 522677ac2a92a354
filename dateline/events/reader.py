"""A document's event mentions: triggers, participants, realis, dates, places and figures put together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dateline.events.claims import sources_of
from dateline.events.codebook import load_codebook
from dateline.events.context import in_document, main_country
from dateline.events.dates.choice import Dated
from dateline.events.detection.judge import Verdict
from dateline.events.opponents import Opponent, complete, opponents
from dateline.events.participants.chooser import BACK, Told, taking_part
from dateline.events.participants.features import seen_by
from dateline.events.participants.homes import settled
from dateline.events.places import place_of
from dateline.events.quantities import figures_of
from dateline.events.realis import realis_of
from dateline.events.revising import Notice, notices, with_corrections
from dateline.events.roles import Cast
from dateline.events.sentences import Sentence
from dateline.language.tokens import text_of
from dateline.records import Entity, EventMention, ResolvedDate, stable_id


def read_events(
    sentences: Sequence[Sentence],
    dated: Dated,
    document_id: str,
    engine_version: str,
) -> list[EventMention]:
    """The event mentions of a document, given its sentences and the dates of their triggers."""
    mentions: list[EventMention] = []
    told: list[Notice] = []
    sides: list[Opponent] = []
    seen: Counter[tuple[str, str]] = Counter()
    choices = dated.by_head
    home = main_country([name for sentence in sentences for name in sentence.names])
    for number, sentence in enumerate(sentences):
        before = [
            Told(each.words, each.names) for each in reversed(sentences[max(0, number - BACK) : number])
        ]
        if sentence.revisions:
            told += notices(sentence.words, sentence.expressions, sentence.revisions)
        sides += opponents(sentence.words, sentence.names)
        for verdict in sentence.verdicts:
            choice = choices[number, verdict.match.head]
            place = choice.chosen.place
            dated_by = None if place is None else sentences[place[0]]
            mentions.append(
                _mention(
                    sentence,
                    before,
                    home,
                    verdict,
                    choice.date,
                    dated_by,
                    document_id,
                    engine_version,
                    seen,
                )
            )
    return with_corrections(complete(mentions, sides), told)


def _mention(
    sentence: Sentence,
    before: Sequence[Told],
    home: Entity | None,
    verdict: Verdict,
    date: ResolvedDate,
    dated_by: Sentence | None,
    document_id: str,
    engine_version: str,
    seen: Counter[tuple[str, str]],
) -> EventMention:
    match, text = verdict.match, sentence.text
    trigger = text_of(sentence.words, match.start, match.end)
    seen[text, trigger] += 1
    place = place_of(sentence.words, sentence.clauses, match, sentence.names)
    beside = seen_by(sentence.words, match, sentence.names, place.name if place else None)
    claimed_by = sources_of(sentence.words[match.head], sentence.known)
    participants = [
        *settled(taking_part(beside, before), match.event_type, place, home),
        *(Cast("source", name).participant(sentence.words) for name in claimed_by),
    ]
    realis = realis_of(sentence.words, match, date.earliest, sentence.publication)
    return EventMention(
        mention_id=stable_id("m", document_id, text, trigger, str(seen[text, trigger])),
        document_id=document_id,
        char_start=sentence.words[match.start].idx,
        char_end=sentence.words[match.start].idx + len(trigger),
        trigger=trigger,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        sentence=text,
        event_type=match.event_type,
        event_mode=match.mode,
        realis=realis,
        date=date,
        place=place.place if place else None,
        quantities=figures_of(sentence.words, sentence.clauses, match, sentence.figures)
        if realis != "negated"
        else (),
        participants=tuple(replace(p, entity=in_document(p.entity, document_id)) for p in participants),
        confidence=match.confidence,
        found_by=verdict.found_by,
        codebook_version=load_codebook().version,
        engine_version=engine_version,
        date_sentence_start=None if dated_by is None else dated_by.start,
        date_sentence_end=None if dated_by is None else dated_by.end,
    )
