"""Annotated events read by a network that knows the treebanks: labels of language for what has only events.

What is learned of events changes the vectors of the words that tell them; with these readings the heads of
language learn to read such words too (learning without forgetting, Li and Hoiem 2016).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import torch

from dateline.language.training.examples import ABSENT, LAYERS, Example
from dateline.language.training.learning import LONGEST, predict
from dateline.language.training.network import Network
from dateline.language.trees import best_tree
from dateline.language.wordpieces import WordPieces

_LANGUAGE = ("tags", "morphs", "starts", "names")
_SIZE = 4096  # pieces that are read together


@torch.no_grad()
def silver(network: Network, pieces: WordPieces, examples: Sequence[Example]) -> Iterator[Example]:
    """The examples with the network's tags, sentences, names and trees beside their events."""
    for example, scores, vectors in predict(network, pieces, examples, _SIZE):
        labels = example.labels.copy()
        for layer in _LANGUAGE:
            labels[:, LAYERS.index(layer)] = scores[layer].argmax(axis=1)
        starts = labels[:, LAYERS.index("starts")]
        starts[example.pieces.starts] = 1
        heads, relations = np.full_like(example.heads, ABSENT), np.full_like(example.relations, ABSENT)
        firsts = [0, *(np.flatnonzero(starts[1:] == 1) + 1).tolist(), len(starts)]
        sentences = [(a, b) for a, b in pairwise(firsts) if 0 < b - a <= LONGEST]
        for first, end in sentences:
            own = torch.from_numpy(vectors[first:end])[None]
            arcs, _ = network.trees(own, torch.zeros(1, end - first, dtype=torch.int64))
            tree = best_tree(arcs[0].numpy())
            _, named = network.trees(own, torch.from_numpy(tree)[None])
            heads[first:end] = np.where(tree == 0, -1, tree - 1 + first)
            relations[first:end] = named[0].numpy().argmax(axis=1)
        yield replace(example, labels=labels, heads=heads, relations=relations, sentences=sentences)
