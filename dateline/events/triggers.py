"""Finding triggers: the codebook's phrases on the lemmas of a sentence, with the company they ask for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Span, Token

from dateline.events.clauses import clause_ids
from dateline.events.codebook import GAP_LENGTH, Codebook, Element, Pattern, parse_phrase
from dateline.events.syntax import agent, is_passive, objects, subject
from dateline.language.lemmatizer import in_dictionary
from dateline.language.tokens import words_of

_REACH = 14  # words to either side of a trigger in which its company is looked for
_MAX_REMEMBERED = 50_000
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
    """A trigger in a sentence; `head`, `start`, `end`, `places` count its words without white space.

    `start` to `end` is what is shown of it, `places` are all words that it is made of.
    """

    event_type: str
    mode: str | None
    confidence: float
    head: int
    start: int
    end: int
    passive: bool
    nominal: bool
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the codebook says of a sentence.

    `matches` are its triggers; `known`, by the place of a word, the types whose phrases it heads whatever the
    company, each with the highest confidence; `vetoed`, likewise, the types that a veto excludes there;
    `doubled` are the places of triggers that tell what another of the sentence tells.
    """

    matches: list[TriggerMatch]
    known: Mapping[int, Mapping[str, float]]
    vetoed: Mapping[int, frozenset[str]]
    doubled: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Candidate:
    pattern: Pattern
    places: tuple[int, ...]
    passive: bool

    @property
    def head(self) -> int:
        return self.places[self.pattern.head]


def look_up(sentence: Span, codebook: Codebook) -> Lookup:
    """The triggers of a sentence, in order, none overlapping: the best pattern wins each place."""
    words = words_of(sentence)
    clauses = clause_ids(words)
    candidates: list[_Candidate] = []
    known: dict[int, dict[str, float]] = {}
    vetoed: dict[int, set[str]] = {}
    for index, token in enumerate(words):
        for lemma in sorted(_forms(token)):
            for pattern in codebook.patterns.get(lemma, ()):
                places = _place(pattern.elements, words, index)
                if places is None or words[places[pattern.head]].pos_ not in pattern.head_pos:
                    continue
                head, trigger = places[pattern.head], pattern.trigger
                types = known.setdefault(head, {})
                types[pattern.event_type] = max(trigger.confidence, types.get(pattern.event_type, 0.0))
                if trigger.veto and _holds(trigger.veto, _around(words, clauses, head, set(places))):
                    vetoed.setdefault(head, set()).add(pattern.event_type)
                elif _in_company(pattern, words, places, clauses):
                    passive = trigger.verb is not None and is_passive(words[head])
                    candidates.append(_Candidate(pattern, tuple(places), passive))
    matches = [_match(candidate) for candidate in _chosen(candidates)]
    doubles = list(_doubles(words, matches))
    matches = [match for match in matches if match not in doubles]
    matched = {(match.head, match.event_type) for match in matches}
    return Lookup(
        matches,
        known,
        {
            head: frozenset(event_type for event_type in types if (head, event_type) not in matched)
            for head, types in vetoed.items()
        },
        frozenset(place for match in doubles for place in match.places),
    )


def _chosen(candidates: list[_Candidate]) -> list[_Candidate]:
    taken: set[int] = set()
    chosen: list[_Candidate] = []
    for candidate in sorted(candidates, key=_preference):
        if taken.isdisjoint(candidate.places):
            taken.update(candidate.places)
            chosen.append(candidate)
    return sorted(chosen, key=lambda candidate: candidate.places)


def _doubles(words: Sequence[Token], matches: Sequence[TriggerMatch]) -> Iterator[TriggerMatch]:
    """The less sure of a verb and its noun that tell one event: "clashes broke out"."""
    by_token = {words[match.head]: match for match in matches}
    for noun, match in by_token.items():
        verb = by_token.get(noun.head)
        if not match.nominal or noun.dep_ not in _ARGUMENTS or verb is None or verb.nominal:
            continue
        if verb.event_type == match.event_type:
            yield match if match.confidence <= verb.confidence else verb


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
        places=places,
    )


def _in_company(
    pattern: Pattern, words: Sequence[Token], places: Sequence[int], clauses: Sequence[int]
) -> bool:
    """Whether what a pattern asks for beside its words is there."""
    trigger, place = pattern.trigger, places[pattern.head]
    head, own = words[place], {words[place] for place in places}
    if trigger.near and not _holds(trigger.near, _around(words, clauses, place, {*places})):
        return False
    passive = trigger.verb is not None and is_passive(head)
    if trigger.object and not _holds(trigger.object, _phrases(_complements(head, passive, own), own)):
        return False
    return not trigger.subject or _holds(trigger.subject, _phrases(_doers(head, passive), own))


def _around(words: Sequence[Token], clauses: Sequence[int], head: int, own: set[int]) -> list[Token]:
    """The words of a trigger's clause that stand near it, but for its own."""
    reach = range(max(0, head - _REACH), min(len(words), head + _REACH + 1))
    return [words[i] for i in reach if clauses[i] == clauses[head] and i not in own]


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


def _forms(token: Token) -> frozenset[str]:
    """The lemma and the form; of a name also the noun that it may be: "Farmers" at the head of a sentence."""
    return _forms_of(token.lemma_, token.lower_, token.pos_ == "PROPN")


@lru_cache(_MAX_REMEMBERED)
def _forms_of(lemma: str, lower: str, is_name: bool) -> frozenset[str]:
    noun = in_dictionary(lower, "NOUN") if is_name else None
    return frozenset({lemma.lower(), lower, noun or lower})


def _holds(company: Sequence[str] | None, words: Sequence[Token]) -> bool:
    """Whether one of the lemmas or phrases stands among the words, or none is asked for."""
    if company is None:
        return True
    told = {form for word in words for form in _forms(word)}
    for entry in company:
        elements = parse_phrase(entry)
        if elements[0].lemmas.isdisjoint(told):
            continue
        for index, token in enumerate(words):
            if _is(token, elements[0]) and _place(elements, words, index) is not None:
                return True
    return False
