"""The day that a story has come to, for events told without a date of their own.

"On Friday the navy shelled the port. It then seized two ships": the second sentence goes on where the first
was. The first sentence of news in the perfect or the present ("has signed") tells the news of the day.
Both are for acts told as facts by verbs; a day is carried on into sentences without a time expression alone.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Token

from dateline.events.triggers import TriggerMatch
from dateline.language.word_lists import word_lists
from dateline.records import Realis, ResolvedDate
from dateline.temporal.edtf import edtf_of

_REACH = 2  # sentences that a day is carried on
_CARRIED_CONFIDENCE = 0.4
_NEWS_CONFIDENCE = 0.5
_OFTEN = word_lists(Path(__file__).with_name("narrative.yaml"))["often"]
_DAYS = {"day", "part_of_day", "hour", "minute", "second"}


@dataclass(slots=True)
class Narrative:
    """Where a story has come to: its current day and how many sentences ago that was told."""

    publication: dt.date | None
    day: ResolvedDate | None = None
    sentences: int = 0
    opening: bool = True

    def next_sentence(self) -> None:
        """Go on to the next sentence."""
        self.sentences += 1
        if self.sentences > _REACH:
            self.day = None

    def dated(self, words: Sequence[Token], match: TriggerMatch, date: ResolvedDate, realis: Realis) -> None:
        """Take the day of an event that was told with its own date; any other date ends the day so far."""
        told = realis == "asserted" and _told(words, match) and date.granularity in _DAYS
        self.day, self.sentences = (date if told else None), 0

    def date_of(
        self, words: Sequence[Token], match: TriggerMatch, realis: Realis, timed: bool
    ) -> ResolvedDate | None:
        """The date of an event without one; None where the story does not tell.

        `timed` says that the sentence has a time expression, which then dates something else.
        """
        if realis != "asserted" or match.nominal:
            return None
        if self.opening and not timed and self.publication is not None and _is_news(words[match.head]):
            return _news_of(self.publication)
        if self.day is not None and not timed and _told(words, match):
            return _carried(self.day)
        return None


def _told(words: Sequence[Token], match: TriggerMatch) -> bool:
    """Whether a verb tells a step of the story: in the past tense, active or passive, in a main clause."""
    verb = words[match.head]
    past = {verb.tag_, *(child.tag_ for child in verb.children if child.dep_ == "aux:pass")}
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    return "VBD" in past and verb.dep_ in ("ROOT", "parataxis", "ccomp")


def _is_news(verb: Token) -> bool:
    """Whether a main verb is in the present perfect or the present, and tells of one act, not of many."""
    if verb.dep_ != "ROOT" or any(word.lemma_.lower() in _OFTEN for word in verb.subtree):
        return False
    if any(child.dep_ == "nummod" for noun in verb.children if noun.dep_ == "obj" for child in noun.children):
        return False  # "has killed 30,000 people": a sum of many days
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass")}
    return verb.tag_ == "VBZ" or (verb.tag_ == "VBN" and bool(helpers & {"has", "have", "'s", "’s"}))


def _carried(day: ResolvedDate) -> ResolvedDate:
    return replace(
        day,
        basis="relative_to_event",
        rule=f"narrative day: {day.rule}",
        confidence=_CARRIED_CONFIDENCE,
    )


def _news_of(day: dt.date) -> ResolvedDate:
    return ResolvedDate(
        edtf=edtf_of(day, day),
        earliest=day,
        latest=day,
        extent="within",
        granularity="day",
        qualifier="",
        basis="publication",
        text="",
        anchor=day,
        rule="news of the day",
        confidence=_NEWS_CONFIDENCE,
    )
