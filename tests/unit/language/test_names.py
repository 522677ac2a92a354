"""The best sequence of tags of names, against brute force, and names known before."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.names import best_tags, merged

Scores = list[list[float]]

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


def test_a_known_name_gives_way_to_a_longer_name_alone() -> None:
    # Bank of China met China and Peru
    known = [(2, 3, "LOC"), (4, 5, "LOC"), (6, 7, "LOC")]
    found = [(0, 3, "ORG"), (4, 5, "ORG"), (5, 6, "PERSON")]
    assert merged(known, found, 7) == [(0, 3, "ORG"), (4, 5, "LOC"), (5, 6, "PERSON"), (6, 7, "LOC")]
