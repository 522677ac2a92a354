"""When an event was: the period that its trigger stands with, or a bound that another event sets."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dateline.events.triggers import TriggerMatch
from dateline.records import UNDATED, ResolvedDate
from dateline.temporal.edtf import edtf_of
from dateline.temporal.periods import Period

_CLAUSE_COST = 10  # words of distance that another clause, a verb or a comma between is worth
_VERB_COST = 7
_COMMA_COST = 2
_FARTHEST = 25
_TOPIC = {"on", "about", "over", "of", "regarding", "concerning"}
_ROW_MARKS = {"|", ":", "–", "—"}
_BOUND_CONFIDENCE = 0.4


def date_triggers(
    words: Sequence[Token],
    clauses: Sequence[int],
    matches: Sequence[TriggerMatch],
    periods: Sequence[Period],
    publication: dt.date | None,
) -> list[ResolvedDate]:
    """A date for every trigger of a sentence, `UNDATED` where no period fits.

    The nearest period by words wins, other clauses and verbs between counting as distance. A nominal that is
    the topic of a dated verb ("briefed them last week on the deployment") happened not later than the verb.
    """
    usable = [period for period in periods if period.date.basis != "none" and period.timex_type != "SET"]
    dates = [_nearest(words, clauses, match, usable, publication) for match in matches]
    for index, match in enumerate(matches):
        governor = _topic_of(words, clauses, matches, index)
        if governor is not None and not _stands_with(words, match, usable):
            dates[index] = not_later_than(dates[governor])
    return dates


def row_date(words: Sequence[Token], periods: Sequence[Period]) -> ResolvedDate | None:
    """The date that a row of a chronology opens with ("3 October | …"), for events without another."""
    if not periods or periods[0].start > 0 or periods[0].end >= len(words):
        return None
    date = periods[0].date
    marked = words[periods[0].end].text in _ROW_MARKS
    return replace(date, rule=f"row: {date.rule}") if marked and date.basis != "none" else None


def not_later_than(date: ResolvedDate) -> ResolvedDate:
    """The bound that an event told of sets: it was over, or had begun, when it was told."""
    if date.latest is None:
        return UNDATED
    return replace(
        date,
        edtf=edtf_of(None, date.latest),
        earliest=None,
        extent="within",
        granularity="open",
        qualifier="",
        basis="relative_to_event",
        rule=f"told by then: {date.rule}",
        confidence=_BOUND_CONFIDENCE,
    )


def _nearest(
    words: Sequence[Token],
    clauses: Sequence[int],
    match: TriggerMatch,
    periods: Sequence[Period],
    publication: dt.date | None,
) -> ResolvedDate:
    costs = [(_cost(words, clauses, match, period), index) for index, period in enumerate(periods)]
    cost, index = min(costs, default=(_FARTHEST + 1, -1))
    if cost > _FARTHEST:
        return UNDATED
    return _as_event(words, match, periods[index], publication)


def _cost(words: Sequence[Token], clauses: Sequence[int], match: TriggerMatch, period: Period) -> int:
    """How far a period stands from a trigger: words between, with verbs, commas and clauses as detours."""
    if period.end <= match.start:
        between = range(period.end, match.start)
    elif period.start >= match.end:
        between = range(match.end, period.start)
    else:
        between = range(0)
    opens = period.end <= match.start and all(
        word.is_punct or word.pos_ in ("ADP", "ADV") for word in words[: period.start]
    )
    cost = 0 if opens else len(between)
    for index in between:
        if words[index].pos_ == "VERB":
            cost += _VERB_COST
        elif words[index].text == "," and not opens:
            cost += _COMMA_COST
    if clauses[period.start] != clauses[match.head]:
        cost += _CLAUSE_COST
    return cost


def _as_event(
    words: Sequence[Token], match: TriggerMatch, period: Period, publication: dt.date | None
) -> ResolvedDate:
    """A period as the date of an event: 'since' and 'by' reach to the publication day as the verb says."""
    date = period.date
    if period.signal in ("since", "from") and publication is not None and date.earliest is not None:
        latest = max(date.earliest, publication)
        return replace(date, latest=latest, edtf=edtf_of(date.earliest, latest, date.qualifier))
    if period.signal == "by" and publication is not None and date.latest is not None:
        earliest = publication if date.latest >= publication and words[match.head].tag_ != "VBD" else None
        return replace(date, earliest=earliest, edtf=edtf_of(earliest, date.latest, date.qualifier))
    return date


def _topic_of(
    words: Sequence[Token], clauses: Sequence[int], matches: Sequence[TriggerMatch], index: int
) -> int | None:
    """The verb trigger before a nominal one whose topic it is: 'briefed … on the deployment'."""
    match = matches[index]
    if not match.nominal:
        return None
    for earlier in range(index - 1, -1, -1):
        verb = matches[earlier]
        if verb.nominal or clauses[verb.head] != clauses[match.head]:
            continue
        between = words[verb.end : match.start]
        if any(word.pos_ == "VERB" for word in between):
            return None
        links = [word.lower_ for word in between if word.pos_ == "ADP"]
        return earlier if links and links[-1] in _TOPIC else None
    return None


def _stands_with(words: Sequence[Token], match: TriggerMatch, periods: Sequence[Period]) -> bool:
    """Whether a period is part of a nominal's own phrase: 'Monday's test', 'the attack on Tuesday'."""
    for period in periods:
        gap = (
            words[period.end : match.start] if period.end <= match.start else words[match.end : period.start]
        )
        if len(gap) <= 3 and not any(word.pos_ == "VERB" or word.text == "," for word in gap):
            return True
    return False
