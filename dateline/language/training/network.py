"""The encoder and its heads in PyTorch, for training; `export.py` turns them into what is read with.

The encoder is all-MiniLM-L6-v2's (Wang et al. 2020; Reimers and Gurevych 2019): six layers of a transformer
(Vaswani et al. 2017) with the table of token types taught the case of words, since its pieces have none.
"""

import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from dateline.language.wordpieces import Case

WIDTH, LAYERS, ATTENTIONS, INNER, POSITIONS, PIECES = 384, 6, 12, 1536, 512, 30522
PADDING = -1e4  # added to the attention on what is not there
HIDDEN = 256  # of heads with a layer of their own
ARC, RELATION = 256, 256  # of the parser's vectors for who governs whom, and how
MASK = 103  # the piece that stands for a hidden one


class Noise:
    """Dropout by bytes of a seeded generator: PyTorch's own is a third of a step on a processor."""

    def __init__(self, seed: int) -> None:
        self.generator = np.random.Generator(np.random.SFC64(seed))

    def __call__(self, values: Tensor, share: float) -> Tensor:
        """The values, a share of them zero and the others larger by as much."""
        kept = self._bytes(values.numel()) >= round(share * 256)
        mask = torch.from_numpy(kept).view(values.shape)
        return values * mask.to(values.dtype).mul_(1 / (1 - round(share * 256) / 256))

    def _bytes(self, count: int) -> NDArray[np.uint8]:
        return np.frombuffer(self.generator.bytes(count), dtype=np.uint8)


class Layer(nn.Module):
    """A layer of the transformer, normalised after each half as BERT is."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor, noise: Noise | None = None, share: float = 0.0) -> Tensor:
        """Vectors (batch, pieces, width) and what is added to attention (batch, 1, pieces) to new vectors."""
        batch, length, _ = x.shape
        parts = self.query_key_value(x).view(batch, length, 3, ATTENTIONS, WIDTH // ATTENTIONS)
        query, key, value = parts.permute(2, 0, 3, 1, 4).reshape(3, batch * ATTENTIONS, length, -1)
        every = bias.repeat_interleave(ATTENTIONS, dim=0).to(value.dtype)
        scale = (WIDTH // ATTENTIONS) ** -0.5
        scores = torch.baddbmm(every, query, key.transpose(1, 2), alpha=scale)
        mixed = torch.bmm(scores.softmax(-1, dtype=value.dtype), value)
        mixed = mixed.view(batch, ATTENTIONS, length, -1).transpose(1, 2).reshape(batch, length, WIDTH)
        mixed = self.attended(mixed)
        x = self.attended_norm(x + (noise(mixed, share) if noise else mixed))
        changed = self.outer(functional.gelu(self.inner(x)))
        changed = noise(changed, share) if noise else changed
        y: Tensor = self.outer_norm(x + changed)
        return y


class Encoder(nn.Module):
    """Pieces with their cases to vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(len(Case), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(
        self, pieces: Tensor, cases: Tensor, bias: Tensor, noise: Noise | None = None, share: float = 0.0
    ) -> Tensor:
        """Piece ids and cases (batch, pieces), attention bias (batch, 1, pieces): (batch, pieces, width)."""
        places = torch.arange(pieces.shape[1])
        x: Tensor = self.norm(self.pieces(pieces) + self.positions(places) + self.cases(cases))
        x = noise(x, share) if noise else x
        for layer in self.layers:
            x = layer(x, bias.to(x.dtype), noise, share)
        return x


class Head(nn.Module):
    """Scores of labels from vectors, with a hidden layer or without."""

    def __init__(self, labels: int, hidden: int = 0) -> None:
        super().__init__()
        self.hidden = nn.Linear(WIDTH, hidden) if hidden else None
        self.scores = nn.Linear(hidden or WIDTH, labels)

    def forward(self, x: Tensor) -> Tensor:
        """Vectors (..., width) to scores (..., labels)."""
        y: Tensor = self.scores(functional.relu(self.hidden(x)) if self.hidden is not None else x)
        return y


class Biaffine(nn.Module):
    """Scores of every word as the head of every other (Dozat and Manning 2017), and of a pair's relations.

    Relations are told by a hidden layer over both words (Kiperwasser and Goldberg 2016).
    """

    def __init__(self, relations: int) -> None:
        super().__init__()
        self.root = nn.Parameter(torch.zeros(WIDTH))
        self.arc_child, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.relation_child, self.relation_head = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.arc = nn.Parameter(torch.empty(ARC + 1, ARC))
        self.relation = nn.Linear(RELATION, relations)
        nn.init.normal_(self.arc, std=1 / ARC)
        nn.init.normal_(self.root, std=0.1)

    def forward(self, x: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """Sentences (batch, words, width) with heads, 0 the root: (batch, words, words + 1), relations."""
        rooted = torch.cat([self.root.to(x.dtype).expand(len(x), 1, -1), x], dim=1)
        child, head = functional.relu(self.arc_child(x)), functional.relu(self.arc_head(rooted))
        arcs = (with_one(child) @ self.arc) @ head.transpose(1, 2)
        governor = self.relation_head(rooted)
        governor = governor.gather(1, heads[..., None].expand(-1, -1, RELATION))
        return arcs, self.relation(functional.relu(self.relation_child(x) + governor))


def with_one(x: Tensor) -> Tensor:
    """Vectors with a last element of one, for what hangs on one side alone."""
    return torch.cat([x, x.new_ones((*x.shape[:-1], 1))], dim=-1)


class Network(nn.Module):
    """The encoder with all heads; `labels` are those of each layer of annotation."""

    def __init__(self, labels: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.heads = nn.ModuleDict(
            {
                "tags": Head(len(labels["tags"])),
                "morphs": Head(len(labels["morphs"])),
                "starts": Head(2),
                "names": Head(len(labels["names"]), HIDDEN),
                "events": Head(len(labels["events"]), HIDDEN),
                "realis": Head(len(labels["realis"]), HIDDEN),
                "factuality": Head(1, HIDDEN),
            }
        )
        self.trees = Biaffine(len(labels["relations"]))


def load_pretrained(encoder: Encoder, path: Path) -> None:
    """Give an encoder the weights of a BERT of its size, kept as safetensors."""
    from safetensors.numpy import load_file  # only training reads this format

    found = load_file(path)

    def weights(name: str) -> Tensor:
        return torch.from_numpy(found[name])

    own: dict[str, Tensor] = {
        "pieces.weight": weights("embeddings.word_embeddings.weight"),
        "positions.weight": weights("embeddings.position_embeddings.weight"),
        "cases.weight": weights("embeddings.token_type_embeddings.weight")[:1].repeat(len(Case), 1),
        "norm.weight": weights("embeddings.LayerNorm.weight"),
        "norm.bias": weights("embeddings.LayerNorm.bias"),
    }
    for number in range(LAYERS):
        theirs, ours = f"encoder.layer.{number}", f"layers.{number}"
        for kind in ("weight", "bias"):
            parts = [weights(f"{theirs}.attention.self.{part}.{kind}") for part in ("query", "key", "value")]
            own[f"{ours}.query_key_value.{kind}"] = torch.cat(parts)
            own[f"{ours}.attended.{kind}"] = weights(f"{theirs}.attention.output.dense.{kind}")
            own[f"{ours}.attended_norm.{kind}"] = weights(f"{theirs}.attention.output.LayerNorm.{kind}")
            own[f"{ours}.inner.{kind}"] = weights(f"{theirs}.intermediate.dense.{kind}")
            own[f"{ours}.outer.{kind}"] = weights(f"{theirs}.output.dense.{kind}")
            own[f"{ours}.outer_norm.{kind}"] = weights(f"{theirs}.output.LayerNorm.{kind}")
    encoder.load_state_dict(own)


def cosine(step: int, warm: int, total: int) -> float:
    """The share of the full rate at a step: up in a line, down a half wave (Loshchilov and Hutter 2017)."""
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, total - warm)))
