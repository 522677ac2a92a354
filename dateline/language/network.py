"""The network under the tagger, parser and name tagger: what is known of each word, then its context.

Word features go through hash embeddings (Miranda et al. 2022, Multi hash embeddings in spaCy), among them the
word's Brown cluster (Brown et al. 1992; Koo et al. 2008 for parsing) and the tags that a dictionary gives it;
context through convolutions of growing reach (Yu and Koltun 2016) with residual connections.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag
from functools import lru_cache
from typing import Any

import lemminflect
import numpy as np
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    residual,
    with_array,
)

# Typographic quotes, apostrophes and dashes read as the plain ones: treebanks have mostly those.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})
# The lookup tables of words in names (a word in lower case to its kinds, see NameWord), and of Brown clusters
# (a word to its path, first branch in the lowest bit).
GAZETTEERS = "name_words"
CLUSTERS = "word_cluster"


Layer = Model[Any, Any]  # thinc's array types are not NumPy's
Backprop = Callable[[Any], Any]

_MAX_REMEMBERED = 400_000  # words whose features are kept
_OPEN_CLASSES = ("NOUN", "VERB", "ADJ", "ADV")


class NameWord(IntFlag):
    """The kinds of names that a word can be, or be part of."""

    FIRST_NAME = 1
    LAST_NAME = 2
    CITY = 4
    CITY_PART = 8
    COUNTRY = 16
    COUNTRY_PART = 32
    REGION = 64


@dataclass(frozen=True, slots=True)
class _Word:
    """What is known of a word by itself."""

    lower: str
    shape: str
    cluster: int
    gazetteers: int


@lru_cache(_MAX_REMEMBERED)
def _dictionary_class(lower: str) -> str:
    """What a dictionary says a form can be: the tags of its open classes."""
    lemmas = lemminflect.getAllLemmas(lower)
    tags: list[str] = []
    for pos in _OPEN_CLASSES:
        for lemma in lemmas.get(pos, ())[:1]:
            forms = lemminflect.getAllInflections(lemma, upos=pos)
            tags.extend(sorted(tag for tag, words in forms.items() if lower in words))
    return " ".join(tags)


# A cluster's path is read from its first branch: the fewer bits, the wider the class.
_FEATURES: Mapping[str, Callable[[_Word], int | str]] = {
    "form": lambda word: "".join("0" if char.isdigit() else char for char in word.lower),
    "prefix": lambda word: word.lower[:3],
    "suffix2": lambda word: word.lower[-2:],
    "suffix3": lambda word: word.lower[-3:],
    "shape": lambda word: word.shape,
    "cluster": lambda word: word.cluster,
    "cluster10": lambda word: word.cluster & 0x3FF,
    "cluster6": lambda word: word.cluster & 0x3F,
    "dictionary": lambda word: _dictionary_class(word.lower),
    "gazetteers": lambda word: word.gazetteers,
}


def plain(text: str) -> str:
    """A word in plain punctuation: "n’t" as "n't"."""
    return text.translate(_PLAIN)


def _word(vocab: Vocab, orth: int) -> _Word:
    lexeme = vocab[orth]
    text = plain(lexeme.text)
    lower = text.lower()
    clusters = vocab.lookups.get_table(CLUSTERS)
    cluster = clusters.get(text, 0) or clusters.get(lower, 0) or clusters.get(text.capitalize(), 0)
    gazetteers = 0
    if not text.islower():
        gazetteers = vocab.lookups.get_table(GAZETTEERS).get(text.casefold(), 0) + 1
    return _Word(lower, lexeme.shape_, cluster, gazetteers)


def _word_features(names: Sequence[str], word_dropout: float) -> Layer:
    """Documents to a row a token: its own number, then its features'; some forms are hidden in training."""
    known: dict[int, Any] = {}
    hidden = [index for index, name in enumerate(names, start=1) if name == "form"]

    def row(vocab: Vocab, orth: int) -> Any:
        word = _word(vocab, orth)
        values = [_FEATURES[name](word) for name in names]
        numbers = [value if isinstance(value, int) else get_string_id(value) for value in values]
        return np.array([orth, *numbers], dtype=np.uint64)

    def forward(model: Layer, docs: list[Doc], is_train: bool) -> tuple[list[Any], Backprop]:
        if len(known) > _MAX_REMEMBERED:
            known.clear()
        tables: list[Any] = []
        for doc in docs:
            table = np.zeros((len(doc), len(names) + 1), dtype=np.uint64)
            for index, orth in enumerate(doc.to_array("ORTH").tolist()):
                found = known.get(orth)
                if found is None:
                    found = known[orth] = row(doc.vocab, orth)
                table[index] = found
            if is_train and word_dropout:
                masked = model.ops.xp.random.random(len(doc)) < word_dropout
                table[np.ix_(masked, hidden)] = 0
            tables.append(table)
        return tables, _no_gradient

    return Model("word_features", forward)


def _no_gradient(_: Any) -> list[Any]:
    return []


def _once_a_word(layer: Layer, width: int) -> Layer:
    """The layer applied once to each different word of a batch; in training to every token."""

    def forward(_: Layer, rows: Any, is_train: bool) -> tuple[Any, Backprop]:
        if is_train:
            return layer(rows, is_train)
        _orths, first, places = np.unique(rows[:, 0], return_index=True, return_inverse=True)
        return layer.predict(rows[first])[places], _no_gradient

    def init(_: Layer, X: Any = None, Y: Any = None) -> None:
        layer.initialize(X, Y)

    return Model("once_a_word", forward, init=init, layers=[layer], dims={"nO": width})


@registry.architectures("dateline.WordEmbed.v1")
def word_embed(width: int, features: dict[str, list[int]], maxout_pieces: int, word_dropout: float) -> Layer:
    """Documents to a vector a token. `features` gives each feature's [rows, width] of its embedding table."""
    tables: list[Layer] = [
        HashEmbed(size, rows, column=column, seed=8 + column, dropout=0.0)
        for column, (rows, size) in enumerate(features.values(), start=1)
    ]
    total = sum(size for _, size in features.values())
    mixed: Layer = chain(
        concatenate(*tables), Maxout(width, total, nP=maxout_pieces, dropout=0.0, normalize=True)
    )
    ragged: Layer = list2ragged()
    unpacked: Layer = ragged2list()
    words = _word_features(list(features), word_dropout)
    return chain(words, ragged, with_array(_once_a_word(mixed, width)), unpacked)


def _neighbours(distance: int) -> Layer:
    """Each row beside the rows at a distance before and after it."""

    def forward(model: Layer, inputs: Any, is_train: bool) -> tuple[Any, Backprop]:
        rows, width = inputs.shape
        output = model.ops.alloc2f(rows, 3 * width)
        output[distance:, :width] = inputs[: rows - distance]
        output[:, width : 2 * width] = inputs
        output[: rows - distance, 2 * width :] = inputs[distance:]

        def backprop(gradient: Any) -> Any:
            result = gradient[:, width : 2 * width].copy()
            result[: rows - distance] += gradient[distance:, :width]
            result[distance:] += gradient[: rows - distance, 2 * width :]
            return result

        return output, backprop

    return Model("neighbours", forward)


@registry.architectures("dateline.ConvolutionEncoder.v1")
def convolution_encoder(width: int, distances: list[int], maxout_pieces: int) -> Layer:
    """Vectors in their context: a layer for each distance to the neighbours that it looks at."""
    layers: list[Layer] = []
    for distance in distances:
        mixed: Layer = Maxout(width, 3 * width, nP=maxout_pieces, normalize=True, dropout=0.0)
        layers.append(residual(chain(_neighbours(distance), mixed)))
    encoder: Layer = with_array(chain(*layers), pad=sum(distances))  # so far do documents stand apart
    encoder.set_dim("nO", width, force=True)
    return encoder
