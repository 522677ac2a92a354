"""Whether two groups of mentions tell of one event, and how well they fit.

What must hold: one type, modes and realis that go together, dates that can be the same, roles not reversed,
no other country in a role. Then the evidence is weighed.
"""

from dateline.timeline.evidence import SYMMETRIC, Nearness, corrected, scales, score
from dateline.timeline.traits import UNTYPED, Traits, days_apart

_SHARED_PART = 0.2  # of the longer interval that two documents' dates must share
SHORT_DAYS = 8  # an interval up to a week: any day in it may be the same event


def fit(one: Traits, other: Traits, nearness: Nearness) -> float | None:
    """How well two groups fit as reports of one event; None where they cannot be, or hardly."""
    if one.realis_group != other.realis_group or not _types_allow(one, other):
        return None
    if one.modes and other.modes and one.modes.isdisjoint(other.modes):
        return None
    if not _dates_allow(one, other, nearness) or not _parties_allow(one, other):
        return None
    later = other if one.first < other.first else one
    if later.others_in & one.documents & other.documents:
        return None
    found = score(one, other, nearness)
    return found if found >= scales()[nearness].enough else None


def _types_allow(one: Traits, other: Traits) -> bool:
    """One type; an event without one may be any that has its word."""
    if one.event_type == other.event_type:
        return True
    return UNTYPED in (one.event_type, other.event_type) and not one.stems.isdisjoint(other.stems)


def _dates_allow(one: Traits, other: Traits, nearness: Nearness) -> bool:
    """Whether two dates can be one; reports of two stories must both be dated, and share enough.

    Two that have no day in common can where the one is what the other corrects.
    """
    apart = days_apart(one, other)
    if apart > 0:
        return corrected(one, other)
    if one.days is None or other.days is None:
        return nearness != "elsewhere"
    longest = max(one.days, other.days)
    return nearness == "document" or longest <= SHORT_DAYS or (1 - apart) / longest >= _SHARED_PART


def _parties_allow(one: Traits, other: Traits) -> bool:
    """Names may hide one party, country codes may not; and who acts is not who is acted upon."""
    if one.event_type in SYMMETRIC:
        return not _other_countries(one.everyone, other.everyone)
    if any(_other_countries(one.sides[role], other.sides[role]) for role in one.sides):
        return False
    return not (
        one.sides["actor"] & other.sides["recipient"] - other.sides["actor"]
        and one.sides["recipient"] & other.sides["actor"] - other.sides["recipient"]
    )


def _other_countries(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other) and all(map(str.isupper, one | other))
