"""Dependency trees: a score for every word as the head of every other, and the best tree of these scores.

A biaffine parser (Dozat and Manning 2017) on the encoder's vectors, decoded by the algorithm of Chu and Liu
(1965) and Edmonds (1967), with one root a sentence.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from dateline.language.heads import Floats, VocabHead
from dateline.language.segmenter import cut

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Layers:
    """A row a word, of each its part in scores; those of heads have the root as their last."""

    arc_child: Floats
    arc_head: Floats
    relation_child: Floats
    relation_head: Floats


@Language.factory(
    "trees",
    requires=["doc.tensor", "token.is_sent_start"],
    assigns=["token.dep", "token.head", "token.is_sent_start"],
)
def make_trees(nlp: Language, name: str) -> "Trees":
    """The parser as a component; its weights are read from disk."""
    return Trees(nlp.vocab)


class Trees(VocabHead):
    """Sets the head and relation of each word; white space hangs from the word before it, or the first."""

    def __call__(self, doc: Doc) -> Doc:
        """Parse a document."""
        if not len(doc):
            return doc
        table = doc.to_array([IS_SPACE, SENT_START])
        spaces = table[:, 0] == 1
        first = int(np.argmin(spaces))
        heads = np.full(len(doc), first)
        relations = np.full(len(doc), self.vocab.strings.add("dep"), dtype=np.uint64)
        layers = self._layers(doc.tensor)
        for sentence in cut(~spaces, table[:, 1] == 1):
            found, labels = self._tree(layers, sentence)
            heads[sentence] = np.where(found == 0, sentence, sentence[found - 1])
            relations[sentence] = self._relations[labels]
        words = np.flatnonzero(~spaces)
        after = np.flatnonzero(spaces[first:]) + first  # white space after a word
        if len(words):
            heads[after] = words[np.searchsorted(words, after) - 1]
        steps = (heads - np.arange(len(doc))).astype(np.uint64)
        return doc.from_array([HEAD, DEP], np.column_stack([steps, relations]))  # type: ignore[arg-type]

    @cached_property
    def _relations(self) -> NDArray[np.uint64]:
        return self.numbers("relations")

    def _layers(self, vectors: NDArray[Any]) -> _Layers:
        """What the scores of a document's words are made of, for all of them at once."""
        rooted = np.concatenate([vectors, self.arrays["root"][None]])
        arc = self.arrays["arc"]
        return _Layers(
            self.hidden("arc_child", vectors) @ arc[:-1] + arc[-1],
            self.hidden("arc_head", rooted),
            self.linear("relation_child", vectors),
            self.linear("relation_head", rooted),
        )

    def _tree(self, layers: _Layers, words: Ints) -> tuple[Ints, Ints]:
        """The heads of a sentence's words, counted from 1 with 0 for the root, and their relations."""
        rooted = np.concatenate([[-1], words])
        heads = best_tree(layers.arc_child[words] @ layers.arc_head[rooted].T)
        inner = layers.relation_child[words] + layers.relation_head[rooted[heads]]
        named = self.linear("relation", np.maximum(inner, 0))
        root = self.labels["relations"].index("ROOT")
        named[heads != 0, root] = -np.inf
        labels = named.argmax(axis=1)
        labels[heads == 0] = root
        return heads, labels


def best_tree(scores: Floats) -> Ints:
    """The heads (0 is the root) of the best tree with one root; scores (words, words + 1), a row a word."""
    own = scores.astype(np.float64)
    own[np.arange(len(own)), np.arange(len(own)) + 1] = -np.inf
    heads: Ints = own.argmax(axis=1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1 and not _cycle(np.concatenate([[0], heads])):
        return heads
    return _best_rooted(own)


def _best_rooted(scores: NDArray[np.float64]) -> Ints:
    """The best tree over all roots: those that promise most are tried until none can be better."""
    others = scores[:, 1:].max(axis=1)
    promised = scores[:, 0] + others.sum() - others  # a root, and each other word where it is best
    best, heads = -np.inf, np.zeros(len(scores), dtype=np.int64)
    for root in np.argsort(-promised, kind="stable").tolist():
        if promised[root] <= best:
            break
        whole = np.full((len(scores) + 1, len(scores) + 1), -np.inf)
        whole[1:, 1:] = scores[:, 1:]
        whole[root + 1] = -np.inf
        whole[root + 1, 0] = scores[root, 0]
        found = _arborescence(whole)[1:]
        score = float(scores[np.arange(len(scores)), found].sum())
        if score > best:
            best, heads = score, found
    return heads


def _arborescence(scores: NDArray[np.float64]) -> Ints:
    """The best heads from scores[word, head], both counted with the root as 0."""
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.setdiff1d(np.arange(len(scores)), inside)
    kept = scores[inside, heads[inside]]
    # the cycle as one word, the last: what enters it breaks the arc of the word that it enters at
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, inside)]
    smaller[:size, size] = leaving.max(axis=1)
    entering = scores[np.ix_(inside, outside)] - kept[:, None]
    smaller[size, :size] = entering.max(axis=0)
    found = _arborescence(smaller)
    result = heads.copy()
    for place, word in enumerate(outside.tolist()):
        if place:
            head = int(found[place])
            result[word] = inside[leaving[place].argmax()] if head == size else outside[head]
    head = int(found[size])
    entered = int(entering[:, head].argmax())
    result[inside[entered]] = outside[head]
    return result


def _cycle(heads: Ints) -> list[int]:
    """The words of a cycle of heads, none where all lead to the root, 0."""
    state = [0] * len(heads)
    state[0] = 2
    following = heads.tolist()
    for start in range(1, len(following)):
        word, path = start, []
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = following[word]
        if state[word] == 1:
            return path[path.index(word) :]
        for passed in path:
            state[passed] = 2
    return []
