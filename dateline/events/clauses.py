"""Clauses by their surface: where one ends."""

from collections.abc import Sequence

from spacy.tokens import Token

_BREAKS = {";", ":", "—", "–", "(", ")", "“", "”", '"', "who", "which", "while", "when", "after", "before"}
_BREAKS |= {
    "because",
    "although",
    "though",
    "as",
    "if",
    "unless",
    "whereas",
    "but",
    "where",
    "since",
    "until",
}


def clause_ids(words: Sequence[Token]) -> list[int]:
    """A number for every word, the same within a stretch that no conjunction or mark interrupts."""
    ids: list[int] = []
    current = 0
    for index, token in enumerate(words):
        if token.lower_ in _BREAKS or _opens_that_clause(words, index) or _opens_second_clause(words, index):
            current += 1
        ids.append(current)
    return ids


def _opens_that_clause(words: Sequence[Token], index: int) -> bool:
    return words[index].lower_ == "that" and index > 0 and words[index - 1].pos_ in ("VERB", "NOUN", "PROPN")


def _opens_second_clause(words: Sequence[Token], index: int) -> bool:
    """A coordinator before a new subject with its own verb: ', and the two sides met'."""
    if words[index].pos_ != "CCONJ" or index == 0 or words[index - 1].text != ",":
        return False
    for token in words[index + 1 : index + 8]:
        if token.pos_ in ("VERB", "AUX"):
            return token.i > words[index].i + 1
        if token.is_punct:
            return False
    return False
