"""Dating the outbreak that a document counts from.

News counts the toll of a war 'since' its beginning. Where a document speaks of such a beginning without its
date ("since the start of the invasion") and counts a toll since one date only, in a sentence about the same
side, that date is when it began.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.records import UNDATED, EventMention, ResolvedDate
from dateline.temporal.edtf import edtf_of
from dateline.temporal.periods import Period

ONSET_WORDS = {"start", "beginning", "outbreak", "onset", "since", "begin", "launch"}
_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class Toll:
    """A sentence that counts casualties since a date, and the countries that it names."""

    period: Period
    since: ResolvedDate  # the date itself, without the open end
    countries: frozenset[str]


def date_onsets(
    mentions: Sequence[EventMention], onsets: Mapping[str, bool], tolls: Sequence[Toll]
) -> list[EventMention]:
    """Give undated onset mentions of ASSAULT the date that the document's tolls count from, if it is one."""
    dates = {toll.since.edtf for toll in tolls}
    if len(dates) != 1:
        return list(mentions)
    toll = tolls[0]
    dated = []
    for mention in mentions:
        actors = {entry.entity.iso3 for entry in mention.participants if entry.role == "actor"}
        open_date = mention.date == UNDATED
        if open_date and onsets.get(mention.mention_id) and actors & toll.countries:
            mention = replace(mention, date=_onset(toll))
        dated.append(mention)
    return dated


def _onset(toll: Toll) -> ResolvedDate:
    since = toll.since
    return replace(
        since,
        edtf=edtf_of(since.earliest, since.latest, since.qualifier),
        extent="within",
        basis="relative_to_event",
        text=toll.period.date.text,
        rule="outbreak that the toll counts from",
        confidence=_CONFIDENCE,
    )
