"""What the network learns from: documents of treebanks and of annotated events as arrays, cut into batches.

A layer of annotation that a document has not is ABSENT, and teaches nothing.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, MorphAnalysis

from dateline.language.training.corpus import Sentence, Word, documents, to_doc
from dateline.language.wordpieces import BODY, Ints, Pieces, Window, WordPieces, windows

ABSENT = -100
NO_EVENT = "-"
# Layers of one label a word, in the order of the columns of Example.labels.
LAYERS = ("tags", "morphs", "starts", "names", "events", "realis")
_BODIES = (48, 160)  # pieces of a training window: any size between them

Labels = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Example:
    """A document: a column a layer in `labels`; `heads` (a place among its words, -1 a root) and `relations`.

    `sentences` are the first and last word after of each whole sentence with a tree; `factuality` is from
    -3 to 3, not a number where nothing was said.
    """

    name: str
    pieces: Pieces
    labels: Ints
    heads: Ints
    relations: Ints
    sentences: Sequence[tuple[int, int]]
    factuality: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Part:
    """A window of an example."""

    example: Example
    window: Window

    @property
    def length(self) -> int:
        return 2 + sum(len(self.example.pieces.pieces[i]) for i in range(self.window.start, self.window.end))


def name_tags(kinds: Iterable[str]) -> tuple[str, ...]:
    """The tags of names: outside, and first, inner, last or only word of each kind."""
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BILU"))


def morph_label(nlp: Language, word: Word) -> str:
    """The universal tag and the features of a word, in spaCy's order: "NOUN|Number=Sing"."""
    return f"{word.upos}|{MorphAnalysis(nlp.vocab, '' if word.feats == '_' else word.feats)}"


def treebank_examples(
    nlp: Language,
    pieces: WordPieces,
    sentences: Sequence[Sentence],
    labels: Labels,
    factual: Mapping[int, Any],
) -> Iterator[Example]:
    """The documents of a treebank; `factual` is the factuality of words by the sentence's number."""
    numbers = {layer: {label: i for i, label in enumerate(labels[layer])} for layer in labels}
    count = 0
    for number, document in enumerate(documents(sentences)):
        doc = to_doc(nlp.vocab, document)
        shown = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
        for _, component in nlp.pipeline:
            shown = component(shown)
        taken = pieces.of(shown)
        place = {token: i for i, token in enumerate(taken.words.tolist())}
        table = np.full((len(place), len(LAYERS)), ABSENT, dtype=np.int64)
        heads = np.full(len(place), ABSENT, dtype=np.int64)
        relations = np.full(len(place), ABSENT, dtype=np.int64)
        factuality = np.full(len(place), np.nan, dtype=np.float32)
        spans: list[tuple[int, int]] = []
        first = 0
        for sentence in document:
            spans.append((first, first + len(sentence.words)))
            for index, word in enumerate(sentence.words):
                row = first + index
                table[row, 0] = numbers["tags"].get(word.xpos, ABSENT)
                table[row, 1] = numbers["morphs"].get(morph_label(nlp, word), ABSENT)
                table[row, 2] = index == 0
                heads[row] = first + word.head - 1 if word.head else -1
                relations[row] = numbers["relations"].get("ROOT" if not word.head else word.deprel, ABSENT)
            for index, value in factual.get(count, {}).items():
                if index < len(sentence.words):
                    factuality[first + index] = value
            first += len(sentence.words)
            count += 1
        if doc.has_annotation("ENT_IOB"):
            for token in doc:
                if token.i in place and token.ent_iob:
                    tag = _bilou(token)
                    table[place[token.i], 3] = numbers["names"].get(tag, ABSENT)
        yield Example(f"treebank {number}", taken, table, heads, relations, spans, factuality)


def _bilou(token: Any) -> str:
    if token.ent_iob_ == "O":
        return "O"
    first = token.ent_iob_ == "B"
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    last = following is None or following.ent_iob_ != "I"
    return f"{'U' if first and last else 'B' if first else 'L' if last else 'I'}-{token.ent_type_}"


def event_examples(
    nlp: Language,
    pieces: WordPieces,
    texts: Iterable[Mapping[str, Any]],
    gold: Mapping[str, Any],
    labels: Labels,
) -> Iterator[Example]:
    """The annotated documents: the type and realis of each trigger's word, none at all others."""
    types = {label: i for i, label in enumerate(labels["events"])}
    modes = {label: i for i, label in enumerate(labels["realis"])}
    for record in texts:
        doc = nlp(record["text"])
        taken = pieces.of(doc)
        count = len(taken.words)
        table = np.full((count, len(LAYERS)), ABSENT, dtype=np.int64)
        table[:, 4] = types[NO_EVENT]
        starts = np.array([doc[i].idx for i in taken.words.tolist()])
        ends = np.array([doc[i].idx + len(doc[i]) for i in taken.words.tolist()])
        for event in gold[record["id"]]["events"]:
            for mention in event["mentions"]:
                inside = np.flatnonzero((starts < mention["end"]) & (ends > mention["start"]))
                if not len(inside):
                    continue
                row = inside[-1] if "-" in mention["trigger"] else inside[0]
                table[row, 4] = types[event["type"]]
                table[row, 5] = modes[event["realis"]]
        none = np.full(count, ABSENT, dtype=np.int64)
        yield Example(record["id"], taken, table, none, none, (), np.full(count, np.nan, dtype=np.float32))


def factuality(path: Path) -> dict[int, dict[int, float]]:
    """UDS factuality (White et al. 2020) on EWT's training part: by sentence from 0 and word from 0."""
    with zipfile.ZipFile(path) as archive:
        data = json.loads(archive.read("factuality.json"))["data"]
    found: dict[int, dict[int, float]] = {}
    for sentence, nodes in data.items():
        part, number = sentence.rsplit("-", 1)
        if part != "ewt-train":
            continue
        words = found.setdefault(int(number) - 1, {})
        for node, value in nodes.items():
            words[int(node.rsplit("-", 1)[1]) - 1] = value["factuality"]["factual"]["value"]
    return found


def parts_of(example: Example, body: int = BODY) -> list[Part]:
    """The windows of an example, with at most so many pieces each beside their context."""
    sizes = [len(ids) for ids in example.pieces.pieces]
    return [Part(example, window) for window in windows(sizes, example.pieces.starts.tolist(), body)]


def batches(examples: Sequence[Example], size: int, generator: np.random.Generator) -> Iterator[list[Part]]:
    """Windows of about one length together, at most so many pieces a batch, the batches in any order."""
    parts = [part for example in examples for part in parts_of(example, int(generator.integers(*_BODIES)))]
    lengths = np.array([part.length for part in parts]) + generator.random(len(parts)) * 8
    current: list[Part] = []
    found: list[list[Part]] = []
    longest = 0
    for index in np.argsort(lengths, kind="stable").tolist():
        longest = max(longest, parts[index].length)
        if current and longest * (len(current) + 1) > size:
            found.append(current)
            current, longest = [], parts[index].length
        current.append(parts[index])
    found.append(current)
    for index in generator.permutation(len(found)).tolist():
        yield found[index]
