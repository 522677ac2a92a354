"""What the words of a report's sentence tell beside who and when: names, others, hours of the day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS

from dateline.language.known_names import countries, known_names
from dateline.language.word_lists import word_table
from dateline.records import EventMention, Participant, Role

_TABLE = word_table(Path(__file__).with_name("wording.yaml"))
_WORD = re.compile(r"[^\W_]{3,}")
_STOP = frozenset(STOP_WORDS)
_STEM = 5  # letters
_MOST_CAPITALS = 0.75  # of a sentence's words; where there are more, as in headlines, capitals mark no names
_NAME = re.compile(r"(?:\s+[^\W\d_a-z][\w'’-]*)+")  # that follows: "the editor" Ann Lee


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of sentences in lower case: names, stems of others, parts of the day.

    Without those of the trigger, its place and day, and who says it; a country is no name, since many events
    are of one. `named` are the names of who takes part; `sets_apart`: a sentence speaks of another event than
    one before.
    """

    names: frozenset[str]
    named: Mapping[Role, frozenset[str]]
    stems: frozenset[str]
    hours: frozenset[str]
    sets_apart: bool

    def __or__(self, other: "Wording") -> "Wording":
        return Wording(
            self.names | other.names,
            {role: self.named[role] | other.named[role] for role in self.named},
            self.stems | other.stems,
            self.hours | other.hours,
            self.sets_apart or other.sets_apart,
        )


def wording_of(mention: EventMention) -> Wording:
    """The wording of the sentence of a mention."""
    text = mention.sentence
    place = f"{mention.place.text} {mention.place.name}" if mention.place else ""
    said_by = (each.text for each in mention.participants if each.role == "source")
    common = _lower([mention.trigger, mention.date.text or ""]) | _known()
    apart = _lower([place, *said_by]) | common
    names = _names(mention)
    return Wording(
        names - apart,
        {role: _named(mention, role) - common for role in ("actor", "recipient")},
        frozenset(word[:_STEM] for word in words_of(text) - names - apart) - {each[:_STEM] for each in apart},
        frozenset(part for part, told in _hours().items() if told.search(text)),
        _sets_apart().search(text) is not None,
    )


def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case, but for those of every text."""
    return _lower([text]) - _STOP


def _lower(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in map(str.lower, _WORD.findall(text)))


def _names(mention: EventMention) -> frozenset[str]:
    """The words with capitals; that which opens the sentence if it is known to be, or begins, a name."""
    found = _WORD.findall(mention.sentence)
    capital = [_is_capital(word) for word in found]
    if sum(capital) > _MOST_CAPITALS * len(found):
        return frozenset()
    known = {word for each in mention.participants for word in _WORD.findall(each.entity.name)}
    opens = found[:1] if capital[1:2] == [True] or found[0] in known else []
    inside = (word for word, is_name in zip(found[1:], capital[1:], strict=True) if is_name)
    return frozenset(word.lower() for word in (*opens, *inside))


def _named(mention: EventMention, role: Role) -> frozenset[str]:
    """The names of those who take part in a role: in their words, or right after them."""
    told = (e for e in mention.participants if e.role == role and e.entity.entity_type != "country")
    return _lower(
        word for each in told for word in _WORD.findall(_with_name(mention, each)) if _is_capital(word)
    )


def _with_name(mention: EventMention, each: Participant) -> str:
    end = each.char_end - mention.sentence_start
    after = _NAME.match(mention.sentence, end) if end > 0 else None
    return f"{each.entity.name}{after[0]}" if after else each.entity.name


def is_country(name: str) -> bool:
    """Whether a place is a country, or something that is called by one."""
    return _lower([name]) <= _known()


def _is_capital(word: str) -> bool:
    return not word[0].islower() and not word[0].isdigit()


@cache
def _known() -> frozenset[str]:
    """The words of the names of countries (not of their capitals), of months and of days of the week."""
    told = (name.form for name in known_names() if name.key in countries() and name.kind != "capital")
    return _lower([*told, _TABLE["calendar"]])


@cache
def _hours() -> Mapping[str, re.Pattern[str]]:
    return {part: _one_of(words) for part, words in _TABLE["hours"].items()}


@cache
def _sets_apart() -> re.Pattern[str]:
    words, others = _TABLE["apart"], _TABLE["not_apart"]
    return re.compile(rf"\b(?:{'|'.join(words)}) (?!(?:{'|'.join(others)})\b)[a-z]", re.IGNORECASE)


def _one_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
