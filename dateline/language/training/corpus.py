"""UD treebanks as spaCy training documents: text as a reader has it, with gold words, trees and names."""

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

TRAIN = ("en_ewt-train", "en_gum-open-train")
DEV = ("en_ewt-dev", "en_gum-open-dev")
TEST = ("en_ewt-test", "en_gum-open-test", "en_pud-test")

# GUM's entity types whose proper names are learned; its abstract entities, times and substances are not.
_NAME_TYPES = {
    "person": "PERSON",
    "organization": "ORG",
    "place": "LOC",
    "event": "EVENT",
    "object": "PRODUCT",
}
_LAYER_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
_ENTITY = re.compile(r"Entity=([^|]*)")
# A bracket that opens a mention (its number and type; closed at once if it holds one word), or closes one.
_BRACKET = re.compile(r"\((\d+)-([a-z]+)[^()]*(\)?)|(\d+)\)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a treebank: the columns of CoNLL-U that are learned. `head` counts from 1; 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space_after: bool


@dataclass(slots=True)
class Sentence:
    """A sentence with its names (first word, word after the last, label; None without such a layer)."""

    words: list[Word]
    paragraph: bool  # opens a paragraph
    document: bool  # opens a document
    names: list[tuple[int, int, str]] | None = None
    unsure: list[tuple[int, int]] = field(default_factory=list)  # where there may be names


def read_treebank(path: Path, names: Path | None = None) -> list[Sentence]:
    """The sentences of a .conllu.gz file, with the names of its own MISC column or of an IOB2 file."""
    sentences: list[Sentence] = []
    rows: list[list[str]] = []
    comments: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                sentences.append(_sentence(comments, rows))
                rows, comments = [], []
    if rows:
        sentences.append(_sentence(comments, rows))
    if names is not None:
        _add_layer(sentences, names)
    elif any(sentence.names is not None for sentence in sentences):
        for sentence in sentences:  # in an annotated treebank a sentence without names has none
            sentence.names = sentence.names or []
    return sentences


def read_part(treebank: Path, part: str) -> list[Sentence]:
    """A part of the treebank's folder (TRAIN, DEV, TEST), with its layer of names where there is one."""
    names = treebank / f"{part.replace('-', '-ner-', 1)}.iob2.gz"
    return read_treebank(treebank / f"{part}.conllu.gz", names if names.exists() else None)


def name_kinds(part: str) -> tuple[str, ...]:
    """The kinds of names that a part has: Universal NER, the layer of EWT and PUD, knows three."""
    return tuple(_NAME_TYPES.values()) if "gum" in part else tuple(_LAYER_TYPES.values())


def _sentence(comments: Sequence[str], rows: Sequence[Sequence[str]]) -> Sentence:
    document = any(comment.startswith("# newdoc") for comment in comments)
    paragraph = document or any(comment.startswith("# newpar") for comment in comments)
    spaces: dict[int, bool] = {}
    last = 0
    for row in rows:  # the space after a multiword token is its last word's
        no_space = "SpaceAfter=No" in row[9]
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            for index in range(first, last):
                spaces[index] = False
            spaces[last] = not no_space
        elif row[0].isdecimal():
            spaces.setdefault(int(row[0]), not no_space)
    rows = [row for row in rows if row[0].isdecimal()]
    words = [
        Word(row[1], row[2], row[3], row[4], row[5], int(row[6]), row[7], spaces[int(row[0])]) for row in rows
    ]
    sentence = Sentence(words, paragraph, document)
    if any("Entity=" in row[9] for row in rows):
        sentence.names = _proper_names(words, _mentions([row[9] for row in rows]))
    return sentence


def _mentions(columns: Sequence[str]) -> list[tuple[int, int, str]]:
    """The typed spans of GUM's bracket notation ("(6-person-new…" opens mention 6, "6)" closes it)."""
    found: list[tuple[int, int, str]] = []
    opened: list[tuple[str, str, int]] = []
    for index, column in enumerate(columns):
        entity = _ENTITY.search(column)
        for number, kind, at_once, closed in _BRACKET.findall(entity[1]) if entity else ():
            if at_once:
                found.append((index, index + 1, kind))
            elif number:
                opened.append((number, kind, index))
            else:
                mention = next((mention for mention in reversed(opened) if mention[0] == closed), None)
                if mention is not None:
                    opened.remove(mention)
                    found.append((mention[2], index + 1, mention[1]))
    return found


def _proper_names(
    words: Sequence[Word], mentions: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """The proper name at the head of each mention: "Obama's aide [Kori Schulman]"; none inside another."""
    candidates: set[tuple[int, int, str]] = set()
    for start, end, etype in mentions:
        label = _NAME_TYPES.get(etype)
        if label is None:
            continue
        heads = [i for i in range(start, end) if not start <= words[i].head - 1 < end or words[i].head == 0]
        head = next((i for i in heads if words[i].upos == "PROPN"), None)
        if head is None:  # "the city of Philadelphia", "researcher Mu Li"
            relations = ("nmod",) if label == "LOC" else ("appos", "flat") if label == "PERSON" else ()
            inner = (
                i for i in range(start, end) if words[i].head - 1 in heads and words[i].deprel in relations
            )
            head = next((i for i in inner if words[i].upos == "PROPN"), None)
        if head is None:
            continue
        name = name_around(words, head, start, end, label)
        if name is not None:
            candidates.add((*name, label))
    chosen: list[tuple[int, int, str]] = []
    for start, end, label in sorted(candidates, key=lambda span: (span[0] - span[1], span[0], span[2])):
        if all(end <= other[0] or other[1] <= start for other in chosen):
            chosen.append((start, end, label))
    return sorted(chosen)


def name_around(words: Sequence[Word], head: int, start: int, end: int, label: str) -> tuple[int, int] | None:
    """The name of a kind that a proper noun heads, within two places; None where it heads none."""
    of = [i for i in range(start, end) if words[i].head - 1 == head and words[i].deprel == "nmod"]
    if label == "PERSON" and (words[head].xpos == "NNPS" or any(words[i].upos == "PROPN" for i in of)):
        return None  # "Americans", "the President of France"
    parts = {head}
    for i in range(start, end):  # children stand on either side: two rounds reach theirs
        if _joins_name(words[i], label) and words[i].head - 1 in parts:
            parts.add(i)
    for i in reversed(range(start, end)):
        if _joins_name(words[i], label) and words[i].head - 1 in parts:
            parts.add(i)
    first = last = head
    while first - 1 >= start and (
        first - 1 in parts or (first - 2 in parts and words[first - 1].form == "-")
    ):
        first -= 1
    while last + 1 < end and (last + 1 in parts or _bridges(words, last, end, parts)):
        last += 1
    return first, last + 1


def _joins_name(word: Word, label: str) -> bool:
    if word.deprel in ("flat", "compound", "amod") and (word.upos == "PROPN" or word.xpos in ("NNP", "NNPS")):
        return True
    if word.deprel in ("flat", "goeswith") or (word.upos == "NUM" and word.deprel in ("nummod", "flat")):
        return True
    return label != "PERSON" and word.deprel == "nmod" and word.upos == "PROPN"


def _bridges(words: Sequence[Word], last: int, end: int, parts: set[int]) -> bool:
    """Whether small words lead on to a part of the name: "University [of] Oslo", "Guinea[-]Bissau"."""
    small = {"of", "the", "de", "la", "del", "von", "van", "for", "-", "–"}
    following = last + 1
    while following < end and words[following].form in small and following - last <= 2:
        following += 1
    return following < end and following > last + 1 and following in parts


def _add_layer(sentences: Sequence[Sentence], path: Path) -> None:
    """Set the names from an IOB2 file of the same texts, in whatever order and cut into words otherwise."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        blocks = lines.read().strip("\n").split("\n\n")
    layers: dict[str, list[tuple[int, int, str]]] = {}
    for block in blocks:
        rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        layers["".join(row[1] for row in rows)] = _layer_names(rows)
    for sentence in sentences:
        ends = list(accumulate(len(word.form) for word in sentence.words))
        starts = {
            end - len(word.form): i for i, (end, word) in enumerate(zip(ends, sentence.words, strict=True))
        }
        stops = {end: i + 1 for i, end in enumerate(ends)}
        names = layers.get("".join(word.form for word in sentence.words))
        sentence.names = names and [
            (starts[a], stops[b], label) for a, b, label in names if a in starts and b in stops
        ]


def _layer_names(rows: Sequence[Sequence[str]]) -> list[tuple[int, int, str]]:
    """The names of an IOB2 sentence by the places of their characters, spaces not counted."""
    names: list[tuple[int, int, str]] = []
    position = 0
    for row in rows:
        kind = _LAYER_TYPES.get(row[2][2:])
        end = position + len(row[1])
        if kind and row[2].startswith("I-") and names and names[-1][1] == position:
            names[-1] = (names[-1][0], end, kind)
        elif kind:
            names.append((position, end, kind))
        position = end
    return names


def documents(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences of each document."""
    current: list[Sentence] = []
    for sentence in sentences:
        if sentence.document and current:
            yield current
            current = []
        current.append(sentence)
    if current:
        yield current


def to_doc(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """A gold document: sentences in running text, a blank line between paragraphs."""
    forms: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    columns: dict[str, list[str]] = {name: [] for name in ("tags", "pos", "morphs", "lemmas", "deps")}
    starts: list[bool] = []
    spans: list[tuple[int, int, str]] = []
    unsure: list[tuple[int, int]] = []
    for number, sentence in enumerate(sentences):
        if number and sentence.paragraph:
            spaces[-1] = False
            forms.append("\n\n")
            spaces.append(False)
            heads.append(len(forms) - 2)
            starts.append(False)
            for name, value in zip(columns, ("_SP", "SPACE", "", "\n\n", "dep"), strict=True):
                columns[name].append(value)
        base = len(forms)
        for index, word in enumerate(sentence.words):
            forms.append(word.form)
            spaces.append(word.space_after)
            starts.append(index == 0)
            heads.append(base + (word.head - 1 if word.head else index))
            feats = "" if word.feats == "_" else word.feats
            lemma = word.form if word.lemma == "_" else word.lemma
            values = (word.xpos, word.upos, feats, lemma, "ROOT" if word.head == 0 else word.deprel)
            for name, value in zip(columns, values, strict=True):
                columns[name].append(value)
        spans.extend((base + a, base + b, label) for a, b, label in sentence.names or [])
        unsure.extend((base + a, base + b) for a, b in sentence.unsure)
    doc = Doc(vocab, words=forms, spaces=spaces, heads=heads, sent_starts=starts, **columns)  # type: ignore[arg-type]
    if all(sentence.names is not None for sentence in sentences):
        named = [Span(doc, a, b, label) for a, b, label in spans]
        doc.set_ents(named, missing=[Span(doc, a, b) for a, b in unsure])
    return doc
