"""Sentences, tags and lemmas as the rooms behind them rely on."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dateline.language import load_pipeline
from dateline.language.tokenizer import create_tokenizer


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
            "KYIV, Oct. 28 (Reuters) – Russia attacked the port. Two died.",
            ["KYIV, Oct. 28 (Reuters) –", "Russia attacked the port.", "Two died."],
        ),
        (
            "Troops Leave Valley as Talks Fail\n\nThe army left on Friday.",
            ["Troops Leave Valley as Talks Fail", "The army left on Friday."],
        ),
        ("NATO – the alliance founded in 1949 – met.", ["NATO – the alliance founded in 1949 – met."]),
        ("1. First, march.\n2. Then, fight.", ["1. First, march.", "2. Then, fight."]),
        ("He won in 1805. [6] He lost in 1815.", ["He won in 1805. [6]", "He lost in 1815."]),
        ("He left.\xa0She stayed.\tThey slept.", ["He left.", "She stayed.", "They slept."]),
        (
            "On 24 February 2022 Russia invaded Ukraine. In 2015 Peru met Chile.",
            ["On 24 February 2022 Russia invaded Ukraine.", "In 2015 Peru met Chile."],
        ),
        ("It ended in 5.\n\nThe rest is here.", ["It ended in 5.", "The rest is here."]),
        ("Date | Event\n1 May | Talks\n2 May | Truce", ["Date | Event", "1 May | Talks", "2 May | Truce"]),
        ("Name\tKilled\nKyiv\t12\nOdesa\t7", ["Name\tKilled", "Kyiv\t12", "Odesa\t7"]),
        (
            "He said: “It is over. We go home.” Then he left.",
            ["He said: “It is over.", "We go home.”", "Then he left."],
        ),
        (
            "The ferry ran aground off Marrowby on 3\nMay 2021 and was taken away to the isle\n"
            "of Skerry. The council of the isle met\non 5 May 2021.",
            [
                "The ferry ran aground off Marrowby on 3\nMay 2021 and was taken away to the isle\n"
                "of Skerry.",
                "The council of the isle met\non 5 May 2021.",
            ],
        ),
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


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("It cost $1,200.50 (£40).", "It cost $ 1,200.50 ( £ 40 ) ."),
        ("“No,” he said.", "“ No , ” he said ."),
        ("Up 12.5% in 2019-20, from 3–5 May.", "Up 12.5 % in 2019 - 20 , from 3 – 5 May ."),
        ("At 3:30 p.m. on 4/11/2024 F-16s hit it.", "At 3:30 p.m. on 4/11/2024 F-16s hit it ."),
        ("The U.S.-led ex-minister's pro-Russian aide", "The U.S.-led ex-minister 's pro - Russian aide"),
        ("Ex-minister -- no!! x----y", "Ex-minister -- no !! x----y"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    fresh = spacy.blank("en")
    fresh.tokenizer = create_tokenizer()(fresh)
    for nlp in (load_pipeline(), fresh):  # a saved tokeniser cuts as a new one does
        assert " ".join(token.text for token in nlp.make_doc(text)) == tokens


def test_lists_without_full_stops_are_cut() -> None:
    text = " ".join(f"item{number}," for number in range(400))
    lengths = [len(sentence) for sentence in load_pipeline()(text).sents]
    assert max(lengths) <= 250 and sum(lengths) == 800


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
