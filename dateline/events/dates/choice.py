"""Dating all events of a document: each alone, then again with what the first choices say of one another."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.events.dates.candidate import Candidate
from dateline.events.dates.candidates import candidates
from dateline.events.dates.features import traits_of
from dateline.events.dates.happening import Happening
from dateline.events.dates.links import linked
from dateline.events.dates.ranker import Ranking, Weights, load_weights, rank
from dateline.events.dates.story import Story
from dateline.events.detection.candidates import told_at
from dateline.events.realis import realis_of
from dateline.events.sentences import Sentence
from dateline.events.triggers import TriggerMatch
from dateline.language.event_scores import event_scores
from dateline.records import UNDATED, ResolvedDate

_LEAD = 3  # sentences that tell what a title does


@dataclass(frozen=True, slots=True)
class Choice:
    """The date of an event, and the ranking of the candidates that led to it."""

    date: ResolvedDate
    ranking: Ranking

    @property
    def chosen(self) -> Candidate:
        """The candidate that won."""
        return self.ranking.best


def dates_of(sentences: Sequence[Sentence], published: dt.date | None) -> list[list[Choice]]:
    """For each sentence of a document the dates of its triggers."""
    chosen = iter(choose(story_of(sentences, published), happenings(sentences)))
    return [[next(chosen) for _ in sentence.matches] for sentence in sentences]


def choose(story: Story, events: Sequence[Happening]) -> list[Choice]:
    """A date for each of the events of a document, given in their order."""
    known = load_weights()
    traits = [traits_of(story, event) for event in events]
    alone = [candidates(story, event) for event in events]
    firsts = [rank(known.first, each, found) for each, found in zip(traits, alone, strict=True)]
    chosen = []
    for number, found in enumerate(alone):
        offered = linked(story, events, firsts, number, found)
        ranked = rank(known.second, traits[number], _as_told(story, events, number, offered))
        chosen.append(Choice(_date_of(ranked, known), ranked))
    return chosen


def _as_told(
    story: Story, events: Sequence[Happening], number: int, offered: list[Candidate]
) -> list[Candidate]:
    """For a title, the dates that the first sentences give an event of its type, if they do; else all."""
    event = events[number]
    if event.sentence > 0 or not story.has_title:
        return offered
    return [
        each
        for each in offered
        if each.event is not None
        and each.place is not None
        and 0 < events[each.event].sentence < _LEAD
        and each.place[0] == events[each.event].sentence
        and events[each.event].event_type == event.event_type
    ] or offered


def _date_of(ranked: Ranking, weights: Weights) -> ResolvedDate:
    date = ranked.best.date
    if date.basis == "none":
        return UNDATED
    return replace(date, confidence=weights.confidence(ranked.share))


def story_of(sentences: Sequence[Sentence], published: dt.date | None) -> Story:
    """A document for dating, given its sentences."""
    text = sentences[0].words[0].doc.text if sentences else ""
    return Story(text, [each.line for each in sentences], published)


def happenings(sentences: Sequence[Sentence]) -> list[Happening]:
    """The triggers of a document as events to date."""
    return [
        happening_of(number, sentence, match)
        for number, sentence in enumerate(sentences)
        for match in sentence.matches
    ]


def happening_of(number: int, sentence: Sentence, match: TriggerMatch) -> Happening:
    """A trigger as an event to date; its type, where nobody gave it one, and realis by the words alone."""
    scores = event_scores(sentence.words[0].doc)
    word = sentence.words[told_at(sentence.words, match.places)].i
    likeliest = scores.type_labels[1 + int(scores.types[word, 1:].argmax())]  # the first is no event
    return Happening(
        number,
        match.head,
        match.start,
        match.end,
        match.event_type or likeliest,
        realis_of(sentence.words, match, None, sentence.publication),
        1.0 - float(scores.types[word, 0]),
        float(scores.factuality[sentence.words[match.head].i]),
    )
