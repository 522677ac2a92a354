"""The figures of an event: killed, injured, arrested, troops, weapons, money, as the words say them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from dateline.events.numbers import Number, number_at
from dateline.events.syntax import is_passive, preposition_of
from dateline.events.triggers import TriggerMatch
from dateline.language.tokens import text_of
from dateline.language.word_lists import word_table
from dateline.records import Quantity

_TABLE = word_table(Path(__file__).with_name("quantities.yaml"))
_REACH = 3  # words after a number in which what it counts stands, where the parse does not tell
_CLIMBS = 4  # steps from a number to the verb of the toll that it is
_OBJECTS = {"obj", "nsubj:pass"}
_ROLES = _OBJECTS | {"nsubj"}
_RELATIVES = {"who", "that", "which"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and the words of its sentence at which it, its number and the verb that it counts by stand.

    `toll` marks those that are told as the sum so far.
    """

    quantity: Quantity
    start: int
    number: int
    deed: int | None = None
    toll: bool = False


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a number counts, None if its words do not say; the verb that it is counted by."""

    kind: str | None
    unit: str | None = None
    verb: Token | None = None
    toll: bool = False


def figures(
    words: Sequence[Token], excluded: Collection[int], kinds: Mapping[int, str] | None = None
) -> list[Figure]:
    """The figures of a sentence whose kind its words tell, or `kinds` by the index of the number.

    `excluded` are the words that give no figure, such as those of time expressions.
    """
    found: list[Figure] = []
    index = 0
    while index < len(words):
        number = None if index in excluded else number_at(words, index)
        if number is None:
            index += 1
            continue
        told = _kind(words, number)
        kind = told.kind or (kinds or {}).get(number.word)
        if kind is not None:
            text = text_of(words, number.start, number.end)
            value, low, high = number.value, number.low, number.high
            if told.toll and value is None and words[number.start].lower_ == "from":
                value = low = high  # "rose from 12 to 19"
            quantity = Quantity(kind, value, low, high, told.unit, text)
            deed = None if told.verb is None else told.verb.i - words[0].i
            found.append(Figure(quantity, number.start, number.word, deed, told.toll))
        index = number.end
    return found


def figures_of(
    words: Sequence[Token], clauses: Sequence[int], match: TriggerMatch, found: Sequence[Figure]
) -> tuple[Quantity, ...]:
    """Those figures of a trigger's clause that its type of event has.

    Its victims may be told in the clause that rules its own: "six died when a bus plunged off a road".
    """
    ruling = _ruling(words, words[match.head])
    own = [
        figure
        for figure in found
        if has_figures(match.event_type, figure.quantity.kind)
        and (
            clauses[figure.start] == clauses[match.head]
            or (ruling == figure.deed and figure.quantity.kind in _TABLE["occasion"]["victims"])
        )
    ]
    counted = {figure.quantity.kind for figure in own if not figure.toll}
    # the sum of many events is no figure of one that has its own: "killed five, raising the toll to 200"
    return tuple(figure.quantity for figure in own if not figure.toll or figure.quantity.kind not in counted)


def has_figures(event_type: str, kind: str) -> bool:
    """Whether events of a type have figures of a kind."""
    return kind in _TABLE["expected"].get(event_type, ())


def _ruling(words: Sequence[Token], head: Token) -> int | None:
    """The place of the verb on which a clause of occasion ("when …") hangs; None where there is none."""
    opens = any(child.lower_ in _TABLE["occasion"]["when"] for child in head.children)
    return head.head.i - words[0].i if head.dep_ == "advcl" and opens else None


def _kind(words: Sequence[Token], number: Number) -> _Kind:
    """What a number counts: by its currency, the verb of its noun, its noun, a toll, the words after it."""
    if number.currency is not None:
        return _Kind("amount", unit=number.currency)
    after = words[number.end : number.end + 2]
    if any(" ".join(w.lower_ for w in after[:n]) in _TABLE["percent"]["after"] for n in (1, 2)):
        return _Kind("percent")
    noun = _counted(words, number)
    deeds = list(_deeds(noun, bounded=number.start < number.word))
    found = _by_deed(noun, deeds) or _of_noun(noun)
    if found is None and (toll := _toll(words, number)) is not None:
        found = _Kind(toll, toll=True)
    near = words[number.end : number.end + _REACH]
    stop = next((place for place, word in enumerate(near) if place and word.pos_ == "VERB"), _REACH)
    return found or next(filter(None, map(_of_noun, near[:stop])), None) or _by_act(deeds)


def _of_noun(word: Token) -> _Kind | None:
    """The kind of what is counted by its noun."""
    lemma = word.lemma_.lower()
    for kind, lemmas in _TABLE["counted"].items():
        if lemma in lemmas or word.lower_ in lemmas:
            return _Kind(kind, unit=lemma if kind == "weapons" else None)
    return None


def _counted(words: Sequence[Token], number: Number) -> Token:
    """The noun that a number counts, or the number itself where it stands alone: "12 were killed"."""
    own = set(words[number.start : number.end])
    word = words[number.word]
    for _ in range(len(own)):
        if word.head not in own:
            break
        word = word.head
    return word.head if word.dep_ in ("nummod", "compound", "nmod", "dep") else word


def _toll(words: Sequence[Token], number: Number) -> str | None:
    """The kind of a toll that a number is: "the toll rose to 19", "a death toll of 19"."""
    word = words[number.word]
    if word.dep_ == "nummod" and word.head.lemma_.lower() not in _TABLE["toll"]["people"]:
        return None
    if preposition_of(word) == "by":  # "rose by 3"
        return None
    for _ in range(_CLIMBS):
        above = word.head
        if above == word:
            return None
        named = [above] if word.dep_ == "nmod" and preposition_of(word) == "of" else []
        named += [child for child in above.children if child.dep_ in _ROLES and child != word]
        for noun in named:
            kind = _kind_of_toll(noun)
            if kind is not None:
                return kind
        word = above
    return None


def _kind_of_toll(noun: Token) -> str | None:
    """What a toll, a tally or a number of people counts, as its own words say; None for another noun."""
    if noun.lemma_.lower() not in _TABLE["toll"]["nouns"]:
        return None
    inside = [child for child in noun.children if child.dep_ in ("compound", "amod", "nmod", "nmod:desc")]
    for word in (*inside, *(deeper for each in inside for deeper in each.children)):
        kind = _of_noun(word)
        if kind is not None:
            return kind.kind
    return "killed" if noun.lemma_.lower() in _TABLE["toll"]["deadly"] else None


def _by_deed(noun: Token, deeds: Sequence[tuple[Token, str]]) -> _Kind | None:
    """The kind of a counted noun by the verb that it is the object or subject of, or that describes it."""
    life = noun.lemma_.lower() in _TABLE["deadly"]["nouns"]
    for verb, role in deeds:
        lemma = verb.lemma_.lower()
        if life and lemma in _TABLE["deadly"]["verbs"]:
            return _Kind("killed", verb=verb)
        for kind, lemmas in _TABLE["done" if role in _OBJECTS else "suffered"].items():
            if lemma in lemmas:
                return _Kind(str(kind), verb=verb)
    return None


def _by_act(deeds: Sequence[tuple[Token, str]]) -> _Kind:
    """Those who take part, by what they do: "2,000 marched"."""
    acts = (verb.lemma_.lower() for verb, role in deeds if role == "nsubj")
    return _Kind("participants" if any(act in _TABLE["acts"]["verbs"] for act in acts) else None)


def _deeds(noun: Token, bounded: bool) -> Iterator[tuple[Token, str]]:
    """The verbs of a counted noun, each with the role in which the noun stands to it.

    The parse takes the bound in "killed at least 12" for a preposition, and the noun for no object.
    """
    top = noun.head if noun.dep_ == "conj" else noun
    own = "obj" if bounded and top.dep_ == "obl" else top.dep_
    if own in _ROLES:
        verb = top.head
        yield verb, "nsubj:pass" if own == "nsubj" and is_passive(verb) else own
        for told in verb.children:  # "are known to have died", "were reported killed", "are feared dead"
            if told.dep_ in ("xcomp", "ccomp") and verb.lemma_.lower() in _TABLE["reported"]["by"]:
                yield told, "nsubj:pass" if told.tag_ == "VBN" and not _has(told, "have") else "nsubj"
    for child in noun.children:
        if child.dep_ in ("acl", "amod"):
            yield child, "nsubj:pass"
        elif child.dep_ == "acl:relcl" and any(
            word.lower_ in _RELATIVES and word.dep_.startswith("nsubj") for word in child.children
        ):
            yield child, "nsubj:pass" if is_passive(child) else "nsubj"


def _has(verb: Token, lemma: str) -> bool:
    return any(child.lemma_.lower() == lemma for child in verb.children)
