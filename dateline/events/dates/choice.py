"""Dating all events of a document: each alone, then again with what the first choices say of one another."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.events.dates.candidate import Candidate
from dateline.events.dates.candidates import Candidates
from dateline.events.dates.features import traits_of
from dateline.events.dates.happening import Happening
from dateline.events.dates.links import Links
from dateline.events.dates.ranker import Ranking, Weights, load_weights, rank
from dateline.events.dates.story import LEAD, Story
from dateline.events.detection.candidates import told_at
from dateline.events.realis import realis_of
from dateline.events.sentences import Sentence
from dateline.events.triggers import TriggerMatch
from dateline.language.event_scores import event_scores
from dateline.records import UNDATED, ResolvedDate


@dataclass(frozen=True, slots=True)
class Choice:
    """The date of an event, and the ranking of the candidates that led to it."""

    date: ResolvedDate
    ranking: Ranking

    @property
    def chosen(self) -> Candidate:
        """The candidate that won."""
        return self.ranking.best


@dataclass(frozen=True, slots=True)
class Dated:
    """A document with its events in order and their dates, and what it and they offer others."""

    story: Story
    events: Sequence[Happening]
    choices: Sequence[Choice]
    candidates: Candidates
    links: Links

    @property
    def by_head(self) -> dict[tuple[int, int], Choice]:
        """The dates of its events by the places of their heads: sentence and word."""
        return {event.head_key: choice for event, choice in zip(self.events, self.choices, strict=True)}

    def of(self, other: Happening) -> Choice:
        """The date of what else the document tells, by what it says of its events."""
        traits, alone = traits_of(self.story, other), self.candidates.of(other)
        return _second(self.story, self.events, self.links, other, traits, alone)


def date_sentences(sentences: Sequence[Sentence], published: dt.date | None) -> Dated:
    """The dates of the triggers of a document, given its sentences."""
    return choose(story_of(sentences, published), happenings(sentences))


def choose(story: Story, events: Sequence[Happening]) -> Dated:
    """A date for each of the events of a document, given by the places of their heads."""
    offered = Candidates(story)
    traits = [traits_of(story, event) for event in events]
    alone = [offered.of(event) for event in events]
    first = load_weights().first
    links = Links(
        story, events, [rank(first, story, each, found) for each, found in zip(traits, alone, strict=True)]
    )
    choices = [_second(story, events, links, *each) for each in zip(events, traits, alone, strict=True)]
    return Dated(story, events, choices, offered, links)


def _second(
    story: Story,
    events: Sequence[Happening],
    links: Links,
    event: Happening,
    traits: Sequence[str],
    alone: Sequence[Candidate],
) -> Choice:
    """The date of an event by what the document alone offers it and by the first choices of its events."""
    known = load_weights()
    ranked = rank(known.second, story, traits, _as_told(story, events, event, [*alone, *links.of(event)]))
    return Choice(_date_of(ranked, known), ranked)


def _as_told(
    story: Story, events: Sequence[Happening], event: Happening, offered: list[Candidate]
) -> list[Candidate]:
    """For a title, the dates that the first sentences give an event of its type, if they do; else all."""
    if event.sentence > 0 or not story.has_title:
        return offered
    return [
        each
        for each in offered
        if each.event is not None
        and each.place is not None
        and 0 < events[each.event].sentence < LEAD
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
    """The triggers of a document as events to date, by the places of their heads."""
    found = (
        happening_of(number, sentence, match)
        for number, sentence in enumerate(sentences)
        for match in sentence.matches
    )
    return sorted(found, key=lambda event: event.head_key)


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
