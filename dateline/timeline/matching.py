"""Whether two groups of mentions tell of one event, and how well they fit.

What must hold: one type, modes and realis that go together, dates that can be the same, roles not reversed.
Then evidence is counted: the trigger's word, participants by role, place, figures, days, the sentence.
A document and a story lend their own: within them a word that comes again mostly tells of the same thing.
"""

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lemminflect import getLemma
from spacy.lang.en.stop_words import STOP_WORDS

from dateline.records import Document, EventMention, Role

Nearness = Literal["document", "story", "elsewhere"]

_REALIS_GROUPS: Mapping[str, str] = {
    "asserted": "fact",
    "alleged": "fact",
    "planned": "fact",  # a plan and what came of it are one event
    "negated": "negated",
    "conditional": "possible",
    "demanded": "demanded",
}
# In these both sides act alike: A met B is B met A.
_SYMMETRIC = {"CONSULT", "AGREE", "COOPERATE", "RETREAT"}
_UNTYPED = "OTHER"
_ORDINALS = r"\b(?:another|second|third|fourth|fresh|new|further|separate)\s+"
# "a second missile [attack]", "[launched] a second attack"
_ANOTHER = re.compile(_ORDINALS + r"(?:\S+\s+){0,2}$", re.IGNORECASE)
_THEN_ANOTHER = re.compile(
    r"(?:launch|carr|stag|mount|conduct|h[eo]ld)\w*\s+(?:out\s+)?(?:an?\s+)?" + _ORDINALS, re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]{3,}")
_STOP = frozenset(STOP_WORDS)
_SHARED_PART = 0.2  # of the longer interval that two documents' dates must share
SHORT_DAYS = 8  # an interval up to a week: any day in it may be the same event
_HEADING_MARKS = "# "
_STEM = 5  # letters
_TRUSTED = 0.5  # confidence of a date that can tell two events apart

# What each piece of evidence is worth; two groups are one event from `_ENOUGH`.
_ENOUGH: Mapping[Nearness, float] = {"document": 2.0, "story": 2.0, "elsewhere": 3.0}
_SAME_WORD = 2.0
_SAME_SIDE = 1.5
_OTHER_SIDE = -0.75
_SAME_PLACE = 0.5
_OTHER_PLACE = -1.5
_SAME_DAYS = 1.0
_SAME_FIGURE = 1.0
_SAME_TITLE = 1.0  # a title and what the document tells of its type: with the days, that is enough
_SAME_WORDS = 3.0  # at full overlap of the sentences


Order = tuple[dt.date, str, int, str]


@dataclass(frozen=True, slots=True)
class Traits:
    """What matching needs of mentions that are one event, worked out once.

    `first` is the place of the first of them, see `order_of`. `earliest` and `latest` bound what their
    trusted dates have in common, those that were corrected left out; `titles` says that all are titles.
    """

    mentions: tuple[EventMention, ...]
    first: Order
    documents: frozenset[str]
    stories: frozenset[str]
    others_in: frozenset[str]  # documents that tell of it as another event than the one before
    event_type: str
    modes: frozenset[str]
    realis_group: str
    stems: frozenset[str]
    sides: Mapping[Role, frozenset[str]]
    countries: frozenset[str]
    places: frozenset[str]
    figures: frozenset[tuple[str, float]]
    earliest: dt.date | None
    latest: dt.date | None
    corrects: bool  # a report says that the date of earlier ones was wrong
    wrong: frozenset[tuple[dt.date, dt.date]]  # the dates that they say were wrong
    words: frozenset[str]
    titles: bool

    @property
    def everyone(self) -> frozenset[str]:
        """The keys of all participants."""
        return self.sides["actor"] | self.sides["recipient"]

    @property
    def days(self) -> int | None:
        """The length of the date in days; None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1


def traits_of(mention: EventMention, document: Document, story: str) -> Traits:
    """The traits of one mention, from a document of a story."""
    start = mention.char_start - mention.sentence_start
    before, after = mention.sentence[:start], mention.sentence[start:]
    another = bool(_ANOTHER.search(before) or _THEN_ANOTHER.match(after))
    date = mention.date
    earliest, latest = trusted_days(date.earliest, date.latest, date.confidence)
    place = mention.place
    return Traits(
        mentions=(mention,),
        first=order_of(mention, document.published_at),
        documents=frozenset((mention.document_id,)),
        stories=frozenset((story,)),
        others_in=frozenset((mention.document_id,) if another else ()),
        event_type=mention.event_type,
        modes=frozenset((mention.event_mode,) if mention.event_mode else ()),
        realis_group=_REALIS_GROUPS[mention.realis],
        stems=frozenset((stem_of(mention.trigger),)),
        sides={"actor": _side(mention, "actor"), "recipient": _side(mention, "recipient")},
        countries=frozenset((place.iso3,) if place and place.iso3 else ()),
        places=frozenset((place.name,) if place else ()),
        figures=frozenset((q.kind, q.value) for q in mention.quantities if q.value is not None),
        earliest=earliest,
        latest=latest,
        corrects="date" in mention.corrects,
        wrong=frozenset(
            ((mention.wrong_earliest, mention.wrong_latest),)
            if mention.wrong_earliest and mention.wrong_latest
            else ()
        ),
        words=_words(mention.sentence),
        titles=mention.sentence.strip(_HEADING_MARKS) == document.title,
    )


def order_of(mention: EventMention, published: dt.date | None) -> Order:
    """The place of a mention among all: publication day (the last where unknown), document, offset, id."""
    return published or dt.date.max, mention.document_id, mention.char_start, mention.mention_id


def merged(one: Traits, other: Traits) -> Traits:
    """The traits of two groups as one."""
    dated = [one, other]
    if _apart(one, other) > 0:  # days that were corrected bound nothing
        dated = [other if other.corrects else one]
    earliest = [each.earliest for each in dated if each.earliest]
    latest = [each.latest for each in dated if each.latest]
    return Traits(
        mentions=one.mentions + other.mentions,
        first=min(one.first, other.first),
        documents=one.documents | other.documents,
        stories=one.stories | other.stories,
        others_in=one.others_in | other.others_in,
        event_type=other.event_type if one.event_type == _UNTYPED else one.event_type,
        modes=one.modes | other.modes,
        realis_group=one.realis_group,
        stems=one.stems | other.stems,
        sides={role: one.sides[role] | other.sides[role] for role in one.sides},
        countries=one.countries | other.countries,
        places=one.places | other.places,
        figures=one.figures | other.figures,
        earliest=max(earliest, default=None),
        latest=min(latest, default=None),
        corrects=one.corrects or other.corrects,
        wrong=one.wrong | other.wrong,
        words=one.words | other.words,
        titles=one.titles and other.titles,
    )


def fit(one: Traits, other: Traits, nearness: Nearness) -> float | None:
    """How well two groups fit as reports of one event; None where they cannot be, or hardly."""
    if one.realis_group != other.realis_group or not _types_allow(one, other):
        return None
    if one.modes and other.modes and one.modes.isdisjoint(other.modes):
        return None
    if not _dates_allow(one, other, nearness) or _reversed(one, other):
        return None
    later = other if one.first < other.first else one
    if later.others_in & one.documents & other.documents:
        return None
    score = _evidence(one, other)
    if nearness == "document":  # where a sentence may tell of several, with the same words and figures
        score += _SAME_TITLE * (one.titles != other.titles)
    else:
        score += _SAME_FIGURE * (not one.figures.isdisjoint(other.figures))
        score += _SAME_WORDS * _overlap(one.words, other.words)
    return score if score >= _ENOUGH[nearness] else None


def trusted_days(
    earliest: dt.date | None, latest: dt.date | None, confidence: float
) -> tuple[dt.date | None, dt.date | None]:
    """The bounds of a date that is sure enough to tell two events apart; none of one that is not."""
    return (earliest, latest) if confidence >= _TRUSTED else (None, None)


def name_keys(name: str, iso3: str | None) -> frozenset[str]:
    """What a participant is compared by: its country, or the words of its name where it has none."""
    return frozenset((iso3,)) if iso3 else _words(name)


@cache
def stem_of(trigger: str) -> str:
    """What a trigger's first word shares with its kin (acquire, acquisition): the start of its lemma."""
    word = trigger.lower().split()[0]
    return next(iter(getLemma(word, "VERB") or getLemma(word, "NOUN")), word)[:_STEM]


def _side(mention: EventMention, role: Role) -> frozenset[str]:
    named = (each.entity for each in mention.participants if each.role == role)
    return frozenset(key for entity in named for key in name_keys(entity.name, entity.iso3))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in map(str.lower, _WORD.findall(text)) if word not in _STOP)


def _types_allow(one: Traits, other: Traits) -> bool:
    """One type; an event without one may be any that has its word."""
    if one.event_type == other.event_type:
        return True
    return _UNTYPED in (one.event_type, other.event_type) and not one.stems.isdisjoint(other.stems)


def _dates_allow(one: Traits, other: Traits, nearness: Nearness) -> bool:
    """Whether two dates can be one; reports of two stories must both be dated, and share enough.

    Two that have no day in common can where the one is what the other corrects.
    """
    apart = _apart(one, other)
    if apart > 0:
        return _corrects(one, other) or _corrects(other, one)
    if one.days is None or other.days is None:
        return nearness != "elsewhere"
    longest = max(one.days, other.days)
    return nearness == "document" or longest <= SHORT_DAYS or (1 - apart) / longest >= _SHARED_PART


def _apart(one: Traits, other: Traits) -> int:
    """How many days lie from the end of one date to the start of the other; not above 0 where they meet."""
    earliest = max((day for day in (one.earliest, other.earliest) if day), default=dt.date.min)
    latest = min((day for day in (one.latest, other.latest) if day), default=dt.date.max)
    return (earliest - latest).days


def _corrects(one: Traits, other: Traits) -> bool:
    """Whether a group says that the date of another was wrong, and tells which date that was."""
    if other.earliest is None or other.latest is None:
        return False
    return any(first <= other.latest and other.earliest <= last for first, last in one.wrong)


def _reversed(one: Traits, other: Traits) -> bool:
    if one.event_type in _SYMMETRIC:
        return False
    return bool(
        one.sides["actor"] & other.sides["recipient"] - other.sides["actor"]
        and one.sides["recipient"] & other.sides["actor"] - other.sides["recipient"]
    )


def _evidence(one: Traits, other: Traits) -> float:
    score = _SAME_WORD * (not one.stems.isdisjoint(other.stems))
    if one.event_type in _SYMMETRIC:
        score += _agreement(one.everyone, other.everyone)
    else:
        score += sum(_agreement(one.sides[role], other.sides[role]) for role in one.sides)
    score += _SAME_PLACE * (not one.places.isdisjoint(other.places))
    score += _OTHER_PLACE * (
        bool(one.countries and other.countries) and one.countries.isdisjoint(other.countries)
    )
    score += _SAME_DAYS * (
        one.days is not None and (one.earliest, one.latest) == (other.earliest, other.latest)
    )
    return score


def _agreement(one: frozenset[str], other: frozenset[str]) -> float:
    """What a side adds: nothing where one is unknown. Names may hide one party, country codes may not."""
    if not one or not other:
        return 0.0
    if not one.isdisjoint(other):
        return _SAME_SIDE
    return -math.inf if all(map(str.isupper, one | other)) else _OTHER_SIDE


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The cosine of two sets of words."""
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0
