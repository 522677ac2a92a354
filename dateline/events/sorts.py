"""What a document calls its names: "the dairy firm Nordmilk", "the Kallo gate", "Port Workers' Union (PWU)".

The language model reads each sentence alone and takes many an unknown firm or gate for a person. What the
document once says of a name holds wherever it has the name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Token

from dateline.events.spans import spans
from dateline.language.tokens import text_of
from dateline.language.word_lists import word_lists
from dateline.records import EntityType

_WORDS = word_lists(Path(__file__).with_name("sorts.yaml"))
_SORTS: tuple[EntityType, ...] = ("organisation", "place", "person")
_FIRM = "company"  # that which the nouns of firms have in common


@dataclass(frozen=True, slots=True)
class Sorts:
    """By a name its type and the nouns that are said of it; full names by the one word that tells them.

    Such a word is an acronym, or a name that the language model may not see as one.
    """

    types: Mapping[str, EntityType] = field(default_factory=dict)
    nouns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    full: Mapping[str, str] = field(default_factory=dict)


def sort_of(noun: str) -> str:
    """A noun for an organisation, or what all nouns for firms have in common."""
    return _FIRM if noun in _WORDS["firm"] else noun


def is_body(noun: Token) -> bool:
    """Whether a word is a common noun for an organisation."""
    return noun.pos_ == "NOUN" and noun.text.islower() and noun.lemma_.lower() in _WORDS["organisation"]


def sorts_told(sentences: Sequence[Sequence[Token]]) -> Sorts:
    """What the sentences of a document say of its names; of several types the one told most often."""
    told: dict[str, Counter[EntityType]] = defaultdict(Counter)
    nouns: dict[str, set[str]] = defaultdict(set)
    full: dict[str, str] = {}
    for words in sentences:
        full |= {**dict(_acronyms(words)), **dict(_introduced(words))}
        for start, end, _ in spans(words):
            name = text_of(words, start, end)
            for noun in _nouns_beside(words, start, end):
                lemma = noun.lemma_.lower()
                sort = next((sort for sort in _SORTS if lemma in _WORDS[sort]), None)
                if sort is not None:
                    told[name][sort] += 1
                    nouns[name].add(sort_of(lemma))
    types = {name: counts.most_common(1)[0][0] for name, counts in told.items()}
    return Sorts(types, {name: frozenset(said) for name, said in nouns.items()}, full)


def _nouns_beside(words: Sequence[Token], start: int, end: int) -> Iterator[Token]:
    """The common nouns that say what a name is: right before or after it, or in apposition."""
    own = words[start:end]
    head = next((word for word in own if word.head not in own), own[0])
    if start and words[start - 1].pos_ == "NOUN":
        yield words[start - 1]
    if end < len(words) and words[end].pos_ == "NOUN" and head.head == words[end]:
        yield words[end]
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        yield head.head
    yield from (child for child in head.children if child.dep_ == "appos" and child.pos_ == "NOUN")
    if head.dep_ in ("nsubj", "nsubj:outer") and any(child.dep_ == "cop" for child in head.head.children):
        yield head.head  # "Nordmilk is a dairy firm"


def _introduced(words: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """The names after a noun for a body that the language model takes for none: "the union Havenbond"."""
    for index, word in enumerate(words[1:], start=1):
        noun = words[index - 1]
        alone = index + 1 == len(words) or not words[index + 1].text[0].isupper()
        if word.pos_ == "PROPN" and not word.ent_type_ and alone and is_body(noun):
            yield word.text, word.text


def _acronyms(words: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """The acronyms in brackets after the names whose initials they are."""
    for index in range(2, len(words) - 1):
        short = words[index].text
        if not (short.isalpha() and short.isupper() and len(short) > 1):
            continue
        if words[index - 1].text != "(" or words[index + 1].text != ")":
            continue
        start, left = index - 1, list(short)
        while start and left:
            word = words[start - 1]
            if word.text[0] == left[-1]:
                left.pop()
            elif word.text[0].isupper() or word.lower_ not in _WORDS["small"]:
                break
            start -= 1
        if not left:
            yield short, text_of(words, start, index - 1)
