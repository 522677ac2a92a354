"""Dates counted from another event: 'two days after the vote', 'a month before the troops withdrew'.

One of the two events is dated, in the sentence or before it in the document; the other is so far from it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.records import UNDATED, EventMention, Granularity, ResolvedDate, TimeExpression
from dateline.temporal import intervals
from dateline.temporal.edtf import edtf_of
from dateline.temporal.intervals import Interval, OutOfRange

_SIDES = {"after": 1, "following": 1, "before": -1}
_LENGTH = re.compile(r"P(\d+)([DWMY])")
_UNITS: Mapping[str, Granularity] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_INEXACT = {"to", "or"}  # "two or three days after" is no one day
_WIDEST = 31  # days of a date that others are counted from
_STEM = 4  # letters
_CLIMBS = 3  # words between the anchor and the event that counts from it
_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class Offset:
    """How far an event is from another: the words (by their index in the document) that head the two."""

    event: int
    anchor: int
    unit: Granularity
    steps: int  # negative: before the anchor
    text: str
    told_of_anchor: bool  # whether the sentence's date is the anchor's by the parse

    @property
    def reversed(self) -> "Offset":
        """The same, counted from the other event."""
        return Offset(self.anchor, self.event, self.unit, -self.steps, self.text, self.told_of_anchor)


def offsets(
    words: Sequence[Token], expressions: Sequence[TimeExpression], heads: Sequence[int]
) -> Iterator[Offset]:
    """What a sentence counts from its events; `heads` are the places in it of the events' words."""
    inside = {words[head].i for head in heads}
    starts = {e.char_start for e in expressions if e.timex_type in ("DATE", "TIME")}
    dates = [word for word in words if word.idx in starts]
    lengths = {e.char_end: e for e in expressions if e.timex_type == "DURATION"}
    for index, word in enumerate(words):
        side = _SIDES.get(word.lower_)
        if side is None or index == 0 or word.head.i not in inside:
            continue
        unit = words[index - 1]
        length = lengths.get(unit.idx + len(unit))
        begins = index - 1 - (len(length.text.split()) if length else 1)
        if begins >= 0 and words[begins].lower_ == "within":
            continue
        event = next((above.i for above in _above(word.head) if above.i in inside), None)
        counted = _counted(length, words[max(0, index - 2) : index])
        if counted is not None and event is not None:
            told = any(_reaches_first(when, word.head.i, event) for when in dates)
            name, count, text = counted
            yield Offset(event, word.head.i, name, side * count, f"{text} {word.text}", told)


def date_anchored(
    mentions: Sequence[EventMention], places: Mapping[int, int], found: Sequence[Offset]
) -> list[EventMention]:
    """The mentions of a document so far, those dated that a sentence counts from a dated one.

    `places` gives the place among the mentions of the event that a word of the sentence heads.
    """
    dated = list(mentions)
    for offset in found:
        event, anchor = places[offset.event], places[offset.anchor]
        if dated[event].date == dated[anchor].date:  # the one expression dates one of them
            other = event if offset.told_of_anchor else anchor
            dated[other] = replace(dated[other], date=UNDATED)
        for way in (offset, offset.reversed):
            place = places[way.event]
            since = _date_of(dated, places[way.anchor])
            if dated[place].date == UNDATED and since is not None:
                dated[place] = replace(dated[place], date=_counted_from(since, way))
                break
    return dated


def _counted(length: TimeExpression | None, before: Sequence[Token]) -> tuple[Granularity, int, str] | None:
    """The unit, count and words of a length of time; 'the day', which is no expression, is one."""
    if length is not None:
        value = _LENGTH.fullmatch(length.timex_value)
        if length.timex_mod is not None or not _INEXACT.isdisjoint(length.text.lower().split()):
            return None
        return (_UNITS[value[2]], int(value[1]), length.text) if value else None
    words = [word.lower_ for word in before]
    unit = next((unit for unit in _UNITS.values() if words[-1:] == [unit]), None)
    return (unit, 1, " ".join(words)) if unit and words[0] == "the" else None


def _above(word: Token) -> Iterator[Token]:
    for _ in range(_CLIMBS):
        if word.head.i == word.i:
            return
        word = word.head
        yield word


def _reaches_first(word: Token, anchor: int, event: int) -> bool:
    """Whether the way up from a word in the parse comes to the anchor, and not to the event before."""
    above = next((token.i for token in word.ancestors if token.i in (anchor, event)), event)
    return above == anchor


def _date_of(mentions: Sequence[EventMention], place: int) -> ResolvedDate | None:
    """The date of a mention, or where it has none that of the last of its type and word before it."""
    sort = _sort(mentions[place])
    so_far = (mentions[at] for at in range(place, -1, -1))
    return next((m.date for m in so_far if _is_narrow(m.date) and _sort(m) == sort), None)


def _sort(mention: EventMention) -> tuple[str, str]:
    """What "invaded" and "the invasion" have in common."""
    return mention.event_type, mention.trigger.lower()[:_STEM]


def _is_narrow(date: ResolvedDate) -> bool:
    if date.earliest is None or date.latest is None:
        return False
    return (date.latest - date.earliest).days < _WIDEST


def _counted_from(anchor: ResolvedDate, offset: Offset) -> ResolvedDate:
    assert anchor.earliest is not None
    assert anchor.latest is not None
    try:
        first = intervals.shift(anchor.earliest, offset.unit, offset.steps)
        last = intervals.shift(anchor.latest, offset.unit, offset.steps)
        whole = Interval(
            intervals.containing(offset.unit, first).earliest, intervals.containing(offset.unit, last).latest
        )
    except OutOfRange:
        return UNDATED
    return ResolvedDate(
        edtf=edtf_of(whole.earliest, whole.latest, anchor.qualifier),
        earliest=whole.earliest,
        latest=whole.latest,
        extent="within",
        granularity=offset.unit if anchor.earliest == anchor.latest else "days",
        qualifier=anchor.qualifier,
        basis="relative_to_event",
        text=offset.text,
        anchor=anchor.earliest,
        rule="counted from an event",
        confidence=min(_CONFIDENCE, anchor.confidence),
    )
