"""The layers of the network, against brute force and numerical gradients."""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from thinc.api import Model

from dateline.language import load_pipeline
from dateline.language.names import best_tags
from dateline.language.recurrent import bidirectional_lstm, context_reader

Scores = list[list[float]]


def gradient(value: Callable[[], float], array: Any) -> Any:
    """The gradient of a value in an array, by small steps."""
    result = np.zeros_like(array)
    for index in np.ndindex(array.shape):
        kept = array[index]
        array[index] = kept + 1e-2
        above = value()
        array[index] = kept - 1e-2
        result[index] = (above - value()) / 2e-2
        array[index] = kept
    return result


def test_the_recurrent_layer_learns_by_its_gradient() -> None:
    random = np.random.default_rng(0)
    layer: Model[Any, Any] = bidirectional_lstm(3, 4)
    layer.initialize()
    lengths = np.array([3, 1, 4])
    words = random.standard_normal((8, 4)).astype(np.float32)
    weights = random.standard_normal((8, 6)).astype(np.float32)
    _, backprop = layer.begin_update((words, lengths))
    d_words = backprop(weights)

    def value() -> float:
        return float((layer.predict((words, lengths)).astype(np.float64) * weights).sum())

    assert np.allclose(d_words, gradient(value, words), atol=1e-3)
    for name in ("W", "R", "b"):
        assert np.allclose(layer.get_grad(name), gradient(value, layer.get_param(name)), atol=1e-3), name


def test_the_recurrent_layer_reads_each_sentence_alone() -> None:
    layer: Model[Any, Any] = bidirectional_lstm(3, 4)
    layer.initialize()
    words = np.random.default_rng(1).standard_normal((9, 4)).astype(np.float32)
    together = layer.predict((words, np.array([4, 2, 3])))
    apart = [layer.predict((words[a:b], np.array([b - a]))) for a, b in ((0, 4), (4, 6), (6, 9))]
    assert np.allclose(together, np.vstack(apart), atol=1e-6)


def test_the_reader_learns_by_its_gradient() -> None:
    def embed(*_: Any, **__: bool) -> Any:
        return rows, seen.append

    def same(_: Any, rows: Any, **__: bool) -> Any:
        return rows, lambda gradients: gradients

    seen: list[Any] = []
    passed: Model[Any, Any] = Model("same", same, dims={"nO": 2})
    reader: Model[Any, Any] = context_reader(Model("embed", embed), passed, hidden_width=3, depth=2)
    reader.initialize()
    docs = [load_pipeline().make_doc(text) for text in ("Peru met Chile. \n\n It rained.", "", "Talks")]
    docs[0][5].is_sent_start = True
    rows = [np.array([[len(t), t.i] for t in doc], dtype=np.float32).reshape(-1, 2) / 4 for doc in docs]
    random = np.random.default_rng(0)
    weights = [random.standard_normal((len(doc), 8)).astype(np.float32) for doc in docs]
    outputs, backprop = reader.begin_update(docs)
    assert [output.shape for output in outputs] == [weight.shape for weight in weights]
    backprop(weights)

    def value() -> float:
        found = reader.predict(docs)
        return float(sum((a.astype(np.float64) * b).sum() for a, b in zip(found, weights, strict=True)))

    first = reader.layers[2]
    for name in ("W", "R", "b"):
        assert np.allclose(first.get_grad(name), gradient(value, first.get_param(name)), atol=2e-3), name
    assert np.allclose(seen[0][0], gradient(value, rows[0]), atol=2e-3)


LABELS = ("O", "B-LOC", "I-LOC", "L-LOC", "U-LOC", "B-ORG", "I-ORG", "L-ORG", "U-ORG")


@given(
    st.integers(1, 4).flatmap(
        lambda size: st.lists(
            st.lists(st.integers(-9, 0).map(float), min_size=len(LABELS), max_size=len(LABELS)),
            min_size=size,
            max_size=size,
        )
    )
)
def test_the_tags_of_names_are_the_best_that_the_scheme_allows(scores: Scores) -> None:
    def allowed(tags: tuple[int, ...]) -> bool:
        text = " ".join(LABELS[tag] for tag in tags)
        for kind in ("LOC", "ORG"):
            text = text.replace(f"U-{kind}", "O")
            for middle in range(3):
                text = text.replace(" ".join([f"B-{kind}", *[f"I-{kind}"] * middle, f"L-{kind}"]), "O")
        return set(text.split()) == {"O"}

    table = np.array(scores, dtype=np.float32)

    def total(tags: tuple[int, ...]) -> float:
        return float(sum(table[word, tag] for word, tag in enumerate(tags)))

    found = tuple(best_tags(table, LABELS))
    assert allowed(found)
    every = (tags for tags in product(range(len(LABELS)), repeat=len(scores)) if allowed(tags))
    assert total(found) == max(total(tags) for tags in every)


@pytest.mark.parametrize("batch_size", [1, 2, 5])
def test_a_document_reads_the_same_alone_and_among_others(batch_size: int) -> None:
    texts = [
        "Russia said on Monday that ten thousand troops had been sent to Kursk.",
        "",
        "Talks.",
        "The chief of the alliance, who met Mr. Yoon in Seoul, condemned the deployment. " * 3,
        "A bomb killed ten.\n\nNo group claimed it.",
    ]
    nlp = load_pipeline()

    def annotation(doc: Any) -> list[tuple[Any, ...]]:
        return [(t.text, t.tag_, t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_type_) for t in doc]

    together = [annotation(doc) for doc in nlp.pipe(texts, batch_size=batch_size)]
    assert together == [annotation(nlp(text)) for text in texts]
