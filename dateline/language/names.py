"""Names of persons, organisations, places, events and products: a tag for each word, joined to spans.

Each word is tagged as beginning, inside, last of, or alone a name (BILOU; Ratinov and Roth 2009); the best
sequence that this scheme allows is found by dynamic programming (Viterbi 1967). Names set before are kept.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.tokens import Doc, Span

from dateline.language.heads import Head, chances

_NO_NAME = 0.95  # a word that is so surely outside is not looked at again
_Span = tuple[int, int, str]


@Language.factory("names", requires=["doc.tensor"], assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_names(nlp: Language, name: str) -> "Names":
    """The recogniser as a component; its weights are read from disk."""
    return Names()


class Names(Head):
    """Sets the names of a document."""

    def __call__(self, doc: Doc) -> Doc:
        """Add names to those set before, which give way only to longer ones: "Bank of China"."""
        if not len(doc):
            return doc
        likely = chances(self.scores("names", doc.tensor))
        likely[doc.to_array([IS_SPACE]) == 1] = np.eye(1, likely.shape[1])  # white space is outside
        known = [(name.start, name.end, name.label_) for name in doc.ents]
        names = merged(known, list(spans(likely, self.labels["names"])), len(doc))
        doc.set_ents([Span(doc, start, end, label) for start, end, label in names])
        return doc


def merged(known: Sequence[_Span], found: Sequence[_Span], size: int) -> list[_Span]:
    """The names that are known and those found beside or around them, in order."""
    owners: list[_Span | None] = [None] * size
    for name in known:
        owners[name[0] : name[1]] = [name] * (name[1] - name[0])
    for name in found:
        inside = {owner for owner in owners[name[0] : name[1]] if owner is not None}
        if all(name[0] <= start and end <= name[1] and name[:2] != (start, end) for start, end, _ in inside):
            owners[name[0] : name[1]] = [name] * (name[1] - name[0])
    return sorted({owner for owner in owners if owner is not None})


def spans(likely: NDArray[np.float32], labels: Sequence[str]) -> Iterator[_Span]:
    """The names in the likeliest sequence of tags (a row of chances a word, a column a tag)."""
    words = np.flatnonzero(likely[:, 0] < _NO_NAME)
    if not len(words):
        return
    breaks = np.flatnonzero(np.diff(words) > 1) + 1
    for stretch in np.split(words, breaks):
        start = int(stretch[0])
        tags = best_tags(np.log(np.maximum(likely[stretch], 1e-9)), labels)
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
