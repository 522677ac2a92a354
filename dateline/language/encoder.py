"""The encoder: a pretrained transformer in 8 bits that gives every word a vector of its document's context.

Each window is read alone, so that a word's vector hangs on its window only, whatever else is read beside it.
"""

import shutil
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from dateline.language.wordpieces import Pieces, Window, WordPieces, windows

_GRAPH, _TOKENIZER = "encoder.onnx", "tokenizer.json"

Floats = NDArray[np.float32]


@Language.factory("encoder", requires=["token.is_sent_start"], assigns=["doc.tensor"])
def make_encoder(nlp: Language, name: str) -> "Encoder":
    """The encoder as a component; its weights are read from disk."""
    return Encoder()


class Encoder:
    """Sets `doc.tensor`: a row a token, zero for white space."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Encode a document."""
        pieces = self.pieces.of(doc)
        rows: Floats = np.zeros((len(doc), self._width), dtype=np.float32)
        sizes = [len(ids) for ids in pieces.pieces]
        for window in windows(sizes, pieces.starts.tolist()):
            rows[pieces.words[window.first : window.end]] = self._encoded(pieces, window)
        doc.tensor = rows  # type: ignore[assignment]  # its stub says float64
        return doc

    def _encoded(self, pieces: Pieces, window: Window) -> Floats:
        """The vectors of the words of a window's body: those of their first pieces."""
        ids, cases, firsts = arranged(pieces, window, self.pieces)
        (vectors,) = self._session.run(None, {"pieces": ids, "cases": cases})
        found: Floats = vectors[firsts[window.first - window.start :]]
        return found

    @cached_property
    def pieces(self) -> WordPieces:
        """The word pieces that it was trained on."""
        return WordPieces(self._there / _TOKENIZER)

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # loaded with the first document: it takes a tenth of a second

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # a process a core reads documents
        return onnxruntime.InferenceSession(
            str(self._there / _GRAPH), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _width(self) -> int:
        return int(self._session.get_outputs()[0].shape[1])

    @property
    def _there(self) -> Path:
        if self._folder is None:
            raise ValueError("the encoder has no weights: load a pipeline from disk")
        return self._folder

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Copy the graph and the tokenizer into a folder."""
        path.mkdir(exist_ok=True)
        for name in (_GRAPH, _TOKENIZER):
            shutil.copyfile(self._there / name, path / name)

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> "Encoder":
        """Take the graph and the tokenizer of a folder, which are read with the first document."""
        self._folder = Path(path)
        return self


def arranged(pieces: Pieces, window: Window, known: WordPieces) -> tuple[Any, Any, Any]:
    """A window as the encoder takes it: ids and cases of its pieces, and where each word's first piece is."""
    inside = range(window.start, window.end)
    ids = [known.opening]
    cases = [0]
    firsts = []
    for index in inside:
        firsts.append(len(ids))
        ids.extend(pieces.pieces[index])
        cases.extend([int(pieces.cases[index])] * len(pieces.pieces[index]))
    ids.append(known.closing)
    cases.append(0)
    return np.array(ids), np.array(cases), np.array(firsts)
