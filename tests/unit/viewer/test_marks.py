"""A text cut into pieces is the text, and each piece is marked by what covers it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from viewer.marks import pieces

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=8)


def rows(told: list[tuple[int, int]], size: int) -> list[dict[str, Any]]:
    found = [{"char_start": a, "char_end": min(a + n, size)} for a, n in sorted(told) if a < size]
    return sorted(found, key=lambda each: (each["char_start"], each["char_end"]))


@given(st.text(min_size=1, max_size=40), spans, spans)
def test_pieces_are_the_text_and_marked_by_what_covers_them(
    text: str, told: list[tuple[int, int]], dated: list[tuple[int, int]]
) -> None:
    mentions, expressions = rows(told, len(text)), rows(dated, len(text))
    found = list(pieces(text, mentions, expressions))
    assert "".join(piece.text for piece in found) == text
    place = 0
    for piece in found:
        for row, known in ((piece.mention, mentions), (piece.expression, expressions)):
            covering = [
                m for m in known if m["char_start"] <= place and place + len(piece.text) <= m["char_end"]
            ]
            assert (row is None) == (not covering)
            assert row is None or row in covering
        assert piece.begins == (piece.mention is not None and piece.mention["char_start"] == place)
        place += len(piece.text)


def test_the_shorter_of_two_mentions_is_shown() -> None:
    long, short = {"char_start": 0, "char_end": 9}, {"char_start": 3, "char_end": 5}
    found = [(piece.text, piece.mention) for piece in pieces("abcdefghi", [long, short], [])]
    assert found == [("abc", long), ("de", short), ("fghi", long)]
