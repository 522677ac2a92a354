"""A document's event mentions: triggers, participants, realis, dates, places and figures put together."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from dateline.events.anchored import date_anchored, offsets
from dateline.events.claims import sources_of
from dateline.events.clauses import clause_ids
from dateline.events.codebook import load_codebook
from dateline.events.dating import date_triggers, row_date
from dateline.events.gazetteer import NameMatch
from dateline.events.naming import names_of
from dateline.events.narrative import Narrative
from dateline.events.onsets import ONSET_WORDS, Toll, date_onsets
from dateline.events.opponents import Opponent, complete, opponents
from dateline.events.places import place_of
from dateline.events.quantities import Figure, figures, figures_of
from dateline.events.realis import realis_of
from dateline.events.revising import Notice, notices, with_corrections
from dateline.events.revisions import revisions, standing, words_taken_back
from dateline.events.roles import Cast, Names, cast, settle
from dateline.events.syntax import depth
from dateline.events.triggers import TriggerMatch, find_triggers
from dateline.language.tokens import text_of, words_of
from dateline.records import UNDATED, EventMention, Participant, ResolvedDate, TimeExpression, stable_id
from dateline.temporal.periods import periods

_CASUALTIES = {"casualty", "death", "kill", "dead", "die", "wound", "injure", "victim"}
# Fitted to hand-annotated news: of the mentions with least evidence about a third are still right.
_LEAST_SURE = 0.35
_DEPTH_COST = 0.1  # a step down from the root
_DEEPEST = 4  # steps that count


class _Sentence:
    """A sentence with everything found in it."""

    def __init__(
        self, span: Span, expressions: Sequence[TimeExpression], publication: dt.date | None
    ) -> None:
        self.words = words_of(span)
        first, last = self.words[0], self.words[-1]
        self.start, self.end = first.idx, last.idx + len(last)
        self.text = text_of(self.words, 0, len(self.words))
        self.clauses = clause_ids(self.words)
        self.matches = find_triggers(span, load_codebook())
        self.expressions = expressions
        self.publication = publication
        self.named(())
        self.revisions = revisions(self.words, expressions)
        told = periods(self.words, expressions)
        dated = {index for period in told for index in range(period.start, period.end)}
        kinds = {each.new.start: each.kind for each in self.revisions if each.new and each.kind}
        self.periods = standing(told, self.revisions)
        self.figures = figures(self.words, dated | words_taken_back(self.revisions), kinds)
        self.dates = date_triggers(self.words, self.clauses, self.matches, self.periods, publication)
        self.row = row_date(self.words, self.periods)

    def named(self, names: Sequence[NameMatch]) -> None:
        """Take the names that the whole document gives the sentence."""
        self.names = names
        self.known = Names(self.words, names)


def read_events(
    doc: Doc,
    expressions: Sequence[TimeExpression],
    published: dt.date | None,
    title: str | None,
    document_id: str,
    engine_version: str,
) -> list[EventMention]:
    """The event mentions of a document that the language pipeline and the time tagger have read."""
    mentions: list[EventMention] = []
    onsets: dict[str, bool] = {}
    tolls: list[Toll] = []
    told: list[Notice] = []
    sides: list[Opponent] = []
    seen: Counter[tuple[str, str]] = Counter()
    row: ResolvedDate | None = None
    line_start = 0
    whole = doc.text
    sentences = _sentences(doc, expressions, published)
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
        for match, date in zip(sentence.matches, sentence.dates, strict=True):
            places[sentence.words[match.head].i] = len(mentions)
            date = row if date == UNDATED and row is not None else date
            mention = _mention(sentence, match, date, document_id, engine_version, seen)
            mention = _in_narrative(sentence, match, mention, narrative)
            onsets[mention.mention_id] = _is_onset(sentence.words, match)
            mentions.append(mention)
        narrative.opening = False
        heads = [match.head for match in sentence.matches]
        counted = list(offsets(sentence.words, sentence.expressions, heads))
        mentions = date_anchored(mentions, places, counted) if counted else mentions
    return with_corrections(complete(date_onsets(mentions, onsets, tolls), sides), told)


def _sentences(doc: Doc, expressions: Sequence[TimeExpression], published: dt.date | None) -> list[_Sentence]:
    return [
        _Sentence(
            span, [e for e in expressions if span.start_char <= e.char_start < span.end_char], published
        )
        for span in doc.sents
        if not all(token.is_space for token in span)
    ]


def _mention(
    sentence: _Sentence,
    match: TriggerMatch,
    date: ResolvedDate,
    document_id: str,
    engine_version: str,
    seen: Counter[tuple[str, str]],
) -> EventMention:
    text = sentence.text
    trigger = text_of(sentence.words, match.start, match.end)
    seen[text, trigger] += 1
    place = place_of(sentence.words, sentence.clauses, match, sentence.names)
    taking_part = settle(cast(sentence.words, match, sentence.names), match.event_type, place)
    claimed_by = sources_of(sentence.words[match.head], sentence.known)
    sources = [Cast("source", name) for name in claimed_by]
    participants = tuple(entry.participant(sentence.words) for entry in taking_part)
    realis = realis_of(sentence.words, sentence.clauses, match, date.earliest, sentence.publication)
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
        confidence=_confidence(sentence.words[match.head], match, participants, place is not None, date),
        codebook_version=load_codebook().version,
        engine_version=engine_version,
    )


def _in_narrative(
    sentence: _Sentence, match: TriggerMatch, mention: EventMention, narrative: Narrative
) -> EventMention:
    """A mention without a date with that of the story so far; the story goes on with one that has a date."""
    if mention.date != UNDATED:
        narrative.dated(sentence.words, match, mention.date, mention.realis)
        return mention
    date = narrative.date_of(sentence.words, match, mention.realis, bool(sentence.expressions))
    return mention if date is None else replace(mention, date=date)


def _clause_figures(sentence: _Sentence, match: TriggerMatch) -> list[Figure]:
    clause = sentence.clauses[match.head]
    return [figure for figure in sentence.figures if sentence.clauses[figure.start] == clause]


def _confidence(
    head: Token, match: TriggerMatch, participants: Sequence[Participant], placed: bool, date: ResolvedDate
) -> float:
    """How sure the mention is: the trigger's own confidence, less for missing evidence and for depth.

    What a sentence says deep in its tree is oftener background than what its main verb says.
    """
    missing = (
        0.2 * (not participants) + 0.1 * (not placed and not participants) + 0.1 * (date.basis == "none")
    )
    evidence = match.confidence * (1 - missing) * (1 - _DEPTH_COST * depth(head, _DEEPEST))
    return round(_LEAST_SURE + (1 - _LEAST_SURE) * evidence, 2)


def _is_onset(words: Sequence[Token], match: TriggerMatch) -> bool:
    """Whether the words at a trigger speak of a beginning: 'since the start of the invasion'."""
    around = words[max(0, match.start - 10) : match.end]
    return match.event_type == "ASSAULT" and any(word.lemma_.lower() in ONSET_WORDS for word in around)


def _tolls(sentence: _Sentence) -> list[Toll]:
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
