"""Heads on the encoder: what each makes of a word's vector, as arrays applied by NumPy."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.vocab import Vocab

_WEIGHTS, _LABELS = "weights.npz", "labels.json"

Floats = NDArray[np.float32]


class Head:
    """A component's weights, and the labels of its layers: what training wrote into a folder of the pipeline.

    A layer needs no more than `NAME.scores.weight` (labels, width) and `NAME.scores.bias` among the arrays,
    and before them, where it is told by a hidden layer, `NAME.hidden.weight` and `NAME.hidden.bias`.
    """

    def __init__(self) -> None:
        self.arrays: Mapping[str, Floats] = {}
        self.labels: Mapping[str, tuple[str, ...]] = {}

    def scores(self, name: str, vectors: NDArray[Any]) -> Floats:
        """The scores of a layer's labels (words, labels) for vectors (words, width)."""
        if f"{name}.hidden.weight" in self.arrays:
            vectors = self.hidden(f"{name}.hidden", vectors)
        return self.linear(f"{name}.scores", vectors)

    def hidden(self, name: str, vectors: NDArray[Any]) -> Floats:
        """What a hidden layer makes of vectors: its linear map, without what is negative."""
        kept: Floats = np.maximum(self.linear(name, vectors), 0)
        return kept

    def linear(self, name: str, vectors: NDArray[Any]) -> Floats:
        """What `NAME.weight` (outputs, inputs) and `NAME.bias` make of vectors."""
        found: Floats = vectors @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"]
        return found

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Write weights in half precision, which costs no accuracy, and labels."""
        path.mkdir(exist_ok=True)
        told: dict[str, Any] = {name: array.astype(np.float16) for name, array in self.arrays.items()}
        np.savez(path / _WEIGHTS, **told)
        text = json.dumps(self.labels, indent=1)
        (path / _LABELS).write_text(text + "\n", encoding="utf-8")

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> "Head":
        """Read weights and labels."""
        with np.load(path / _WEIGHTS) as arrays:
            self.arrays = {name: arrays[name].astype(np.float32) for name in arrays.files}
        labels = json.loads((path / _LABELS).read_text(encoding="utf-8"))
        self.labels = {name: tuple(values) for name, values in labels.items()}
        return self


class VocabHead(Head):
    """A head whose labels are words of the pipeline's vocabulary, which has a number for each."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self.vocab = vocab

    def numbers(self, layer: str) -> NDArray[np.uint64]:
        """The numbers of a layer's labels."""
        return np.array([self.vocab.strings.add(label) for label in self.labels[layer]], dtype=np.uint64)


def chances(scores: Floats) -> Floats:
    """Scores (…, labels) as probabilities (softmax)."""
    raised: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares
