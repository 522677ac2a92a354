"""Sentences, tags and lemmas as the rooms behind them rely on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language import load_pipeline


def sentences(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in load_pipeline()(text).sents if sentence.text.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The U.S. and Japan met Gen. Smith on Nov. 5. He left at 3 p.m. on Monday.",
            ["The U.S. and Japan met Gen. Smith on Nov. 5.", "He left at 3 p.m. on Monday."],
        ),
        ("“No,” he said. “It is over.” She left.", ["“No,” he said.", "“It is over.”", "She left."]),
        (
            "Troops leave the valley\nBy A Writer\nThey left.",
            ["Troops leave the valley", "By A Writer", "They left."],
        ),
        ("- first point\n- second point", ["- first point", "- second point"]),
        ("They marched\nto the river.", ["They marched\nto the river."]),
        (
            "\n".join(
                [
                    "The delegation that had waited in the hall since the early hours of",
                    "the morning was received by the minister, who spoke with its members",
                    "for an hour about the closing of the border and of the two bridges in",
                    "Narva. It left without a statement.",
                ]
            ),
            None,
        ),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    found = sentences(text)
    assert found == expected if expected is not None else len(found) == 2


@pytest.mark.parametrize(
    ("text", "word", "tag", "lemma"),
    [
        ("Russia attacks Ukraine.", "attacks", "VERB", "attack"),
        ("The attacks on Kyiv went on.", "attacks", "NOUN", "attack"),
        ("They will test a missile.", "test", "VERB", "test"),
        ("They held a missile test.", "test", "NOUN", "test"),
        ("Troops have been deployed there.", "deployed", "VERB", "deploy"),
        ("The ferry capsized off the coast.", "capsized", "VERB", "capsize"),
        ("Leaders Meet in Geneva for Peace Talks", "Talks", "NOUN", "talk"),
        ("He is to visit Moscow.", "visit", "VERB", "visit"),
        ("A visit to Moscow is planned.", "visit", "NOUN", "visit"),
    ],
)
def test_part_of_speech(text: str, word: str, tag: str, lemma: str) -> None:
    (token,) = [token for token in load_pipeline()(text) if token.text == word]
    assert (token.pos_, token.lemma_.lower()) == (tag, lemma)


def test_participles_are_told_from_pasts() -> None:
    tags = {
        t.text: t.tag_
        for t in load_pipeline()("The town was shelled. The army shelled it.")
        if t.text == "shelled"
    }
    assert tags == {"shelled": "VBD"}
    passive = [t.tag_ for t in load_pipeline()("The town was shelled.") if t.text == "shelled"]
    assert passive == ["VBN"]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_tokens_keep_the_offsets_of_any_text(text: str) -> None:
    doc = load_pipeline()(text)
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text
        assert token.pos_
