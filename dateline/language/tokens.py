"""Words of a sentence, the text that they stand on, and their spelling in plain punctuation."""

from collections.abc import Sequence

from spacy.tokens import Span, Token

# Typographic quotes, apostrophes and dashes read as the plain ones: treebanks have mostly those.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})


def words_of(sentence: Span) -> list[Token]:
    """The tokens of a sentence without its white space."""
    return [token for token in sentence if not token.is_space]


def text_of(words: Sequence[Token], start: int, end: int) -> str:
    """The text of words[start:end], white space between them as written."""
    first, last = words[start], words[end - 1]
    return first.doc[first.i : last.i + 1].text


def plain(text: str) -> str:
    """A word in plain punctuation: "n’t" as "n't"."""
    return text.translate(_PLAIN)
