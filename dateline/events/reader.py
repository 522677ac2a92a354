"""A document's event mentions: triggers, participants, realis, dates, places and figures put together."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dateline.events.anchored import date_anchored, offsets
from dateline.events.claims import sources_of
from dateline.events.codebook import load_codebook
from dateline.events.detection.judge import Verdict
from dateline.events.naming import names_of
from dateline.events.narrative import Narrative
from dateline.events.onsets import ONSET_WORDS, Toll, date_onsets
from dateline.events.opponents import Opponent, complete, opponents
from dateline.events.places import place_of
from dateline.events.quantities import Figure, figures_of
from dateline.events.realis import realis_of
from dateline.events.revising import Notice, notices, with_corrections
from dateline.events.roles import Cast, cast, settle
from dateline.events.sentences import Sentence
from dateline.events.triggers import TriggerMatch
from dateline.language.tokens import text_of
from dateline.records import UNDATED, EventMention, ResolvedDate, TimeExpression, stable_id

_CASUALTIES = {"casualty", "death", "kill", "dead", "die", "wound", "injure", "victim"}


def read_events(
    whole: str,
    sentences: Sequence[Sentence],
    published: dt.date | None,
    title: str | None,
    document_id: str,
    engine_version: str,
) -> list[EventMention]:
    """The event mentions of a document, given its text and its sentences."""
    mentions: list[EventMention] = []
    onsets: dict[str, bool] = {}
    tolls: list[Toll] = []
    told: list[Notice] = []
    sides: list[Opponent] = []
    seen: Counter[tuple[str, str]] = Counter()
    row: ResolvedDate | None = None
    line_start = 0
    named = names_of([(sentence.words, sentence.periods) for sentence in sentences], title)
    narrative = Narrative(published)
    for sentence, names in zip(sentences, named, strict=True):
        sentence.named(names)
        narrative.next_sentence()
        tolls += _tolls(sentence)
        if sentence.revisions:
            told += notices(sentence.words, sentence.expressions, sentence.revisions)
        sides += opponents(sentence.words, sentence.names)
        if sentence.row is not None or "\n" in whole[line_start : sentence.start]:
            row, line_start = sentence.row, sentence.start
        places: dict[int, int] = {}
        for verdict, date in zip(sentence.verdicts, sentence.dates, strict=True):
            match = verdict.match
            places[sentence.words[match.head].i] = len(mentions)
            date = row if date == UNDATED and row is not None else date
            mention = _mention(sentence, verdict, date, document_id, engine_version, seen)
            mention = _in_narrative(sentence, match, mention, narrative)
            onsets[mention.mention_id] = _is_onset(sentence.words, match)
            mentions.append(mention)
        narrative.opening = False
        heads = [match.head for match in sentence.matches]
        counted = list(offsets(sentence.words, sentence.expressions, heads))
        mentions = date_anchored(mentions, places, counted) if counted else mentions
    return with_corrections(complete(date_onsets(mentions, onsets, tolls), sides), told)


def _mention(
    sentence: Sentence,
    verdict: Verdict,
    date: ResolvedDate,
    document_id: str,
    engine_version: str,
    seen: Counter[tuple[str, str]],
) -> EventMention:
    match, text = verdict.match, sentence.text
    trigger = text_of(sentence.words, match.start, match.end)
    seen[text, trigger] += 1
    place = place_of(sentence.words, sentence.clauses, match, sentence.names)
    taking_part = settle(cast(sentence.words, match, sentence.names), match.event_type, place)
    claimed_by = sources_of(sentence.words[match.head], sentence.known)
    sources = [Cast("source", name) for name in claimed_by]
    participants = tuple(entry.participant(sentence.words) for entry in taking_part)
    realis = realis_of(sentence.words, match, date.earliest, sentence.publication)
    if realis == "planned" and date.latest and sentence.publication and date.latest < sentence.publication:
        date = UNDATED  # what is planned lies ahead: the words date the plan
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
        quantities=figures_of(match.event_type, _clause_figures(sentence, match)),
        participants=(*participants, *(entry.participant(sentence.words) for entry in sources)),
        confidence=match.confidence,
        found_by=verdict.found_by,
        codebook_version=load_codebook().version,
        engine_version=engine_version,
    )


def _in_narrative(
    sentence: Sentence, match: TriggerMatch, mention: EventMention, narrative: Narrative
) -> EventMention:
    """A mention without a date with that of the story so far; the story goes on with one that has a date."""
    if mention.date != UNDATED:
        narrative.dated(sentence.words, match, mention.date, mention.realis)
        return mention
    date = narrative.date_of(sentence.words, match, mention.realis, bool(sentence.expressions))
    return mention if date is None else replace(mention, date=date)


def _clause_figures(sentence: Sentence, match: TriggerMatch) -> list[Figure]:
    clause = sentence.clauses[match.head]
    return [figure for figure in sentence.figures if sentence.clauses[figure.start] == clause]


def _is_onset(words: Sequence[Token], match: TriggerMatch) -> bool:
    """Whether the words at a trigger speak of a beginning: 'since the start of the invasion'."""
    around = words[max(0, match.start - 10) : match.end]
    return match.event_type == "ASSAULT" and any(word.lemma_.lower() in ONSET_WORDS for word in around)


def _tolls(sentence: Sentence) -> list[Toll]:
    """The dates since which a sentence counts casualties."""
    if not any(word.lemma_.lower() in _CASUALTIES for word in sentence.words):
        return []
    countries = frozenset(name.entity.iso3 for name in sentence.names if name.entity.iso3)
    by_end: Mapping[int, TimeExpression] = {
        expression.char_end: expression for expression in sentence.expressions
    }
    found = []
    for period in sentence.periods:
        last = sentence.words[period.end - 1]
        if period.signal == "since" and (expression := by_end.get(last.idx + len(last))):
            found.append(Toll(period, expression.date, countries))
    return found
