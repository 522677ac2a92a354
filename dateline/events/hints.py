"""Countries that are hinted at and not named: "former Soviet republics" are not Russia."""

from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Token

from dateline.events.gazetteer import NameMatch
from dateline.language.word_lists import word_lists

_WORDS = word_lists(Path(__file__).with_name("hints.yaml"))


def names_meant(words: Sequence[Token], names: Sequence[NameMatch]) -> list[NameMatch]:
    """The names of a sentence without the adjectives that say whose another country is or was."""
    return [name for name in names if name.kind != "demonym" or not _hints(words, name)]


def _hints(words: Sequence[Token], name: NameMatch) -> bool:
    """Whether a country's adjective hints at another country: "a French colony"."""
    noun = next((word for word in words[name.end : name.end + 2] if word.pos_ in ("NOUN", "PROPN")), None)
    if noun is None:
        return False
    before = {word.lower_ for word in words[max(0, name.start - 2) : name.start]}
    former = bool(before & set(_WORDS["former"]))
    return noun.lemma_.lower() in _WORDS["owned"] or (former and noun.lemma_.lower() in _WORDS["state"])
