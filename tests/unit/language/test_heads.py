"""What is read off the encoder: the best tree, against brute force; a reading that hangs on nothing else."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.language import load_pipeline
from dateline.language.event_scores import event_scores
from dateline.language.heads import chances
from dateline.language.trees import best_tree

Scores = list[list[float]]


def tables(rows: st.SearchStrategy[int], columns: int) -> st.SearchStrategy[Scores]:
    """Scores of whole numbers, a row a word; `columns` more than words where it is negative."""

    def of_size(size: int) -> st.SearchStrategy[Scores]:
        width = size - columns if columns < 0 else columns
        row = st.lists(st.integers(-9, 9).map(float), min_size=width, max_size=width)
        return st.lists(row, min_size=size, max_size=size)

    return rows.flatmap(of_size)


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether heads (0 the root) are a tree with one root."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen = set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]
        if word:
            return False
    return True


@settings(max_examples=300)
@given(tables(st.integers(1, 5), -1))
def test_the_tree_is_the_best_with_one_root(scores: Scores) -> None:
    table = np.array(scores, dtype=np.float32)
    size = len(scores)

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(table[word, head] for word, head in enumerate(heads)))

    found = tuple(best_tree(table).tolist())
    assert is_tree(found)
    assert total(found) == max(total(h) for h in product(range(size + 1), repeat=size) if is_tree(h))


def test_chances_are_shares_of_each_row() -> None:
    found = chances(np.array([[0.0, 0.0], [100.0, -1000.0]], dtype=np.float32))
    assert found.tolist() == [[0.5, 0.5], [1.0, 0.0]]


@pytest.mark.parametrize("batch_size", [1, 2, 5])
def test_a_document_reads_the_same_alone_and_among_others(batch_size: int) -> None:
    texts = [
        "Russia said on Monday that ten thousand troops had been sent to Kursk.",
        "",
        "Talks.",
        "The chief of the alliance, who met Mr. Yoon in Seoul, condemned the deployment. " * 20,
        "A bomb killed ten.\n\nNo group claimed it.",
    ]
    nlp = load_pipeline()

    def annotation(doc: Doc) -> list[tuple[Any, ...]]:
        return [(t.text, t.tag_, t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_type_) for t in doc]

    for text, doc in zip(texts, nlp.pipe(texts, batch_size=batch_size), strict=True):
        assert annotation(doc) == annotation(nlp(text))
        assert np.array_equal(event_scores(doc).types, event_scores(nlp(text)).types)
