"""Names of persons, organisations, places, events and products: a tag for each word, joined to spans.

Each word is tagged as beginning, inside, last of, or alone a name (BILOU; Ratinov and Roth 2009); the best
sequence that this scheme allows is found by dynamic programming (Viterbi 1967). Names set before are kept.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline.trainable_pipe import TrainablePipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example, validate_examples, validate_get_examples
from spacy.vocab import Vocab
from thinc.api import Optimizer, set_dropout_rate

from dateline.language.network import Layer

_NO_NAME = 0.95  # a word that is so surely outside is not looked at again
_OUTSIDE = "O"
_Span = tuple[int, int, str]


@Language.factory(
    "name_tagger",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_name_tagger(nlp: Language, name: str, model: Layer) -> "NameTagger":
    """The recogniser as a component of a pipeline."""
    return NameTagger(nlp.vocab, model, name)


class NameTagger(TrainablePipe):
    """Sets the names of a document."""

    def __init__(self, vocab: Vocab, model: Layer, name: str) -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {"labels": []}

    @property
    def labels(self) -> tuple[str, ...]:
        """The tags that it gives, in the order of the network's output."""
        return tuple(self.cfg["labels"])

    @property
    def label_data(self) -> list[str]:
        """The tags, as training is given them."""
        return list(self.cfg["labels"])

    def predict(self, docs: Iterable[Doc]) -> list[list[_Span]]:
        """The names of each document: first word, word after the last, label."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [[] for _ in docs]
        return [list(spans(chances, self.labels)) for chances in self.model.predict(docs)]

    def set_annotations(self, docs: Iterable[Doc], names: Sequence[Sequence[_Span]]) -> None:
        """Add the names to those set before, which give way only to longer ones: "Bank of China"."""
        for doc, found in zip(docs, names, strict=True):
            spans = _merged([(name.start, name.end, name.label_) for name in doc.ents], found, len(doc))
            doc.set_ents([Span(doc, start, end, label) for start, end, label in spans])

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from gold names; a document without that layer teaches nothing."""
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = list(examples)
        validate_examples(examples, "NameTagger.update")
        set_dropout_rate(self.model, drop)
        numbers = {label: number for number, label in enumerate(self.labels)}
        chances, backprop = self.model.begin_update([example.predicted for example in examples])
        gradients = []
        for example, rows in zip(examples, chances, strict=True):
            tags = example.get_aligned_ner()
            right = np.array([numbers.get(tag, -1) if tag else -1 for tag in tags], dtype=np.int64)
            gradient = rows.copy()
            known = np.flatnonzero(right >= 0)
            gradient[known, right[known]] -= 1.0
            gradient[right < 0] = 0.0
            losses[self.name] -= float(np.log(np.maximum(rows[known, right[known]], 1e-9)).sum())
            gradients.append(gradient)
        backprop(gradients)
        if sgd is not None:
            self.finish_update(sgd)
        return losses

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: list[str] | None = None,
    ) -> None:
        """Set the tags from the examples' names, and the sizes of the network."""
        validate_get_examples(get_examples, "NameTagger.initialize")
        if labels is None:
            kinds = sorted({name.label_ for example in get_examples() for name in example.reference.ents})
            labels = [_OUTSIDE, *(f"{place}-{kind}" for kind in kinds for place in "BILU")]
        self.cfg["labels"] = list(labels)
        sample = [example.predicted for example in islice(get_examples(), 10)]
        outputs = [self.model.ops.alloc2f(len(doc), len(labels)) for doc in sample]
        self.model.initialize(X=sample, Y=outputs)

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Precision, recall and F1 of names, as spaCy counts them."""
        return get_ner_prf(list(examples))


def _merged(known: Sequence[_Span], found: Sequence[_Span], size: int) -> list[_Span]:
    """The names that are known and those found beside or around them, in order."""
    owners: list[_Span | None] = [None] * size
    for name in known:
        owners[name[0] : name[1]] = [name] * (name[1] - name[0])
    for name in found:
        inside = {owner for owner in owners[name[0] : name[1]] if owner is not None}
        if all(name[0] <= start and end <= name[1] and name[:2] != (start, end) for start, end, _ in inside):
            owners[name[0] : name[1]] = [name] * (name[1] - name[0])
    return sorted({owner for owner in owners if owner is not None})


def spans(chances: NDArray[np.float32], labels: Sequence[str]) -> Iterator[_Span]:
    """The names in the likeliest sequence of tags (a row of chances a word, a column a tag)."""
    likely = np.flatnonzero(chances[:, 0] < _NO_NAME)
    if not len(likely):
        return
    breaks = np.flatnonzero(np.diff(likely) > 1) + 1
    for stretch in np.split(likely, breaks):
        start = int(stretch[0])
        tags = best_tags(np.log(np.maximum(chances[stretch], 1e-9)), labels)
        opened = start
        for index, tag in enumerate(tags):
            place, _, kind = labels[tag].partition("-")
            if place in "BU":
                opened = start + index
            if place in "LU":
                yield opened, start + index + 1, kind


def best_tags(scores: NDArray[np.float32], labels: Sequence[str]) -> list[int]:
    """The likeliest tags of a row of words that the scheme allows (scores: a row a word, a column a tag)."""
    allowed = _allowed(tuple(labels))
    opens = np.array([label[0] in "OBU" for label in labels])
    closes = np.array([label[0] in "OLU" for label in labels])
    best = np.where(opens, scores[0], -np.inf)
    back: list[NDArray[np.int64]] = []
    for row in scores[1:]:
        reached = best[:, None] + allowed
        back.append(reached.argmax(axis=0))
        best = reached.max(axis=0) + row
    tags = [int(np.where(closes, best, -np.inf).argmax())]
    for pointers in reversed(back):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1]


@cache
def _allowed(labels: tuple[str, ...]) -> NDArray[np.float32]:
    """0 where one tag may follow another, minus infinity where it may not."""
    table = np.full((len(labels), len(labels)), -np.inf, dtype=np.float32)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            inside = before[0] in "BI"
            if after[0] in "IL" and after[2:] == before[2:] if inside else after[0] in "OBU":
                table[i, j] = 0.0
    return table
