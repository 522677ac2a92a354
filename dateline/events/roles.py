"""Who did it to whom: the names around a trigger put in their roles by word order and prepositions."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.events.gazetteer import NameMatch
from dateline.events.triggers import TriggerMatch
from dateline.records import Role

_PLACE_PREPOSITIONS = {
    "in",
    "at",
    "near",
    "inside",
    "outside",
    "across",
    "around",
    "into",
    "through",
    "along",
    "off",
}
_TARGET_PREPOSITIONS = {"against", "on", "to", "with", "for", "toward", "towards", "upon", "at", "from"}
# Types whose "of X" is the one it is done to ("the invasion of Ukraine"), not the one who does it.
_OBJECTIVE_OF = {"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "REJECT", "SUPPORT", "AID", "THREATEN"}
# Verbs whose subject speaks of the nominal and does not do it.
_ABOUT = {
    "condemn",
    "denounce",
    "criticise",
    "criticize",
    "welcome",
    "praise",
    "demand",
    "discuss",
    "blame",
    "claim",
}
_ABOUT |= {
    "deny",
    "reject",
    "accuse",
    "call",
    "urge",
    "investigate",
    "threaten",
    "warn",
    "say",
    "report",
    "survive",
}
_REACH = 12


@dataclass(frozen=True, slots=True)
class Cast:
    """A name in its role."""

    role: Role
    name: NameMatch


def cast(
    words: Sequence[Token],
    clauses: Sequence[int],
    match: TriggerMatch,
    names: Sequence[NameMatch],
) -> list[Cast]:
    """The participants of a trigger among the names of its sentence, in the order of the text."""
    places = {name.start for name in names if name.kind == "place"}
    usable = [
        name
        for name in names
        if name.kind != "place" and not _within(name, match) and not _owns_place(words, name, places)
    ]
    before = [name for name in usable if name.end <= match.start]
    after = [name for name in usable if name.start >= match.end]
    found = (
        _nominal(words, clauses, match, before, after)
        if match.nominal
        else _verbal(words, clauses, match, before, after)
    )
    seen: set[tuple[Role, str]] = set()
    unique = []
    for entry in sorted(found, key=lambda entry: (entry.name.start, entry.role)):
        key = (entry.role, entry.name.entity.entity_id)
        if key not in seen:
            seen.add(key)
            unique.append(entry)
    return unique


def _within(name: NameMatch, match: TriggerMatch) -> bool:
    return name.start < match.end and match.start < name.end


def _owns_place(words: Sequence[Token], name: NameMatch, places: set[int]) -> bool:
    """'Russia’s Kursk region' is where, not who."""
    return name.end < len(words) and words[name.end].tag_ == "POS" and name.end + 1 in places


def _verbal(
    words: Sequence[Token],
    clauses: Sequence[int],
    match: TriggerMatch,
    before: Sequence[NameMatch],
    after: Sequence[NameMatch],
) -> list[Cast]:
    subject = _subject(words, clauses, match, before)
    following = [name for name in after if _reaches(words, clauses, match.end, name)]
    if match.passive:
        agents = [name for name in following if _preposition(words, name) == "by"]
        agents = _coordinated(words, following, agents)
        return [Cast("recipient", name) for name in subject] + [Cast("actor", name) for name in agents]
    objects = [name for name in following if _preposition(words, name) not in _PLACE_PREPOSITIONS]
    return [Cast("actor", name) for name in subject] + [Cast("recipient", name) for name in objects[:3]]


def _nominal(
    words: Sequence[Token],
    clauses: Sequence[int],
    match: TriggerMatch,
    before: Sequence[NameMatch],
    after: Sequence[NameMatch],
) -> list[Cast]:
    found: list[Cast] = []
    following = [name for name in after if _reaches(words, clauses, match.end, name)]
    for name in following[:4]:
        preposition = _preposition(words, name)
        if preposition == "by":
            found.append(Cast("actor", name))
        elif preposition == "of":
            found.append(Cast("recipient" if match.event_type in _OBJECTIVE_OF else "actor", name))
        elif preposition in ("between", "and", "among"):
            found.append(Cast("actor", name))
        elif preposition in _TARGET_PREPOSITIONS:
            found.append(Cast("recipient", name))
    owners = [name for name in before if _owns(words, name, match)]
    if not owners and not any(entry.role == "actor" for entry in found):
        owners = [name for name in _subject(words, clauses, match, before) if _does(words, name, match)]
    return found + [Cast("actor", name) for name in owners]


def _does(words: Sequence[Token], name: NameMatch, match: TriggerMatch) -> bool:
    """Whether a subject does what the nominal says ("held talks") and does not speak of it ("condemned")."""
    return not any(
        word.pos_ == "VERB" and word.lemma_.lower() in _ABOUT for word in words[name.end : match.start]
    )


def _owns(words: Sequence[Token], name: NameMatch, match: TriggerMatch) -> bool:
    """A possessor or adjective of the nominal: 'Russia’s full-scale invasion', 'the North Korean test'."""
    gap = words[name.end : match.start]
    if len(gap) > 6 or any(_separates(words, word, index) for index, word in enumerate(gap, name.end)):
        return False
    return name.kind == "demonym" or any(word.tag_ == "POS" for word in gap[:1]) or not gap


def _separates(words: Sequence[Token], word: Token, index: int) -> bool:
    """Whether a word cannot stand inside a noun phrase; 'fledged' in 'full-fledged' can."""
    if word.pos_ == "VERB":
        return words[index - 1].text != "-"
    return word.pos_ in ("AUX", "ADP", "CCONJ") or word.text == ","


def _subject(
    words: Sequence[Token],
    clauses: Sequence[int],
    match: TriggerMatch,
    before: Sequence[NameMatch],
) -> list[NameMatch]:
    """The names that may be the subject: the first of the clause that no preposition governs.

    A clause without one (participles, second verbs, relative clauses) shares the nearest before it.
    """
    free = [name for name in before if _preposition(words, name) in ("", "by-line", "and")]
    own = [name for name in free if clauses[name.start] == clauses[match.head]]
    if own:
        first = own[0]
        return [first, *_with_and(words, own, first)]
    return free[-1:] if free and match.start - free[-1].end <= 2 * _REACH else []


def _with_and(words: Sequence[Token], names: Sequence[NameMatch], first: NameMatch) -> list[NameMatch]:
    """The names coordinated with the first: 'Russia, China and Iran'."""
    joined: list[NameMatch] = []
    last = first
    for name in names:
        if name.start <= last.start:
            continue
        gap = words[last.end : name.start]
        if len(gap) > 3 or any(word.lower_ not in (",", "and", "the", "&") for word in gap):
            break
        joined.append(name)
        last = name
    return joined


def _coordinated(
    words: Sequence[Token], names: Sequence[NameMatch], heads: Sequence[NameMatch]
) -> list[NameMatch]:
    return [name for head in heads for name in (head, *_with_and(words, names, head))]


def _reaches(words: Sequence[Token], clauses: Sequence[int], end: int, name: NameMatch) -> bool:
    """Whether a name behind a trigger still belongs to it: same clause, no other verb between."""
    if name.start - end > _REACH or clauses[name.start] != clauses[min(end, len(words) - 1)]:
        return False
    return not any(
        word.pos_ == "VERB" and not (word.tag_ == "VBN" and words[index + 1].pos_ in ("NOUN", "ADJ"))
        for index, word in enumerate(words[end : name.start], end)
    )


def _preposition(words: Sequence[Token], name: NameMatch) -> str:
    """The preposition that governs a name: the nearest before it with only its own modifiers between."""
    for index in range(name.start - 1, max(-1, name.start - 6), -1):
        token = words[index]
        if token.pos_ == "ADP" or token.lower_ in ("to", "between"):
            return token.lower_
        if token.lower_ == "and":
            return "and" if index == name.start - 1 else ""
        if token.pos_ not in ("DET", "ADJ", "NUM", "PRON", "NOUN", "PROPN", "PART") or token.text == ",":
            return ""
    return ""
