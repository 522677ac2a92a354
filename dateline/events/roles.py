"""Who did it to whom: the names that the parse puts around a trigger, in their roles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from spacy.tokens import Token

from dateline.events.gazetteer import NameMatch
from dateline.events.syntax import agent, conjuncts, is_passive, objects, obliques, preposition_of, subject
from dateline.events.triggers import TriggerMatch
from dateline.language.tokens import text_of
from dateline.language.word_lists import word_lists
from dateline.records import Participant, Role

_WORDS = word_lists(Path(__file__).with_name("roles.yaml"))
_MODIFIERS = {"amod", "compound", "nmod:poss", "flat", "appos", "nmod:desc"}
_OF = {"of", "from", "for"}
_PARTS = {"of", "in"}
_CLIMBS = 2  # frames that a nominal may stand in: "the start of a wave of attacks"


@dataclass(frozen=True, slots=True)
class Cast:
    """A name in its role."""

    role: Role
    name: NameMatch

    def participant(self, words: Sequence[Token]) -> Participant:
        """The participant that it is, given the words of its sentence."""
        start = words[self.name.start].idx
        text = text_of(words, self.name.start, self.name.end)
        return Participant(self.role, start, start + len(text), text, self.name.entity)


class Names:
    """The names of a sentence by the words that they cover."""

    def __init__(self, words: Sequence[Token], names: Sequence[NameMatch]) -> None:
        self._at = {words[i].i: name for name in names for i in range(name.start, name.end)}
        self._next = _chained(words, names)

    def of(self, noun: Token | None) -> list[NameMatch]:
        """The names of a noun phrase and of those coordinated with its noun; none if there is no noun."""
        if noun is None:
            return []
        found = [name for part in conjuncts(noun) for name in self._of_one(part)]
        for name in found:  # grows: what is coordinated by its surface, where the parse has it otherwise
            following = self._next.get(name.start)
            if following is not None and following not in found:
                found.append(following)
        return found

    def at(self, word: Token) -> NameMatch | None:
        """The name that covers a word."""
        return self._at.get(word.i)

    def _of_one(self, noun: Token) -> list[NameMatch]:
        """The name at a noun, with those coordinated inside it ("Russian and Ukrainian officials").

        A noun that is no name itself stands for the countries and organisations that modify it.
        """
        own = self._at.get(noun.i)
        modifiers = [name for word in _modifiers(noun) if (name := self._at.get(word.i)) and name != own]
        if own is None:
            return [name for name in modifiers if name.kind != "place"]
        if own.kind == "role" or own.entity.iso3 is None:
            codes = {None, own.entity.iso3}
            return [
                own,
                *(name for name in modifiers if name.entity.iso3 not in codes and name.kind != "place"),
            ]
        return [own]


def cast(words: Sequence[Token], match: TriggerMatch, names: Sequence[NameMatch]) -> list[Cast]:
    """The participants of a trigger among the names of its sentence, in the order of the text."""
    known = Names(words, [name for name in names if not _within(name, match)])
    head = words[match.head]
    found = _nominal(head, match, known) if match.nominal else _verbal(head, match, known)
    return _once(found)


def _chained(words: Sequence[Token], names: Sequence[NameMatch]) -> dict[int, NameMatch]:
    """By the start of a name the one coordinated with it: 'Turkey, Romania and Bulgaria'."""
    chained: dict[int, NameMatch] = {}
    for name, following in reversed(list(pairwise(names))):
        gap = [word.lower_ for word in words[name.end : following.start] if word.lower_ != "the"]
        if gap in (["and"], ["&"], [",", "and"]) or (gap == [","] and following.start in chained):
            chained[name.start] = following
    return chained


def _within(name: NameMatch, match: TriggerMatch) -> bool:
    return name.start < match.end and match.start < name.end


def _once(found: Iterable[Cast]) -> list[Cast]:
    """Each entity once in a role; who acts is not also the one acted upon."""
    unique: dict[tuple[Role, str], Cast] = {}
    for entry in sorted(found, key=lambda entry: (entry.name.start, entry.role)):
        unique.setdefault((entry.role, entry.name.entity.entity_id), entry)
    return [
        entry
        for (role, entity), entry in unique.items()
        if role == "actor" or ("actor", entity) not in unique
    ]


def _verbal(verb: Token, match: TriggerMatch, names: Names) -> list[Cast]:
    table = _WORDS
    own = match.event_type in table["own_object"]
    by, done_by = names.of(subject(verb)), names.of(agent(verb))
    if is_passive(verb):
        acts = not done_by and (own or match.event_type in table["subject_acts"])
        return [*_roles("actor" if acts else "recipient", by), *_roles("actor", done_by), *_aims(verb, names)]
    found = _roles("actor", _people(by))
    for noun in objects(verb):
        if not own:
            found += _roles("recipient", names.of(noun))
        found += _aims(noun, names)
    found += _aims(verb, names)
    if not any(entry.role == "recipient" for entry in found):
        found += _clausal(verb, match, names)
    return found


def _clausal(verb: Token, match: TriggerMatch, names: Names) -> list[Cast]:
    """Those whom the clause under a verb concerns: 'threatens to sue X', 'demanded that X stop'."""
    found: list[Cast] = []
    for clause in verb.children:
        if clause.dep_ == "xcomp":
            for noun in objects(clause):
                found += [*_roles("recipient", names.of(noun)), *_aims(noun, names)]
            found += _aims(clause, names)
        elif clause.dep_ == "ccomp" and match.event_type in _WORDS["clausal"]:
            found += _roles("recipient", _people(names.of(subject(clause))))
    return found


def _aims(word: Token, names: Names) -> list[Cast]:
    """Those at whom the prepositional phrases of a word point, also inside them: 'a part of its aid to X'."""
    found: list[Cast] = []
    for noun, preposition in obliques(word):
        there = names.of(noun)
        if there and preposition in _WORDS["recipient"]:
            found += _roles("recipient", _people(there))
        elif not there and (preposition in _PARTS or preposition in _WORDS["recipient"]):
            found += _aims(noun, names)
    return found


def _nominal(noun: Token, match: TriggerMatch, names: Names) -> list[Cast]:
    found = [*_owners(noun, match, names), *_phrases(noun, match, names)]
    for clause in noun.children:
        if clause.dep_ == "acl" and is_passive(clause):
            found += [*_roles("actor", names.of(agent(clause))), *_phrases(clause, match, names)]
    top = _framed(noun)
    if top != noun:
        found += _owners(top, match, names)
    if not any(entry.role == "actor" for entry in found):
        found += _roles("actor", _people(_doers(top, match, names)))
    verb = top.head
    if top.dep_ == "obj" and verb.lemma_ not in _WORDS["speaks_of"]:
        found += _aims(verb, names)
    if top.dep_ == "nsubj" and match.event_type in _WORDS["objective_of"] and not is_passive(verb):
        found += [entry for aim in objects(verb) for entry in _roles("recipient", names.of(aim))]
    return found


def _owners(noun: Token, match: TriggerMatch, names: Names) -> list[Cast]:
    """The possessors and adjectives of a nominal: 'Russia’s full-scale invasion', 'the North Korean test'."""
    found: list[Cast] = []
    for child in noun.children:
        if child.dep_ not in ("nmod:poss", "amod", "compound", "nmod:desc"):
            continue
        for name in _people(names.of(child)):
            suffers = name.kind == "person" and match.event_type in _WORDS["objective_person"]
            found.append(Cast("recipient" if suffers else "actor", name))
    return found


def _phrases(noun: Token, match: TriggerMatch, names: Names) -> list[Cast]:
    """What the prepositions after a nominal say: 'of', 'by', 'between', 'against'."""
    found: list[Cast] = []
    for aim, preposition in obliques(noun):
        there = names.of(aim)
        if preposition == "by" or preposition in _WORDS["together"]:
            found += _roles("actor", there)
        elif preposition == "of":
            objective = match.event_type in _WORDS["objective_of"]
            found += _roles("recipient", there) if objective else _roles("actor", _people(there))
        elif preposition in _WORDS["recipient"]:
            found += _roles("recipient", there if preposition in ("on", "against") else _people(there))
        if preposition in _PARTS and not there:
            found += _aims(aim, names)
    return found


def _doers(noun: Token, match: TriggerMatch, names: Names) -> list[NameMatch]:
    """Who does a nominal by the verb that it goes with: 'held talks', 'took part in the attack'."""
    verb, table = noun.head, _WORDS
    if verb.lemma_.lower() in table["speaks_of"]:
        return []
    if noun.dep_ in ("nsubj", "nsubj:pass"):
        return names.of(agent(verb))
    takes_part = verb.lemma_ in table["takes_part"] or match.event_type in table["with_subject"]
    if noun.dep_ in ("obj", "xcomp") or (noun.dep_ == "obl" and takes_part):
        return names.of(agent(verb) if is_passive(verb) and noun.dep_ == "obj" else subject(verb))
    return []


def _framed(noun: Token) -> Token:
    """The noun that frames a nominal ("a wave of attacks"), else the nominal itself."""
    for _ in range(_CLIMBS):
        if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
            noun = noun.head
        if noun.dep_ == "compound" and noun.head.pos_ == "NOUN":
            noun = noun.head
        if noun.dep_ == "nmod" and noun.head.lemma_.lower() in _WORDS["frames"]:
            noun = noun.head
    return noun


def _modifiers(noun: Token) -> Iterator[Token]:
    """The words that modify a noun, with those coordinated with them."""
    for child in noun.children:
        if child.dep_ in _MODIFIERS or (child.dep_ == "nmod" and preposition_of(child) in _OF):
            yield from conjuncts(child)


def _roles(role: Role, names: Iterable[NameMatch]) -> list[Cast]:
    return [Cast(role, name) for name in names]


def _people(names: Iterable[NameMatch]) -> list[NameMatch]:
    """Without the places, which act only as what is struck or taken."""
    return [name for name in names if name.kind != "place"]
