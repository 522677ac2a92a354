"""Names that hold a weekday or a day: "the Friday Mosque", "the 26 July Movement"."""

from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Token

from dateline.language.word_lists import word_lists
from dateline.temporal.grammar import Found
from dateline.temporal.lexer import Lexeme

_WORDS = word_lists(Path(__file__).with_name("names.yaml"))
_IN_NAMES = {"weekday", "day", "month", "holiday", "deictic"}


def is_name(words: Sequence[Token], lexemes: Sequence[Lexeme], found: Found) -> bool:
    """Whether an expression is the beginning of a name, which the word behind it tells."""
    if found.end >= len(lexemes) or not found.fields.keys() <= _IN_NAMES:
        return False
    behind = lexemes[found.end]
    if behind.lower not in _WORDS["named"] or not words[behind.token].text[0].isupper():
        return False
    return found.start == 0 or lexemes[found.start - 1].lower not in _WORDS["before_a_time"]
