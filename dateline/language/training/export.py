"""From the trained network to the pipeline that ships: the encoder as a graph in 8 bits, the heads as arrays.

Weights of the encoder use 7 of the 8 bits: sums of products of 8 bits with 8 overflow on processors without
VNNI, and would be other numbers there.
"""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import spacy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from spacy.language import Language
from torch import Tensor, nn

from dateline.language.heads import Head
from dateline.language.lemmatizer import LEMMAS
from dateline.language.training.network import Encoder, Network

_PARTS = (
    *("segmenter", "encoder", "word_tags", "sentence_limit", "trees"),
    *("known_names", "names", "dateline_lemmatizer", "event_scores"),
)
_META = {
    "name": "dateline_en",
    "version": "2.0.0",
    "description": "English tags, lemmas, trees, names and events for dateline; see docs/model.md",
    "license": "CC BY-SA 4.0",
}
_OPSET = 17
# What each component takes of the network: arrays by prefix, and the layers of labels.
_LAYERS = {
    "word_tags": ("tags", "morphs", "starts"),
    "names": ("names",),
    "event_scores": ("events", "realis", "factuality"),
}


class _Window(nn.Module):
    """The encoder for one window without padding."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, cases: Tensor) -> Tensor:
        """Ids and cases of pieces (pieces) to vectors (pieces, width)."""
        vectors: Tensor = self.encoder(pieces[None], cases[None], torch.zeros(1, 1, 1))[0]
        return vectors


def pipeline(
    network: Network,
    labels: Mapping[str, tuple[str, ...]],
    lemmas: Mapping[str, str],
    tokenizer: Path,
    folder: Path,
) -> Language:
    """A pipeline with the network's weights and a table of lemmas; `folder` takes the graph that it reads."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "dateline.Tokenizer.v1"}}})
    nlp.meta.update(_META)
    nlp.vocab.lookups.add_table(LEMMAS, dict(lemmas))
    for name in _PARTS:
        nlp.add_pipe(name)
    write_encoder(network.encoder, folder / "encoder.onnx")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    nlp.get_pipe("encoder").from_disk(folder)  # type: ignore[attr-defined]
    for component, layers in _LAYERS.items():
        head = nlp.get_pipe(component)
        assert isinstance(head, Head)
        head.arrays = {
            f"{layer}.{name}": array
            for layer in layers
            for name, array in _arrays(network.heads[layer]).items()
        }
        head.labels = {layer: labels[layer] for layer in layers if layer in labels and layer != "starts"}
    parser = nlp.get_pipe("trees")
    assert isinstance(parser, Head)
    parser.arrays = _arrays(network.trees)
    parser.labels = {"relations": labels["relations"]}
    return nlp


def _arrays(module: nn.Module) -> dict[str, np.ndarray]:
    return {name: tensor.detach().float().numpy() for name, tensor in module.state_dict().items()}


def write_encoder(encoder: Encoder, path: Path) -> None:
    """Write the encoder as ONNX, its matrices in 8 bits."""
    encoder.eval()
    sample = (torch.zeros(8, dtype=torch.int64), torch.zeros(8, dtype=torch.int64))
    names = ["pieces", "cases"]
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            _Window(encoder),
            sample,
            str(whole),
            input_names=names,
            output_names=["vectors"],
            dynamic_axes={name: {0: "length"} for name in (*names, "vectors")},
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
