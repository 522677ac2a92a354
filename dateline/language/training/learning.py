"""The training loop: all layers of annotation at once, those that a document has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.language.encoder import arranged
from dateline.language.training.examples import ABSENT, LAYERS, Example, Part, batches, parts_of
from dateline.language.training.network import MASK, PADDING, Network, Noise, cosine
from dateline.language.wordpieces import WordPieces

_WEIGHTS = {"tags": 0.5, "morphs": 0.5, "starts": 0.3, "names": 1.0, "events": 1.5, "realis": 0.8}
_TREES, _FACTUALITY = 1.0, 0.1
_HIDDEN_PIECES = 0.06  # share of pieces that training hides
_PLAIN_WINDOWS = 0.06  # share of windows that it reads without their case
LONGEST = 130  # words of a sentence whose tree is learned
_DROPOUT, _HEAD_DROPOUT = 0.1, 0.3
_CLIP = 1.0


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of training: its name, pieces a batch, the rates of encoder and heads, steps to reach them."""

    name: str
    size: int
    rate: float
    head_rate: float
    warm: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as tensors: pieces (batch, pieces), the words' first pieces and labels (batch, words)."""

    pieces: Tensor
    cases: Tensor
    bias: Tensor
    firsts: Tensor
    labels: Tensor
    factuality: Tensor
    trees: Tensor  # (sentences, words): places in the flat words of the batch, -1 where none
    heads: Tensor
    relations: Tensor


def train(
    network: Network, pieces: WordPieces, passes: Sequence[Sequence[Example]], stage: Stage, seed: int
) -> Iterator[str]:
    """Train in place on the examples of each pass; a line of log now and then."""
    generator = np.random.default_rng(seed)
    noise = Noise(seed)
    inner = list(network.encoder.parameters())
    outer = [*network.heads.parameters(), *network.trees.parameters()]
    groups = [{"params": inner, "lr": stage.rate}, {"params": outer, "lr": stage.head_rate}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    steps = [batch for examples in passes for batch in batches(examples, stage.size, generator)]
    seen: dict[str, list[float]] = {}
    for number, parts in enumerate(steps):
        share = cosine(number, stage.warm, len(steps))
        for group, rate in zip(optimizer.param_groups, (stage.rate, stage.head_rate), strict=True):
            group["lr"] = rate * share
        losses = _losses(network, _batch(parts, pieces, generator), noise)
        loss: Any = sum(losses.values())
        loss.backward()
        nn.utils.clip_grad_norm_([*inner, *outer], _CLIP)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        for name, loss in losses.items():
            seen.setdefault(name, []).append(float(loss.detach()))
        if (number + 1) % 100 == 0 or number + 1 == len(steps):
            told = " ".join(f"{name} {np.mean(values):.3f}" for name, values in seen.items())
            yield f"{stage.name} {number + 1}/{len(steps)} {told}"
            seen.clear()


def _batch(parts: Sequence[Part], pieces: WordPieces, generator: np.random.Generator | None) -> Batch:
    longest = max(part.length for part in parts)
    most = max(part.window.end - part.window.start for part in parts)
    ids = np.zeros((len(parts), longest), dtype=np.int64)
    cases = np.zeros_like(ids)
    bias = np.full((len(parts), 1, longest), PADDING, dtype=np.float32)
    firsts = np.zeros((len(parts), most), dtype=np.int64)
    labels = np.full((len(parts), most, len(LAYERS)), ABSENT, dtype=np.int64)
    factual = np.full((len(parts), most), np.nan, dtype=np.float32)
    trees: list[tuple[list[int], list[int], list[int]]] = []
    for row, part in enumerate(parts):
        example, window = part.example, part.window
        pieces_of, cases_of, firsts_of = arranged(example.pieces, window, pieces)
        length = len(pieces_of)
        ids[row, :length] = pieces_of
        if generator is None or generator.random() >= _PLAIN_WINDOWS:
            cases[row, :length] = cases_of
        firsts[row, : len(firsts_of)] = firsts_of
        bias[row, 0, :length] = 0.0
        own = slice(window.first - window.start, window.end - window.start)
        labels[row, own] = example.labels[window.first : window.end]
        factual[row, own] = example.factuality[window.first : window.end]
        for first, end in example.sentences:
            if window.first <= first and end <= window.end and end - first <= LONGEST:
                offset = row * most - window.start
                heads = [0 if head < 0 else head - first + 1 for head in example.heads[first:end].tolist()]
                places = [offset + index for index in range(first, end)]
                trees.append((places, heads, example.relations[first:end].tolist()))
    if generator is not None:
        hidden = (generator.random(ids.shape) < _HIDDEN_PIECES) & (ids != pieces.opening) & (ids != 0)
        ids[hidden & (ids != pieces.closing)] = MASK
    widest = max((len(places) for places, _, _ in trees), default=0)

    def padded(column: int, filler: int) -> Tensor:
        rows = [tree[column] + [filler] * (widest - len(tree[column])) for tree in trees]
        return torch.tensor(rows, dtype=torch.int64).view(len(trees), widest)

    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(cases),
        torch.from_numpy(bias),
        torch.from_numpy(firsts),
        torch.from_numpy(labels),
        torch.from_numpy(factual),
        padded(0, -1),
        padded(1, 0),
        padded(2, ABSENT),
    )


def word_vectors(network: Network, batch: Batch, noise: Noise | None = None) -> Tensor:
    """The vectors of the words of a batch's windows: (batch, words, width)."""
    share = _DROPOUT if noise else 0.0
    vectors = network.encoder(batch.pieces, batch.cases, batch.bias, noise, share)
    index = batch.firsts[..., None].expand(-1, -1, vectors.shape[-1])
    found: Tensor = vectors.gather(1, index)
    return found


def _losses(network: Network, batch: Batch, noise: Noise) -> dict[str, Any]:
    """The weighted loss of each layer."""
    with torch.autocast("cpu", torch.bfloat16):
        words = word_vectors(network, batch, noise).flatten(0, 1)
        losses: dict[str, Any] = {}
        for column, layer in enumerate(LAYERS):
            labels = batch.labels[..., column].flatten()
            known = torch.nonzero(labels != ABSENT).flatten()
            if len(known):
                scores = network.heads[layer](noise(words[known], _HEAD_DROPOUT))
                losses[layer] = _WEIGHTS[layer] * functional.cross_entropy(scores.float(), labels[known])
        said = batch.factuality.flatten()
        known = torch.nonzero(~said.isnan()).flatten()
        if len(known):
            told = network.heads["factuality"](noise(words[known], _HEAD_DROPOUT)).flatten()
            losses["factuality"] = _FACTUALITY * functional.smooth_l1_loss(told.float(), said[known])
        if len(batch.trees):
            losses["trees"] = _TREES * _tree_loss(network, batch, words, noise)
    return losses


def _tree_loss(network: Network, batch: Batch, words: Tensor, noise: Noise) -> Tensor:
    there = batch.trees >= 0
    vectors = noise(words[batch.trees.clamp(min=0)], _HEAD_DROPOUT)
    arcs, relations = network.trees(vectors, batch.heads)
    outside = torch.cat([torch.zeros(len(there), 1, dtype=torch.bool), ~there], dim=1)
    arcs = arcs.float().masked_fill(outside[:, None, :], PADDING)
    governed = functional.cross_entropy(arcs[there], batch.heads[there])
    known = there & (batch.relations != ABSENT)
    named = functional.cross_entropy(relations.float()[known], batch.relations[known])
    return governed + named


def evaluate(
    network: Network, pieces: WordPieces, examples: Sequence[Example], size: int
) -> Mapping[str, float]:
    """Accuracy of the layers of words, in per cent; of names and events F1 by word; UAS given sentences."""
    right: dict[str, list[float]] = {}

    def count(name: str, hits: Any, total: Any) -> None:
        counted = right.setdefault(name, [0.0, 0.0])
        counted[0] += float(hits)
        counted[1] += float(total)

    for example, scores, vectors in predict(network, pieces, examples, size):
        for column, layer in enumerate(LAYERS):
            labels = example.labels[:, column]
            known = labels != ABSENT
            found = scores[layer].argmax(-1)
            if layer in ("names", "events"):
                hits = (found == labels)[known & (labels > 0)].sum()
                count(layer, 2 * hits, (known & (labels > 0)).sum() + (known & (found > 0)).sum())
            else:
                count(layer, (found == labels)[known].sum(), known.sum())
        for first, end in example.sentences:
            gold = example.heads[first:end]
            heads = torch.from_numpy(np.where(gold < 0, 0, gold - first + 1))[None]
            with torch.no_grad():
                arcs, _ = network.trees(torch.from_numpy(vectors[first:end])[None], heads)
            count("uas", (arcs[0].argmax(-1) == heads[0]).sum(), end - first)
    return {name: round(100 * hits / max(1.0, total), 2) for name, (hits, total) in right.items()}


@torch.no_grad()
def predict(
    network: Network, pieces: WordPieces, examples: Sequence[Example], size: int
) -> Iterator[tuple[Example, dict[str, Any], Any]]:
    """The scores of each layer for the words of each example (words, labels), and the words' vectors."""
    for example in examples:
        vectors = []
        for parts in _in_order(example, size):
            with torch.autocast("cpu", torch.bfloat16):
                words = word_vectors(network, _batch(parts, pieces, None)).float()
            for row, part in enumerate(parts):
                window = part.window
                vectors.append(words[row, window.first - window.start : window.end - window.start])
        every = torch.cat(vectors)
        scores = {layer: head(every).numpy() for layer, head in network.heads.items()}
        yield example, scores, every.numpy()


def _in_order(example: Example, size: int) -> Iterator[list[Part]]:
    current: list[Part] = []
    for part in parts_of(example):
        if current and max(part.length, *(p.length for p in current)) * (len(current) + 1) > size:
            yield current
            current = []
        current.append(part)
    if current:
        yield current
