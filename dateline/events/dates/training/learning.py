"""Fitting the weights: a conditional logit on sparse features, held out by document.

The second pass learns from first choices made by weights that have not seen the document, and the confidences
from second choices of the same kind. Nothing is drawn at random: the same corpora give the same weights.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from dateline.events.dates.candidate import Candidate
from dateline.events.dates.candidates import Candidates
from dateline.events.dates.features import Feature, features, traits_of
from dateline.events.dates.given import Marked
from dateline.events.dates.happening import Happening
from dateline.events.dates.links import Links
from dateline.events.dates.ranker import Group, Ranking, Weights, ranking
from dateline.events.dates.story import Story
from dateline.events.dates.training.gold import INVENTED, GoldDocument, GoldEvent
from dateline.language.training.annotated import FOLDS

_FEWEST = 6  # documents that must have a feature for it to be learned
_RIDGE, _LASSO = 1.0, 1.5
_INVENTED_TIMES = 3.0  # what an invented document counts: they tell what the corpora have too rarely
_SMALLEST = 0.04  # a weight that is kept
_ITERATIONS = 150

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Example:
    """An event of a document: its traits, its candidates, and what annotators say of it, if they do."""

    happening: Happening
    traits: list[str]
    alone: list[Candidate]
    golds: list[GoldEvent] = field(default_factory=list)
    found: list[Candidate] = field(default_factory=list)
    rows: list[Ints] = field(default_factory=list)  # the features of each, as numbers


class Corpus:
    """The documents to learn from, each with its events as examples; features are numbers."""

    def __init__(self) -> None:
        self.documents: list[Read] = []
        self.vocabulary: dict[Feature, int] = {}

    def add(self, gold: GoldDocument, marked: Marked) -> None:
        """Take a document that was read with the spans of its gold events."""
        offered = Candidates(marked.story)
        examples = [
            Example(event, traits_of(marked.story, event), offered.of(event)) for event in marked.events
        ]
        for event, place in zip(gold.events, marked.places, strict=True):
            if place is not None:
                examples[place].golds.append(event)
        read = Read(len(self.documents), gold, marked, examples)
        self.documents.append(read)
        for example in examples:
            self.offer(marked.story, example, example.alone)

    def offer(self, story: Story, example: Example, found: Sequence[Candidate]) -> None:
        """Give an event of a document these candidates."""
        number = self.vocabulary.setdefault
        example.found = list(found)
        example.rows = [
            np.array(
                [number(f, len(self.vocabulary)) for f in features(story, example.traits, each)],
                dtype=np.int32,
            )
            for each in found
        ]


@dataclass(slots=True)
class Read:
    """A document as the engine reads it."""

    place: int
    gold: GoldDocument
    marked: Marked
    examples: list[Example]


class Problem:
    """The annotated events of documents as one sparse matrix of features."""

    def __init__(self, corpus: Corpus, documents: Sequence[Read]) -> None:
        self.names = list(corpus.vocabulary)
        seen = np.zeros(len(self.names), dtype=np.int32)
        for document in documents:
            rows = [row for example in document.examples if example.golds for row in example.rows]
            if rows:
                seen[np.unique(np.concatenate(rows))] += 1
        self.kept = np.flatnonzero(seen >= _FEWEST)
        place = np.full(len(self.names), -1, dtype=np.int32)
        place[self.kept] = np.arange(len(self.kept))
        examples = [example for document in documents for example in document.examples if example.golds]
        rows = [row for example in examples for row in example.rows]
        flat = place[np.concatenate(rows)]
        pointers = np.concatenate([[0], np.cumsum(flat >= 0)])[np.cumsum([0, *map(len, rows)])]
        flat = flat[flat >= 0]
        shape = (len(rows), len(self.kept))
        self.matrix: Any = csr_array((np.ones(len(flat)), flat, pointers), shape=shape)
        self.transposed: Any = self.matrix.T.tocsr()
        self.sizes = np.array([len(example.found) for example in examples])
        self.starts = np.cumsum([0, *self.sizes])[:-1]
        self.worth = np.array([_worth(e, c) for e in examples for c in e.found])
        times = [_times(document) for document in documents for e in document.examples if e.golds]
        self.weight = np.array(
            [n * sum(1 / gold.mentions for gold in e.golds) for n, e in zip(times, examples, strict=True)]
        )

    def fit(self) -> Mapping[str, Group]:
        """The weights that make what is right most likely, few and small (elastic net), by group and name."""
        solvable = np.add.reduceat(self.worth, self.starts) > 0
        weight = self.weight * solvable

        size = len(self.kept)

        def loss(parts: Floats) -> tuple[float, Floats]:
            weights = parts[:size] - parts[size:]
            shares = self._shares(weights)
            right = shares * self.worth
            total = np.maximum(np.add.reduceat(right, self.starts), 1e-12)
            value = -float(weight @ np.log(np.where(solvable, total, 1.0)))
            value += _RIDGE * float(weights @ weights) / 2 + _LASSO * float(parts.sum())
            slope = (shares - right / np.repeat(total, self.sizes)) * np.repeat(weight, self.sizes)
            gradient = self.transposed @ slope + _RIDGE * weights
            return value, np.concatenate([gradient, -gradient]) + _LASSO

        # what a weight is above and below nothing, apart: so the sum of their sizes has a slope
        parts = minimize(
            loss,
            np.zeros(2 * size),
            jac=True,
            method="L-BFGS-B",
            bounds=[(0, None)] * (2 * size),
            options={"maxiter": _ITERATIONS},
        ).x
        grouped: dict[str, dict[str, float]] = {}
        for place, learned in zip(self.kept.tolist(), (parts[:size] - parts[size:]).tolist(), strict=True):
            if abs(learned) >= _SMALLEST:
                group, name = self.names[place]
                grouped.setdefault(group, {})[name] = round(learned, 2)
        return grouped

    def _shares(self, weights: Floats) -> Floats:
        scores = self.matrix @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, self.starts), self.sizes)
        shares = np.exp(scores)
        shares /= np.repeat(np.add.reduceat(shares, self.starts), self.sizes)
        return np.asarray(shares)


def _times(document: Read) -> float:
    return _INVENTED_TIMES if document.gold.corpus == INVENTED else 1.0


def _worth(example: Example, candidate: Candidate) -> float:
    return sum(gold.date.worth(candidate) for gold in example.golds) / len(example.golds)


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights from all documents, those of each fold without it, and the choices of its documents by them."""

    weights: Weights
    of_folds: list[Weights]
    held_out: dict[int, list[Ranking]]


def train(corpus: Corpus) -> Learned:
    """Learn from documents, for use and for each fold."""
    first = Problem(corpus, corpus.documents).fit()
    firsts, held_out = _cross_fitted(corpus)
    for document in corpus.documents:
        story = document.marked.story
        links = Links(story, document.marked.events, held_out[document.place])
        for example in document.examples:
            corpus.offer(story, example, [*example.alone, *links.of(example.happening)])
    second = Problem(corpus, corpus.documents).fit()
    seconds, held_out = _cross_fitted(corpus)
    line = _calibrated(
        (ranked.share, gold.date.holds(ranked.best))
        for document in corpus.documents
        for example, ranked in zip(document.examples, held_out[document.place], strict=True)
        for gold in example.golds
    )
    of_folds = [Weights(*both, *line) for both in zip(firsts, seconds, strict=True)]
    return Learned(Weights(first, second, *line), of_folds, held_out)


def _cross_fitted(corpus: Corpus) -> tuple[list[Mapping[str, Group]], dict[int, list[Ranking]]]:
    """The weights of each fold, and the rankings of its documents by them."""
    weights: list[Mapping[str, Group]] = []
    found: dict[int, list[Ranking]] = {}
    for fold in range(FOLDS):
        weights.append(Problem(corpus, [d for d in corpus.documents if d.gold.fold != fold]).fit())
        numbers = np.zeros(len(corpus.vocabulary))
        for group, names in weights[-1].items():
            for name, weight in names.items():
                numbers[corpus.vocabulary[group, name]] = weight
        for document in corpus.documents:
            if document.gold.fold == fold:
                found[document.place] = _ranked(document, numbers)
    return weights, found


def _ranked(document: Read, weights: Floats) -> list[Ranking]:
    return [ranking(e.found, [float(weights[row].sum()) for row in e.rows]) for e in document.examples]


def _calibrated(outcomes: Iterable[tuple[float, bool]]) -> tuple[float, float]:
    """Platt's line from the log odds of a share to those of being right."""
    pairs = list(outcomes)
    shares = np.clip(np.array([share for share, _ in pairs]), 1e-6, 1 - 1e-6)
    odds, right = np.log(shares / (1 - shares)), np.array([float(is_right) for _, is_right in pairs])

    def loss(line: Floats) -> float:
        value = line[0] * odds + line[1]
        return float(np.sum(np.logaddexp(0, value) - right * value))

    slope, offset = minimize(loss, np.array([1.0, 0.0])).x
    return float(slope), float(offset)
