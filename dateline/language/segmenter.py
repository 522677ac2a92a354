"""Sentence boundaries by rule: final punctuation, line ends, lines that a column merely wrapped; a limit."""

import re

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_ALPHA, IS_DIGIT, IS_SPACE, LENGTH, LOWER, ORTH, SENT_START, SPACY
from spacy.language import Language
from spacy.tokens import Doc, Token

from dateline.documents.wrapping import wrapped

_FINAL = {".", "!", "?", "…", "...", "?!", "!!", "!?", "。"}
_CLOSING = {"”", "’", "'", '"', ")", "]", "»"}
# Abbreviations that also end sentences: only a word that opens sentences shows that one ended here.
_MAY_END = {"u.s.", "u.n.", "u.k.", "e.u.", "p.m.", "a.m.", "d.c.", "inc.", "co.", "corp.", "ltd.", "etc."}
_OPENERS = {"the", "a", "an", "it", "he", "she", "they", "we", "in", "on", "at", "but", "and", "this", "that"}
_OPENERS |= {"these", "those", "there", "his", "her", "its", "their", "after", "since", "as", "both", "if"}
# Lists and data without full stops: a sentence of so many words ends at the next pause, or at the limit.
_LONG, _LONGEST = 150, 250
_PAUSES = {",", ";", ":", "|", "—", "–"}
# "KYIV, Oct. 28 (Reuters) – " before a report's first sentence: a place in capitals, a day, an agency.
_DATELINE = re.compile(
    r"(?:^|\n)[ \t]*[A-Z][A-Z.'’ -]{2,40}(?:[,/] ?[A-Z][\w.'’ ]{1,30})*"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?\([A-Z][\w./ -]{1,30}\))? ?(?:--|[—–-]) (?=[^\sa-z])"
)
_BULLET = re.compile(r"[-*•–—]$|\d+[.)]$")


@Language.component("segmenter", assigns=["token.is_sent_start"])
def segmenter(doc: Doc) -> Doc:
    """Set the sentence starts that the text shows plainly; the others are left to the model.

    Line breaks count, unless the lines of the text are wrapped.
    """
    table = doc.to_array([IS_SPACE, SPACY, IS_ALPHA, ORTH, LOWER, IS_DIGIT])
    words = np.flatnonzero(table[:, 0] == 0)
    if not len(words):
        return doc
    marks = np.full(len(doc), -1, dtype=np.int64)
    before = words[:-1]
    # after white space a sentence may start, and after letters or a number ("In 2022 Peru …") it does not
    spaced = (table[before, 1] == 1) | (np.diff(words) > 1)
    plain = (table[before, 2] == 1) | (table[before, 5] == 1)
    marks[words[1:]] = np.where(spaced & ~plain, 0, -1)
    marks[words[0]] = 1
    text = doc.text
    joined = _wrapped_ends(text)
    openings = {match.end() for match in _DATELINE.finditer(text)}
    ends, may_end = _ids(doc, _FINAL | _CLOSING), _ids(doc, _MAY_END)
    telling = np.isin(table[before, 3], ends) | np.isin(table[before, 4], may_end)
    telling |= np.diff(words) > 1  # white space stands between
    if openings:
        telling |= np.isin(_offsets(doc)[words[1:]], sorted(openings))
    for index in np.flatnonzero(telling).tolist():
        previous, token = doc[int(words[index])], doc[int(words[index + 1])]
        if _numbers_item(doc, previous, token):
            marks[token.i] = -1
        elif (
            _line_ended(text, previous, token, joined)
            or token.idx in openings
            or _sentence_ends(doc, previous, token)
        ):
            marks[token.i] = 1
    return _marked(doc, marks)


@Language.component("sentence_limit", requires=["token.is_sent_start"], assigns=["token.is_sent_start"])
def sentence_limit(doc: Doc) -> Doc:
    """Cut sentences that no one wrote as such: lists and data without full stops."""
    table = doc.to_array([SENT_START, IS_SPACE])
    marks = table[:, 0].astype(np.int64)
    marks[marks == 0] = -1
    for sentence in cut(table[:, 1] == 0, marks == 1):
        length = 0
        pause = False
        for place in sentence.tolist() if len(sentence) > _LONG else ():
            if length >= _LONGEST or (length >= _LONG and pause):
                marks[place] = 1
                length = 0
            length += 1
            pause = doc[place].text in _PAUSES
    return _marked(doc, marks)


def cut(is_word: NDArray[np.bool_], starts: NDArray[np.bool_]) -> list[NDArray[np.int64]]:
    """The places of each sentence's words; given is whether each token is a word, and starts a sentence."""
    words = np.flatnonzero(is_word)
    firsts = np.flatnonzero(starts[words])
    return [sentence for sentence in np.split(words, firsts[firsts > 0]) if len(sentence)]


def _ids(doc: Doc, words: set[str]) -> NDArray[np.uint64]:
    return np.array([doc.vocab.strings[word] for word in sorted(words)], dtype=np.uint64)


def _offsets(doc: Doc) -> NDArray[np.int64]:
    lengths = doc.to_array([LENGTH, SPACY]).astype(np.int64).sum(axis=1)
    return np.cumsum(lengths) - lengths


def _marked(doc: Doc, marks: NDArray[np.int64]) -> Doc:
    # all at once: setting a token's is_sent_start looks through the whole document each time
    return doc.from_array([SENT_START], marks.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]


def _wrapped_ends(text: str) -> set[int]:
    """Where the line ends stand at which a column merely wrapped the text."""
    ends = set()
    start = 0
    lines = text.split("\n")
    for line, goes_on in zip(lines, wrapped(lines), strict=True):
        start += len(line) + 1
        if goes_on:
            ends.add(start - 1)
    return ends


def _line_ended(text: str, previous: Token, following: Token, joined: set[int]) -> bool:
    """Whether a line break between two words ends a sentence; `joined` are those that merely wrap."""
    end = previous.idx + len(previous)
    breaks = text[end : following.idx].count("\n")
    if not breaks:
        return False
    if breaks > 1 or _BULLET.match(following.text):
        return True
    if text.index("\n", end) in joined:
        return False
    return not (following.text[0].islower() and previous.text not in _FINAL)


def _sentence_ends(doc: Doc, previous: Token, token: Token) -> bool:
    """Whether a sentence ended between two words of one line."""
    if token.text in _CLOSING and not _is_spaced(previous, token):
        return False
    if token.text in _FINAL or (token.text == "[" and _is_note(doc, token)):
        return False
    last = previous
    while last.text in _CLOSING and last.i > 0 and not doc[last.i - 1].whitespace_:
        last = doc[last.i - 1]
    if last.text in _FINAL:
        in_quote = last.i != previous.i
        return _is_spaced(previous, token) and not (
            token.text[0].islower() and (in_quote or last.text != ".")
        )
    if last.lower_ in _MAY_END:
        return token.text[0].isupper() and token.lower_ in _OPENERS
    return False


def _is_spaced(previous: Token, token: Token) -> bool:
    """Whether white space of any kind parts two words."""
    return bool(previous.whitespace_) or token.i > previous.i + 1


def _numbers_item(doc: Doc, stop: Token, token: Token) -> bool:
    """Whether a full stop ends no sentence but the number of a list's item: "2. Then …"."""
    if stop.text != "." or stop.i == 0 or not _is_spaced(stop, token):
        return False
    if token.i > stop.i + 1 and "\n" in doc[stop.i + 1].text:
        return False
    number = doc[stop.i - 1]
    opens_line = number.i == 0 or "\n" in doc[number.i - 1].text
    return opens_line and (number.is_digit or len(number) == 1) and len(number) <= 2


def _is_note(doc: Doc, token: Token) -> bool:
    """Whether a bracket opens a note's number, which belongs to the sentence before: "… in 1805. [6]"."""
    following = doc[token.i + 1 : token.i + 3]
    return len(following) == 2 and following[0].is_digit and following[1].text == "]"
