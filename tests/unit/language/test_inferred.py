"""Names inferred from trees and word lists: those beyond doubt, and where there may be others."""

import pytest

from dateline.language.training.corpus import Sentence, Word
from dateline.language.training.inferred import NameWord, add_inferred_names

LISTS = {
    "kori": NameWord.FIRST_NAME,
    "schulman": NameWord.LAST_NAME,
    "houston": NameWord.CITY,
    "sydney": NameWord.CITY | NameWord.FIRST_NAME,
}


def sentence(*rows: tuple[str, str, int, str]) -> Sentence:
    words = [Word(form, form, upos, "NNP" if upos == "PROPN" else "NN", "_", head, deprel, True)
             for form, upos, head, deprel in rows]  # fmt: skip
    return Sentence(words, paragraph=True, document=True)


@pytest.mark.parametrize(
    ("rows", "names", "unsure"),
    [
        ([("Kori", "PROPN", 0, "root"), ("Schulman", "PROPN", 1, "flat")], [(0, 2, "PERSON")], []),
        ([("Houston", "PROPN", 2, "nsubj"), ("grew", "VERB", 0, "root")], [(0, 1, "LOC")], []),
        ([("Japan", "PROPN", 0, "root")], [(0, 1, "LOC")], []),
        (
            [("Bank", "PROPN", 0, "root"), ("of", "ADP", 3, "case"), ("Houston", "PROPN", 1, "nmod")],
            [(0, 3, "ORG")],
            [],
        ),
        ([("Acme", "PROPN", 2, "compound"), ("Inc.", "PROPN", 0, "root")], [(0, 2, "ORG")], []),
        ([("Pine", "PROPN", 2, "compound"), ("Street", "PROPN", 0, "root")], [(0, 2, "LOC")], []),
        ([("Sydney", "PROPN", 0, "root")], [], [(0, 1)]),  # a city, or a person
        ([("Zubrowka", "PROPN", 0, "root")], [], [(0, 1)]),
        ([("Monday", "PROPN", 0, "root")], [], []),  # no name that is learned
        ([("house", "NOUN", 0, "root")], [], []),
    ],
)
def test_names(
    rows: list[tuple[str, str, int, str]], names: list[tuple[int, int, str]], unsure: list[tuple[int, int]]
) -> None:
    found = sentence(*rows)
    add_inferred_names([found], LISTS)
    assert (found.names, found.unsure) == (names, unsure)


def test_annotated_sentences_keep_their_names() -> None:
    annotated = sentence(("Houston", "PROPN", 0, "root"))
    annotated.names = []
    add_inferred_names([annotated], LISTS)
    assert annotated.names == []
