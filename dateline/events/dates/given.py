"""Dates for events that somebody else has marked: spans of a text in, dates with their reasons out."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.events.dates.choice import Choice, choose, happening_of, happenings, story_of
from dateline.events.dates.happening import Happening
from dateline.events.dates.story import Story
from dateline.events.sentences import Sentence, sentences
from dateline.events.syntax import is_passive
from dateline.events.triggers import TriggerMatch
from dateline.language import annotate
from dateline.records import UNDATED, ResolvedDate
from dateline.temporal.tagger import tag_doc

_NOMINAL = {"NOUN", "PROPN", "ADJ", "NUM", "PRON"}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A marked event with its date, and the sentence that gives the date, as offsets into the text.

    `runner_up` is the best other date, `runner_up_share` how likely that was.
    """

    char_start: int
    char_end: int
    date: ResolvedDate
    date_sentence_start: int | None
    date_sentence_end: int | None
    runner_up: ResolvedDate | None
    runner_up_share: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in which somebody has marked events.

    `events` are these and those that the engine finds beside them, in order; `places` say for each span which
    of them it marks, None for a span without a word.
    """

    story: Story
    events: Sequence[Happening]
    places: Sequence[int | None]


def date_events(text: str, spans: Sequence[Span], published: dt.date | None = None) -> list[DatedEvent]:
    """A date for each span of a text that marks an event, in the order of the spans.

    Offsets are code points into the text. A span without a word in it is undated.
    """
    (doc,) = annotate([text])
    marked = mark(doc, spans, published)
    choices = choose(marked.story, marked.events).choices
    return [
        _event(marked.story, span, None if place is None else choices[place])
        for span, place in zip(spans, marked.places, strict=True)
    ]


def mark(doc: Doc, spans: Sequence[Span], published: dt.date | None) -> Marked:
    """A document that the pipeline has read, with its events and those that the spans mark."""
    told = sentences(doc, tag_doc(doc, published), published)
    given = [_happening_at(told, *span) for span in spans]
    places = {each.head_key: each for each in happenings(told)}
    places |= {each.head_key: each for each in given if each is not None}
    numbers = {key: number for number, key in enumerate(sorted(places))}
    return Marked(
        story_of(told, published),
        [places[key] for key in numbers],
        [None if each is None else numbers[each.head_key] for each in given],
    )


def _happening_at(told: Sequence[Sentence], start: int, end: int) -> Happening | None:
    """The event that a span of characters marks, as the engine finds it if it does; None without a word."""
    for number, sentence in enumerate(told):
        words = sentence.words
        inside = [i for i, w in enumerate(words) if w.idx < end and w.idx + len(w) > start]
        if not inside:
            continue
        found = next((m for m in sentence.matches if not set(inside).isdisjoint(m.places)), None)
        if found is not None:
            return happening_of(number, sentence, found)
        within = {words[i].i for i in inside}
        head = next(
            (i for i in inside if words[i].head.i not in within or words[i].head == words[i]), inside[0]
        )
        nominal = words[head].pos_ in _NOMINAL
        passive = not nominal and is_passive(words[head])
        match = TriggerMatch("", None, 0.0, head, inside[0], inside[-1] + 1, passive, nominal, (head,))
        return happening_of(number, sentence, match)
    return None


def _event(story: Story, span: Span, choice: Choice | None) -> DatedEvent:
    if choice is None:
        return DatedEvent(*span, UNDATED, None, None, None, 0.0)
    other, share = choice.ranking.runner_up or (None, 0.0)
    place = choice.chosen.place
    start, end = (None, None) if place is None else story.span_of(place[0])
    return DatedEvent(
        char_start=span[0],
        char_end=span[1],
        date=choice.date,
        date_sentence_start=start,
        date_sentence_end=end,
        runner_up=other.date if other else None,
        runner_up_share=round(share, 2),
    )
