"""Heads on the encoder: what each makes of a word's vector, as arrays applied by NumPy."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
        hidden = self.arrays.get(f"{name}.hidden.weight")
        if hidden is not None:
            vectors = np.maximum(vectors @ hidden.T + self.arrays[f"{name}.hidden.bias"], 0)
        found: Floats = vectors @ self.arrays[f"{name}.scores.weight"].T + self.arrays[f"{name}.scores.bias"]
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


def chances(scores: Floats) -> Floats:
    """Scores (…, labels) as probabilities (softmax)."""
    raised: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares
