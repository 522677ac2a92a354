"""Words to pieces with their case, and windows with context."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dateline.language import MODEL, load_pipeline
from dateline.language.wordpieces import CONTEXT, Case, WordPieces, case_of, windows

Words = list[tuple[int, bool]]  # pieces of each word, and whether the text shows that a sentence starts there


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("troops", Case.LOWER),
        ("12,000", Case.LOWER),
        ("—", Case.LOWER),
        ("Oslo", Case.TITLE),
        ("NATO", Case.UPPER),
        ("U.S.", Case.UPPER),
        ("A", Case.INITIAL),
        ("MPs", Case.MIXED),
        ("iPhone", Case.MIXED),
        ("F-16s", Case.TITLE),
    ],
)
def test_case_of_a_word(word: str, case: Case) -> None:
    assert case_of(word) == case


@given(st.lists(st.tuples(st.integers(1, 6), st.booleans()), max_size=60), st.integers(6, 40))
def test_windows_are_all_words_in_order_with_context(words: Words, body: int) -> None:
    sizes, starts = [size for size, _ in words], [start for _, start in words]
    found = list(windows(sizes, starts, body))
    assert [index for window in found for index in range(window.first, window.end)] == list(range(len(words)))
    for window in found:
        assert window.start <= window.first < window.end
        assert sum(sizes[window.first : window.end]) <= body
        assert sum(sizes[window.start : window.first]) <= CONTEXT
        assert window.start == 0 or sum(sizes[window.start - 1 : window.first]) > CONTEXT


@given(st.lists(st.tuples(st.integers(1, 6), st.booleans()), max_size=60), st.integers(6, 40))
def test_a_window_ends_with_a_sentence_where_one_ends_in_it(words: Words, body: int) -> None:
    sizes, starts = [size for size, _ in words], [start for _, start in words]
    for window in windows(sizes, starts, body):
        ends_sentence = window.end == len(words) or starts[window.end]
        assert ends_sentence or not any(starts[window.first + 1 : window.end + 1])


def test_words_have_pieces_and_white_space_has_none() -> None:
    doc = load_pipeline()("Kyiv\n\nwasn’t shelled.")
    known = WordPieces(MODEL / "encoder" / "tokenizer.json")
    found = known.of(doc)
    assert [doc[place].text for place in found.words.tolist()] == ["Kyiv", "was", "n’t", "shelled", "."]
    plain = known.of(load_pipeline()("Kyiv\n\nwasn't shelled."))
    assert found.pieces == plain.pieces
    assert found.cases.tolist() == [Case.TITLE, *[Case.LOWER] * 4]
    assert found.starts[0]


def test_a_word_without_a_piece_is_unknown() -> None:
    known = WordPieces(MODEL / "encoder" / "tokenizer.json")
    doc = spacy.blank("en").make_doc("a \u200b\u200b b")
    assert all(len(ids) >= 1 for ids in known.of(doc).pieces)


def test_a_tokenizer_without_the_pieces_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    model = '{"type": "WordPiece", "unk_token": "?", "continuing_subword_prefix": "##", '
    model += '"max_input_chars_per_word": 100, "vocab": {"?": 0}}'
    path.write_text(f'{{"version": "1.0", "model": {model}}}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"the tokenizer has no piece \[CLS\]"):
        WordPieces(path)
