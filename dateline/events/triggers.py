"""Finding triggers: the codebook's phrases on the lemmas of a sentence, with the company they ask for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dateline.events.clauses import clause_ids, is_passive
from dateline.events.codebook import GAP_LENGTH, Codebook, Element, Pattern, parse_phrase
from dateline.language.lemmatizer import in_dictionary
from dateline.language.tokens import words_of

_REACH = 14  # words to either side of a trigger in which its company is looked for


@dataclass(frozen=True, slots=True)
class TriggerMatch:
    """A trigger in a sentence; `head`, `start`, `end` count the sentence's words without white space."""

    event_type: str
    mode: str | None
    confidence: float
    head: int
    start: int
    end: int
    passive: bool
    nominal: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    pattern: Pattern
    places: tuple[int, ...]
    passive: bool

    @property
    def head(self) -> int:
        return self.places[self.pattern.head]


def find_triggers(sentence: Span, codebook: Codebook) -> list[TriggerMatch]:
    """The triggers of a sentence, in order, none overlapping: the best pattern wins each place."""
    words = words_of(sentence)
    clauses = clause_ids(words)
    candidates = [
        candidate
        for index, token in enumerate(words)
        for lemma in sorted(_forms(token))
        for pattern in codebook.patterns.get(lemma, ())
        for candidate in _fit(pattern, words, index, clauses)
    ]
    candidates.sort(key=_preference)
    taken: set[int] = set()
    chosen: list[_Candidate] = []
    for candidate in candidates:
        if taken.isdisjoint(candidate.places):
            taken.update(candidate.places)
            chosen.append(candidate)
    return [_match(candidate) for candidate in sorted(chosen, key=lambda candidate: candidate.places)]


def _preference(candidate: _Candidate) -> tuple[object, ...]:
    length, demands, confidence = candidate.pattern.rank
    return -length, -demands, -confidence, candidate.pattern.event_type, candidate.places


def _match(candidate: _Candidate) -> TriggerMatch:
    pattern, places = candidate.pattern, candidate.places
    apart = any(element.after_gap for element in pattern.elements)
    last = candidate.head if pattern.trigger.noun is not None else places[-1]
    start, end = (candidate.head, candidate.head + 1) if apart else (places[0], last + 1)
    return TriggerMatch(
        event_type=pattern.event_type,
        mode=pattern.trigger.mode,
        confidence=pattern.trigger.confidence,
        head=candidate.head,
        start=start,
        end=end,
        passive=candidate.passive,
        nominal=pattern.trigger.noun is not None,
    )


def _fit(
    pattern: Pattern, words: Sequence[Token], index: int, clauses: Sequence[int]
) -> Iterator[_Candidate]:
    """The pattern at one place, if its words, its head's part of speech and its company are there."""
    places = _place(pattern.elements, words, index)
    if places is None or words[places[pattern.head]].pos_ not in pattern.head_pos:
        return
    head = places[pattern.head]
    verbal = pattern.trigger.verb is not None
    passive = verbal and is_passive(words, head)
    clause = [i for i in range(len(words)) if clauses[i] == clauses[head] and abs(i - head) <= _REACH]
    around = [words[i] for i in clause if i not in places]
    before = [words[i] for i in clause if i < places[0]]
    after = [words[i] for i in clause if i > places[0] and i not in places]
    trigger = pattern.trigger
    if trigger.veto and _holds(trigger.veto, around):
        return
    if trigger.near and not _holds(trigger.near, around):
        return
    if trigger.object and not _holds(trigger.object, before + after if passive else after):
        # "troops deployed to Kursk": a participle without its auxiliary
        reduced = verbal and words[head].tag_ in ("VBN", "VBD") and not passive
        if not (reduced and _holds(trigger.object, before[-4:])) and not (
            not verbal and _holds(trigger.object, before[-3:])
        ):
            return
        passive = verbal
    if trigger.subject and not _holds(trigger.subject, after if passive else before):
        return
    yield _Candidate(pattern, tuple(places), passive)


def _place(elements: Sequence[Element], words: Sequence[Token], index: int) -> list[int] | None:
    """Where each element of a phrase stands when the first stands at `index`; None if one is missing."""
    places = [index]
    for element in elements[1:]:
        first = places[-1] + 1
        last = first + GAP_LENGTH if element.after_gap else first
        found = next((i for i in range(first, min(last + 1, len(words))) if _is(words[i], element)), None)
        if found is None:
            return None
        places.append(found)
    return places


def _is(token: Token, element: Element) -> bool:
    return not element.lemmas.isdisjoint(_forms(token))


def _forms(token: Token) -> set[str]:
    """The lemma and the form; of a name also the noun that it may be: "Farmers" at the head of a sentence."""
    forms = {token.lemma_.lower(), token.lower_}
    if token.pos_ == "PROPN" and (noun := in_dictionary(token.lower_, "NOUN")):
        forms.add(noun)
    return forms


def _holds(company: Sequence[str], words: Sequence[Token]) -> bool:
    """Whether one of the lemmas or phrases stands among the words."""
    for entry in company:
        elements = parse_phrase(entry)
        for index, token in enumerate(words):
            if _is(token, elements[0]) and _place(elements, words, index) is not None:
                return True
    return False
