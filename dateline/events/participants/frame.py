"""The words that the parse makes a trigger's subject, objects and the like, across control and voice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.events.gazetteer import NameMatch
from dateline.events.syntax import agent, conjuncts, doer, is_passive, objects, obliques, subject
from dateline.events.triggers import TriggerMatch


@dataclass(frozen=True, slots=True)
class Frame:
    """How words of a sentence are tied to a trigger, by their places in the document."""

    ties: dict[int, str]

    def tie(self, name: NameMatch, words: Sequence[Token]) -> str:
        """How a name is tied to the trigger: by one of its words, or as what modifies one that is."""
        own = [word.i for word in words[name.start : name.end]]
        told = next((self.ties[place] for place in own if place in self.ties), None)
        if told is not None:
            return told
        for word in words[name.start : name.end]:
            if word.head.i in self.ties and word.head.i not in own:
                return f"{word.dep_} of {self.ties[word.head.i]}"
        return "none"


def frame_of(words: Sequence[Token], match: TriggerMatch) -> Frame:
    """The frame of a trigger."""
    head = words[match.head]
    ties: dict[int, str] = {}

    def tie(noun: Token | None, role: str) -> None:
        for part in conjuncts(noun) if noun is not None else ():
            ties.setdefault(part.i, role)

    if match.nominal:
        tie(doer(head), "doer")
        for child in head.children:
            if child.dep_ in ("amod", "compound", "nmod:desc", "nmod:poss"):
                tie(child, child.dep_)
        _tie_obliques(head, tie, "of noun")
        verb = head.head
        if head.dep_ in ("obj", "nsubj", "nsubj:pass", "obl", "xcomp", "nmod"):
            tie(subject(verb) if head.dep_ != "nsubj" else None, f"subject of {head.dep_}'s verb")
            for noun in objects(verb):
                tie(noun if noun != head else None, f"object of {head.dep_}'s verb")
            _tie_obliques(verb, tie, f"of {head.dep_}'s verb")
    else:
        voice = "passive" if is_passive(head) else "active"
        tie(subject(head), f"subject {voice}")
        tie(agent(head), "agent")
        for noun in objects(head):
            tie(noun, "object")
            _tie_obliques(noun, tie, "of object")
        _tie_obliques(head, tie, f"of verb {voice}")
        if head.dep_ in ("advcl", "xcomp", "conj"):  # "bombed Y, killing many": Y does not kill
            for noun in objects(head.head):
                tie(noun, f"object of what governs {head.dep_}")
            _tie_obliques(head.head, tie, f"of what governs {head.dep_}")
        for clause in head.children:
            if clause.dep_ in ("xcomp", "ccomp", "advcl"):
                tie(subject(clause), f"subject of {clause.dep_}")
                for noun in objects(clause):
                    tie(noun, f"object of {clause.dep_}")
                _tie_obliques(clause, tie, f"of {clause.dep_}")
    return Frame(ties)


def _tie_obliques(word: Token, tie: Callable[[Token | None, str], None], role: str) -> None:
    for noun, preposition in obliques(word):
        tie(noun, f"{preposition} {role}")
