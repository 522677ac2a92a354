"""The words of a sentence that may tell an event: what the codebook matches, and what the heads point at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Span, Token

from dateline.events.codebook import Codebook
from dateline.events.syntax import is_passive
from dateline.events.triggers import Lookup, TriggerMatch, look_up
from dateline.language.event_scores import EventScores, event_scores
from dateline.language.heads import Floats
from dateline.language.tokens import words_of

_LEAST = 0.04  # chance of an event from which on a word is a candidate by the heads alone
_NO_EVENT = 0  # the column of the types' chances that says so
_PARTICLE = "compound:prt"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell an event; `place` counts the sentence's words without white space.

    `match` is the codebook's trigger there, None if it has none; `known` and `vetoed` are the types whose
    phrases the word heads and those that a veto excludes (see `triggers.Lookup`). `types` are the heads'
    chances, that of no event first; `factuality` is from -3 to 3.
    """

    place: int
    match: TriggerMatch | None
    known: Mapping[str, float]
    vetoed: frozenset[str]
    types: Floats
    factuality: float

    @property
    def chance(self) -> float:
        """The heads' chance that the word tells an event."""
        return 1.0 - float(self.types[_NO_EVENT])

    @property
    def shares(self) -> Floats:
        """The heads' chances of the types, that of no event left out, if the word tells one."""
        found: Floats = self.types[_NO_EVENT + 1 :] / max(self.chance, 1e-6)
        return found


def candidates(sentence: Span, codebook: Codebook) -> list[Candidate]:
    """The candidates of a sentence that the pipeline has read, in order of their words."""
    words = words_of(sentence)
    scores = event_scores(sentence.doc)
    found = look_up(sentence, codebook)
    tokens = np.array([word.i for word in words], dtype=np.int64)
    chances = 1.0 - scores.types[tokens, _NO_EVENT]
    taken = set(found.doubled)
    result: list[Candidate] = []
    for match in found.matches:
        place = told_at(words, match.places)
        taken.update(match.places)
        result.append(_candidate(found, scores, int(tokens[place]), place, match))
    for place in np.flatnonzero(chances >= _LEAST).tolist():
        if place not in taken and _may_tell(words, place):
            result.append(_candidate(found, scores, int(tokens[place]), place, None))
    return sorted(result, key=lambda candidate: candidate.place)


def told_at(words: Sequence[Token], places: Sequence[int]) -> int:
    """Of the places of a trigger's words that which likeliest tells an event, the first of several."""
    types = event_scores(words[0].doc).types
    return min(places, key=lambda index: (types[words[index].i, _NO_EVENT], index))


def _candidate(
    found: Lookup, scores: EventScores, token: int, place: int, match: TriggerMatch | None
) -> Candidate:
    heads = {place} if match is None else {place, match.head}
    known: dict[str, float] = {}
    vetoed: frozenset[str] = frozenset()
    for head in sorted(heads):
        known.update(found.known.get(head, {}))
        vetoed |= found.vetoed.get(head, frozenset())
    return Candidate(
        place,
        match,
        known,
        vetoed,
        scores.types[token],
        float(scores.factuality[token]),
    )


def _may_tell(words: Sequence[Token], place: int) -> bool:
    """Whether a word can be a trigger by itself: a word, and not the first part of "test-fired"."""
    joined = place + 1 < len(words) and words[place + 1].text == "-" and not words[place].whitespace_
    return not joined and any(letter.isalpha() for letter in words[place].text)


def trigger_of(words: Sequence[Token], place: int) -> tuple[int, int]:
    """The first word of a trigger that the heads found and the one after it: "took off", "test-fired"."""
    start, end = place, place + 1
    while start >= 2 and words[start - 1].text == "-" and not words[start - 1].whitespace_:
        start -= 2
    following = words[end : end + 1]
    if any(word.dep_ == _PARTICLE and word.head == words[place] for word in following):
        end += 1
    return start, end


def shown(words: Sequence[Token], candidate: Candidate, event_type: str, confidence: float) -> TriggerMatch:
    """A candidate as a trigger of a type.

    A phrase of the codebook with its words apart shows the word that the heads take: "talks" of "held talks".
    """
    match = candidate.match
    if match is None:
        start, end = trigger_of(words, candidate.place)
        head = words[candidate.place]
        return TriggerMatch(
            event_type,
            None,
            confidence,
            candidate.place,
            start,
            end,
            head.pos_ == "VERB" and is_passive(head),
            head.pos_ != "VERB",
            (candidate.place,),
        )
    start, end = match.start, match.end
    if len(match.places) == 1:
        start, end = trigger_of(words, match.head)
    if not start <= candidate.place < end:
        start, end = candidate.place, candidate.place + 1
    mode = match.mode if match.event_type == event_type else None
    return TriggerMatch(
        event_type, mode, confidence, match.head, start, end, match.passive, match.nominal, match.places
    )
