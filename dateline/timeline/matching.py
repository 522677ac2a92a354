"""Whether two mentions tell of one event, and how well they fit.

What must hold: one type, modes and realis that go together, dates that can be the same, roles not reversed.
Then evidence is counted: shared participants by role, place, mode, the trigger's word.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.records import EventMention, Role

_REALIS_GROUPS: Mapping[str, str] = {
    "asserted": "fact",
    "alleged": "fact",
    "planned": "planned",
    "negated": "negated",
    "conditional": "possible",
    "demanded": "demanded",
}
# In these both sides act alike: A met B is B met A.
_SYMMETRIC = {"CONSULT", "AGREE", "COOPERATE", "RETREAT"}
_ORDINALS = r"\b(?:another|second|third|fourth|fresh|new|further|separate)\s+"
# "a second missile [attack]", "[launched] a second attack"
_ANOTHER = re.compile(_ORDINALS + r"(?:\S+\s+){0,2}$", re.IGNORECASE)
_THEN_ANOTHER = re.compile(
    r"(?:launch|carr|stag|mount|conduct|h[eo]ld)\w*\s+(?:out\s+)?(?:an?\s+)?" + _ORDINALS, re.IGNORECASE
)
_SHARED_PART = 0.2  # of the longer interval that two documents' dates must share
_SHORT_DAYS = 8  # an interval up to a week: any day in it may be the same event


@dataclass(frozen=True, slots=True)
class Traits:
    """What matching needs of a mention, worked out once."""

    mention: EventMention
    order: tuple[dt.date, str, int]  # publication day (the last where unknown), document, offset
    realis_group: str
    stem: str
    another: bool
    sides: Mapping[Role, frozenset[str]]

    @property
    def everyone(self) -> frozenset[str]:
        """The keys of all participants."""
        return self.sides["actor"] | self.sides["recipient"]


def traits_of(mention: EventMention, published: dt.date | None) -> Traits:
    """The traits of a mention from a document published that day."""
    start = mention.char_start - mention.sentence_start
    before, after = mention.sentence[:start], mention.sentence[start:]
    sides: dict[Role, frozenset[str]] = {
        "actor": _side(mention, "actor"),
        "recipient": _side(mention, "recipient"),
    }
    return Traits(
        mention=mention,
        order=(published or dt.date.max, mention.document_id, mention.char_start),
        realis_group=_REALIS_GROUPS[mention.realis],
        stem=mention.trigger.lower()[:5],
        another=bool(_ANOTHER.search(before) or _THEN_ANOTHER.match(after)),
        sides=sides,
    )


def fit(one: Traits, other: Traits) -> int | None:
    """How well two mentions fit as reports of one event: None if they cannot be, 0 without evidence."""
    a, b = one.mention, other.mention
    same_document = a.document_id == b.document_id
    if a.event_type != b.event_type or one.realis_group != other.realis_group:
        return None
    if a.event_mode and b.event_mode and a.event_mode != b.event_mode:
        return None
    if not _dates_allow(a, b, same_document) or _reversed(one, other):
        return None
    if same_document and (one if one.order > other.order else other).another:
        return None
    if a.place and b.place and a.place.iso3 and b.place.iso3 and a.place.iso3 != b.place.iso3:
        return None
    actors = len(one.sides["actor"] & other.sides["actor"])
    recipients = len(one.sides["recipient"] & other.sides["recipient"])
    if a.event_type in _SYMMETRIC:
        actors = len(one.everyone & other.everyone)
    if _differ(one, other, "actor") or _differ(one, other, "recipient"):
        return None
    shared = 2 * actors + 2 * recipients
    same_word = one.stem == other.stem
    if same_document:
        if not shared and one.everyone and other.everyone:
            return 0
        return shared + 2 * same_word if same_word or (shared and _same_days(a, b)) else 0
    return shared + same_word + _same_days(a, b) if shared else 0


def _side(mention: EventMention, role: Role) -> frozenset[str]:
    """A side's countries, or the entities that have none."""
    return frozenset(p.entity.iso3 or p.entity.entity_id for p in mention.participants if p.role == role)


def _differ(one: Traits, other: Traits, role: Role) -> bool:
    """Whether both name somebody in a role and agree on nobody."""
    if one.mention.event_type in _SYMMETRIC:
        return bool(one.everyone and other.everyone and not one.everyone & other.everyone)
    return bool(one.sides[role] and other.sides[role] and not one.sides[role] & other.sides[role])


def _reversed(one: Traits, other: Traits) -> bool:
    if one.mention.event_type in _SYMMETRIC:
        return False
    return bool(
        one.sides["actor"] & other.sides["recipient"] - other.sides["actor"]
        and one.sides["recipient"] & other.sides["actor"] - other.sides["recipient"]
    )


def _dates_allow(a: EventMention, b: EventMention, same_document: bool) -> bool:
    """Whether two dates can be one; reports of two documents must both be dated, and share enough."""
    first, last = (a.date.earliest, a.date.latest), (b.date.earliest, b.date.latest)
    if not same_document and not (all(first) and all(last)):
        return False
    earliest = max((day for day in (first[0], last[0]) if day), default=dt.date.min)
    latest = min((day for day in (first[1], last[1]) if day), default=dt.date.max)
    if earliest > latest:
        return False
    if same_document:
        return True
    longest = max(_days(a), _days(b))
    return longest <= _SHORT_DAYS or ((latest - earliest).days + 1) / longest >= _SHARED_PART


def _days(mention: EventMention) -> int:
    assert mention.date.earliest is not None
    assert mention.date.latest is not None
    return (mention.date.latest - mention.date.earliest).days + 1


def _same_days(a: EventMention, b: EventMention) -> bool:
    dated = a.date.earliest is not None and a.date.latest is not None
    return dated and (a.date.earliest, a.date.latest) == (b.date.earliest, b.date.latest)
