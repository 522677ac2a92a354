"""Sentence boundaries by rule: final punctuation, line ends, and lines that a column merely wrapped."""

import re

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

_FINAL = {".", "!", "?", "…", "...", "?!", "!!", "!?", "。"}
_CLOSING = {"”", "’", "'", '"', ")", "]", "»"}
# Abbreviations that also end sentences: only a word that opens sentences shows that one ended here.
_MAY_END = {"u.s.", "u.n.", "u.k.", "e.u.", "p.m.", "a.m.", "d.c.", "inc.", "co.", "corp.", "ltd.", "etc."}
_OPENERS = {"the", "a", "an", "it", "he", "she", "they", "we", "in", "on", "at", "but", "and", "this", "that"}
_OPENERS |= {"these", "those", "there", "his", "her", "its", "their", "after", "since", "as", "both", "if"}
# Lists and data without full stops: a sentence of so many words ends at the next pause, or at the limit.
_LONG, _LONGEST = 150, 250
_PAUSES = {",", ";", ":", "|", "—", "–"}
_BULLET = re.compile(r"[-*•–—]$|\d+[.)]$")


@Language.component("segmenter", assigns=["token.is_sent_start"])
def segmenter(doc: Doc) -> Doc:
    """Set the sentence starts of a document; the text's line breaks count, unless its lines are wrapped."""
    wrapped = _is_wrapped(doc.text)
    starts = False
    length = 0
    previous: Token | None = None
    marks = np.full(len(doc), -1, dtype=np.int64)
    for token in doc:
        if token.is_space:
            if previous is not None and "\n" in token.text and _line_ends(previous, token, wrapped):
                starts = True
            continue
        ended = previous is None or starts or _sentence_ends(doc, previous, token)
        ended |= length >= _LONGEST or (length >= _LONG and previous is not None and previous.text in _PAUSES)
        if ended:
            marks[token.i] = 1
        length = 1 if ended else length + 1
        starts = False
        previous = token
    # all at once: setting a token's is_sent_start looks through the whole document each time
    doc.from_array([SENT_START], marks.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
    return doc


def _is_wrapped(text: str) -> bool:
    """Whether most lines were cut at a column: lines of 55 to 100 characters that end in mid-sentence."""
    lines = [line for line in text.split("\n") if line.strip()]
    cut = sum(55 <= len(line) <= 100 and line.rstrip()[-1] not in ".!?:”\"'" for line in lines)
    return len(lines) >= 4 and cut > 0.5 * len(lines)


def _line_ends(previous: Token, space: Token, wrapped: bool) -> bool:
    """Whether the line break after `previous` ends a sentence."""
    if space.text.count("\n") > 1 or space.i + 1 >= len(space.doc):
        return True
    following = space.doc[space.i + 1]
    if _BULLET.match(following.text):
        return True
    if wrapped:
        return previous.text in _FINAL or previous.text in _CLOSING
    return not (following.text[0].islower() and previous.text not in _FINAL)


def _sentence_ends(doc: Doc, previous: Token, token: Token) -> bool:
    """Whether a sentence ended between two words of one line."""
    if token.text in _CLOSING and not previous.whitespace_:
        return False
    if token.text in _FINAL:
        return False
    last = previous
    while last.text in _CLOSING and last.i > 0 and not doc[last.i - 1].whitespace_:
        last = doc[last.i - 1]
    if last.text in _FINAL:
        in_quote = last.i != previous.i
        return bool(previous.whitespace_) and not (token.text[0].islower() and (in_quote or last.text != "."))
    if last.lower_ in _MAY_END:
        return token.text[0].isupper() and token.lower_ in _OPENERS
    return False
