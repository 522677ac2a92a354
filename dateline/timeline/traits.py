"""What matching needs of mentions: worked out once of each, and of groups of them as they grow."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lemminflect import getLemma

from dateline.records import Document, EventMention, Role
from dateline.timeline.wording import Wording, is_country, wording_of, words_of

UNTYPED = "OTHER"

_REALIS_GROUPS: Mapping[str, str] = {
    "asserted": "fact",
    "alleged": "fact",
    "planned": "fact",  # a plan and what came of it are one event
    "negated": "negated",
    "conditional": "possible",
    "demanded": "demanded",
}
_ORDINALS = r"\b(?:another|second|third|fourth|fresh|new|further|separate)\s+"
# "a second missile [attack]", "[launched] a second attack"
_ANOTHER = re.compile(_ORDINALS + r"(?:\S+\s+){0,2}$", re.IGNORECASE)
_THEN_ANOTHER = re.compile(
    r"(?:launch|carr|stag|mount|conduct|h[eo]ld)\w*\s+(?:out\s+)?(?:an?\s+)?" + _ORDINALS, re.IGNORECASE
)
_HEADING_MARKS = "# "
_STEM = 5  # letters
_TOWNS = {"point", "city"}  # the precision of places of which one is not the other
_TRUSTED = 0.5  # confidence of a date that can tell two events apart


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
    sentences: frozenset[tuple[str, int]]  # documents and where in them
    stories: frozenset[str]
    others_in: frozenset[str]  # documents that tell of it as another event than the one before
    event_type: str
    modes: frozenset[str]
    realis_group: str
    stems: frozenset[str]
    sides: Mapping[Role, frozenset[str]]
    countries: frozenset[str]
    places: frozenset[str]  # finer than a country
    towns: frozenset[str]
    figures: frozenset[tuple[str, float]]
    earliest: dt.date | None
    latest: dt.date | None
    corrects: frozenset[str]  # what a report says was wrong in earlier ones: "date", or a kind of figure
    wrong: frozenset[tuple[dt.date, dt.date]]  # the dates that they say were wrong
    wording: Wording
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
        sentences=frozenset(((mention.document_id, mention.sentence_start),)),
        stories=frozenset((story,)),
        others_in=frozenset((mention.document_id,) if another else ()),
        event_type=mention.event_type,
        modes=frozenset((mention.event_mode,) if mention.event_mode else ()),
        realis_group=_REALIS_GROUPS[mention.realis],
        stems=frozenset((stem_of(mention.trigger),)),
        sides={"actor": _side(mention, "actor"), "recipient": _side(mention, "recipient")},
        countries=frozenset((place.iso3,) if place and place.iso3 else ()),
        places=frozenset((place.name,) if place and not is_country(place.name) else ()),
        towns=frozenset((place.name,) if place and place.precision in _TOWNS else ()),
        figures=frozenset((q.kind, q.value) for q in mention.quantities if q.value is not None),
        earliest=earliest,
        latest=latest,
        corrects=frozenset(mention.corrects),
        wrong=frozenset(
            ((mention.wrong_earliest, mention.wrong_latest),)
            if mention.wrong_earliest and mention.wrong_latest
            else ()
        ),
        wording=wording_of(mention),
        titles=mention.sentence.strip(_HEADING_MARKS) == document.title,
    )


def order_of(mention: EventMention, published: dt.date | None) -> Order:
    """The place of a mention among all: publication day (the last where unknown), document, offset, id."""
    return published or dt.date.max, mention.document_id, mention.char_start, mention.mention_id


def merged(one: Traits, other: Traits) -> Traits:
    """The traits of two groups as one."""
    dated = [one, other]
    if days_apart(one, other) > 0:  # days that were corrected bound nothing
        dated = [other if "date" in other.corrects else one]
    earliest = [each.earliest for each in dated if each.earliest]
    latest = [each.latest for each in dated if each.latest]
    return Traits(
        mentions=one.mentions + other.mentions,
        first=min(one.first, other.first),
        documents=one.documents | other.documents,
        sentences=one.sentences | other.sentences,
        stories=one.stories | other.stories,
        others_in=one.others_in | other.others_in,
        event_type=other.event_type if one.event_type == UNTYPED else one.event_type,
        modes=one.modes | other.modes,
        realis_group=one.realis_group,
        stems=one.stems | other.stems,
        sides={role: one.sides[role] | other.sides[role] for role in one.sides},
        countries=one.countries | other.countries,
        places=one.places | other.places,
        towns=one.towns | other.towns,
        figures=one.figures | other.figures,
        earliest=max(earliest, default=None),
        latest=min(latest, default=None),
        corrects=one.corrects | other.corrects,
        wrong=one.wrong | other.wrong,
        wording=one.wording | other.wording,
        titles=one.titles and other.titles,
    )


def days_apart(one: Traits, other: Traits) -> int:
    """How many days lie from the end of one date to the start of the other; not above 0 where they meet."""
    earliest = max((day for day in (one.earliest, other.earliest) if day), default=dt.date.min)
    latest = min((day for day in (one.latest, other.latest) if day), default=dt.date.max)
    return (earliest - latest).days


def trusted_days(
    earliest: dt.date | None, latest: dt.date | None, confidence: float
) -> tuple[dt.date | None, dt.date | None]:
    """The bounds of a date that is sure enough to tell two events apart; none of one that is not."""
    return (earliest, latest) if confidence >= _TRUSTED else (None, None)


def name_keys(name: str, iso3: str | None) -> frozenset[str]:
    """What a participant is compared by: its country, or the words of its name where it has none."""
    return frozenset((iso3,)) if iso3 else words_of(name)


@cache
def stem_of(trigger: str) -> str:
    """What a trigger's first word shares with its kin (acquire, acquisition): the start of its lemma."""
    word = trigger.lower().split()[0]
    return next(iter(getLemma(word, "VERB") or getLemma(word, "NOUN")), word)[:_STEM]


def _side(mention: EventMention, role: Role) -> frozenset[str]:
    named = (each.entity for each in mention.participants if each.role == role)
    return frozenset(key for entity in named for key in name_keys(entity.name, entity.iso3))
