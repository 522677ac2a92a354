"""Which way a bare weekday, month or day lies, ahead or behind: by tense and aspect of the governing verb."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal

from spacy.tokens import Token

from dateline.language.word_lists import word_lists

Direction = Literal["past", "future"] | None

_WORDS = word_lists(Path(__file__).with_name("direction.yaml"))
_HELPERS_SHOWN = 24  # children of a verb that are looked at: helpers stand near it


def direction(words: Sequence[Token]) -> Direction:
    """The direction told by the verbs above an expression in the tree, the nearest first, or None."""
    for verb in _verbs_above(words):
        if told := _tells(verb):
            return told
        if verb.dep_ in ("acl:relcl", "ccomp", "ROOT") and verb.pos_ == "VERB":
            return None
    return None


def _verbs_above(words: Sequence[Token]) -> Iterator[Token]:
    inside = {word.i for word in words}
    token = next((word for word in words if word.head.i not in inside), words[-1])
    seen = 0
    while token.head.i != token.i and seen < 12:
        token = token.head
        seen += 1
        if token.pos_ in ("VERB", "AUX") or any(
            child.dep_ == "cop" for child in islice(token.children, _HELPERS_SHOWN)
        ):
            yield token


def _tells(verb: Token) -> Direction:
    helpers = [
        child
        for child in islice(verb.children, _HELPERS_SHOWN)
        if child.dep_ in ("aux", "aux:pass", "cop", "mark")
    ]
    forms = {helper.lower_ for helper in helpers}
    tags = {helper.tag_ for helper in helpers}
    if forms & _WORDS["surely_ahead"] or (verb.tag_ == "VBN" and verb.lemma_.lower() in _WORDS["schedules"]):
        return "future"
    if "to" in forms and verb.tag_ == "VB":
        governor = verb.head
        is_planned = governor.lemma_.lower() in _WORDS["plans"] or governor.lemma_ == "be"
        if is_planned or forms & _WORDS["is_to"]:
            return "future"
        return None
    if "VBD" in tags or forms & {"has", "have", "'ve", "’ve"}:
        return "past" if verb.lemma_.lower() not in _WORDS["plans"] or "VBD" in tags else "future"
    if forms & (_WORDS["ahead"] | _WORDS["surely_ahead"]):
        return "future"
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ == "VBG" and forms & {"is", "are", "'s", "’s", "'re", "’re", "am", "'m", "’m"}:
        return "future"
    if verb.tag_ == "VBN":
        if forms & {"is", "are", "be"}:
            return "future" if verb.lemma_.lower() in _WORDS["plans"] else None
        return "past" if verb.dep_ in ("acl", "amod", "advcl") else None
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_.lower() in _WORDS["openings"]:
        return "future"
    return None
