"""Which way a bare weekday, month or day lies: ahead or behind, by the tense of the verb nearest to it."""

from collections.abc import Sequence
from typing import Literal

from spacy.tokens import Token

Direction = Literal["past", "future"] | None

_AHEAD = {"will", "shall", "'ll", "’ll", "wo"}
_PLANS = {
    "plan",
    "expect",
    "schedule",
    "due",
    "set",
    "hope",
    "intend",
    "aim",
    "prepare",
    "slate",
    "vow",
    "pledge",
}
_PLANS |= {"propose", "promise", "upcoming", "ready", "want", "agree"}
_REACH = 12


def direction(words: Sequence[Token], start: int, end: int) -> Direction:
    """The direction told by the verbs around words[start:end]; None when no verb tells."""
    before = list(range(start - 1, max(-1, start - _REACH - 1), -1))
    after = list(range(end, min(len(words), end + _REACH)))
    opens = all(words[i].is_punct or words[i].pos_ in ("ADP", "ADV", "DET") for i in range(start))
    for index in after + before if opens else before + after:
        if told := _tells(words, index):
            return told
    return None


def _tells(words: Sequence[Token], index: int) -> Direction:
    token = words[index]
    left = words[max(0, index - 4) : index]
    if token.pos_ not in ("VERB", "AUX") and token.lemma_ not in ("due", "slated"):
        return None
    if token.lower_ in _AHEAD or any(word.lower_ in _AHEAD for word in left[-3:]):
        return "future"
    if token.tag_ == "VB" and any(word.lower_ == "to" for word in left[-2:]):
        planned = any(word.lemma_.lower() in _PLANS or word.lower_ in ("is", "are", "'s") for word in left)
        return "future" if planned else None
    if token.lemma_.lower() in _PLANS and any(word.lemma_ == "be" for word in left):
        return "future"
    if token.tag_ in ("VBD", "VBN"):
        to = [word.lower_ for word in left]
        if to[-2:] == ["to", "be"] and words[index - 3].lower_ in ("is", "are"):
            return "future"
        return "past"
    return None
