"""Finding triggers: the codebook's phrases on the lemmas of a sentence, with the company they ask for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dateline.events.clauses import clause_ids
from dateline.events.codebook import GAP_LENGTH, Codebook, Element, Pattern, parse_phrase
from dateline.events.syntax import agent, is_passive, objects, subject
from dateline.language.lemmatizer import in_dictionary
from dateline.language.tokens import words_of

_REACH = 14  # words to either side of a trigger in which its company is looked for
_DEPTH = 2  # steps from the head of a phrase to a word that counts as in it
_ARGUMENTS = {"nsubj", "nsubj:pass", "obj"}
_COMPLEMENTS = {
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "obl:unmarked",
    "xcomp",
    "ccomp",
    "compound",
    "compound:prt",
}
_COMPLEMENTS |= {"nmod", "nmod:poss", "nmod:desc", "amod", "acl", "advmod"}


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
    matches = [_match(candidate) for candidate in sorted(chosen, key=lambda candidate: candidate.places)]
    doubles = set(_doubles(words, matches))
    return [match for match in matches if match.head not in doubles]


def _doubles(words: Sequence[Token], matches: Sequence[TriggerMatch]) -> Iterator[int]:
    """The heads of the less sure of a verb and its noun that tell one event: "clashes broke out"."""
    by_token = {words[match.head]: match for match in matches}
    for noun, match in by_token.items():
        verb = by_token.get(noun.head)
        if not match.nominal or noun.dep_ not in _ARGUMENTS or verb is None or verb.nominal:
            continue
        if verb.event_type == match.event_type:
            yield match.head if match.confidence <= verb.confidence else verb.head


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
    trigger, head = pattern.trigger, words[places[pattern.head]]
    passive = trigger.verb is not None and is_passive(head)
    own = {words[place] for place in places}
    if trigger.near or trigger.veto:
        around = _around(words, clauses, places[pattern.head], own)
        if (trigger.veto and _holds(trigger.veto, around)) or not _holds(trigger.near, around):
            return
    if trigger.object and not _holds(trigger.object, _phrases(_complements(head, passive, own), own)):
        return
    if trigger.subject and not _holds(trigger.subject, _phrases(_doers(head, passive), own)):
        return
    yield _Candidate(pattern, tuple(places), passive)


def _around(words: Sequence[Token], clauses: Sequence[int], head: int, own: set[Token]) -> list[Token]:
    """The words of a trigger's clause that stand near it, but for its own."""
    reach = range(max(0, head - _REACH), min(len(words), head + _REACH + 1))
    return [words[i] for i in reach if clauses[i] == clauses[head] and words[i] not in own]


def _complements(head: Token, passive: bool, own: set[Token]) -> Iterator[Token]:
    """The heads of what stands with a trigger as its object, also by a preposition or as a modifier."""
    for word in own:
        yield from (child for child in word.children if child.dep_ in _COMPLEMENTS)
        if word.dep_ == "case":
            yield word.head  # the one after "plea for"
    if passive and (undergoer := subject(head)) is not None:
        yield undergoer
    if head.pos_ == "VERB":
        yield from objects(head)
        if head.dep_ in ("amod", "acl"):
            yield head.head


def _doers(head: Token, passive: bool) -> Iterator[Token]:
    doer = agent(head) if passive else subject(head)
    if doer is not None:
        yield doer


def _phrases(heads: Iterable[Token], own: set[Token]) -> list[Token]:
    """The words of phrases in order, as far as they are near their heads; none under the trigger's own."""
    found: set[Token] = set()
    pending = [(head, 0) for head in heads]
    while pending:
        word, depth = pending.pop()
        if word not in own and word not in found and depth <= _DEPTH:
            found.add(word)
            pending += [(child, depth + 1) for child in word.children]
    return sorted(found, key=lambda word: word.i)


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


def _holds(company: Sequence[str] | None, words: Sequence[Token]) -> bool:
    """Whether one of the lemmas or phrases stands among the words, or none is asked for."""
    if company is None:
        return True
    for entry in company:
        elements = parse_phrase(entry)
        for index, token in enumerate(words):
            if _is(token, elements[0]) and _place(elements, words, index) is not None:
                return True
    return False
