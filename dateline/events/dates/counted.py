"""Events that a sentence counts from one another: 'two days after the vote', 'a month before they left'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.events.dates.candidates import LENGTH, UNITS
from dateline.events.dates.grammar import path_between
from dateline.events.dates.happening import Happening, Line
from dateline.records import Granularity, ResolvedDate
from dateline.temporal import intervals
from dateline.temporal.edtf import edtf_of
from dateline.temporal.intervals import OutOfRange

_SIDES = {"after": 1, "following": 1, "since": 1, "before": -1}
_INEXACT = {"to", "or"}  # "two or three days after" is no one day
_TO_THE_DAY = ["to", "the", "day"]
_ONE = (["the", "day"], ["the", "week"])
_WIDEST = 31  # days of a date that others are counted from


@dataclass(frozen=True, slots=True)
class Count:
    """How far one event of a sentence is from another, both by number, in units; before it where negative."""

    event: int
    base: int
    unit: Granularity
    steps: int
    bound: bool  # "more than": so far or farther
    exact: bool  # "to the day"
    text: str
    place: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Length:
    """A length of time and the word that counts by it: from `begins` to `sign`, by their places."""

    begins: int
    sign: int
    unit: Granularity
    steps: int
    bound: bool
    exact: bool
    text: str


def counts(line: Line, events: Sequence[Happening]) -> Iterator[Count]:
    """What a sentence counts from one to another of its events, given in order."""
    if len(events) < 2:
        return
    for length in _lengths(line):
        anchor = next((n for n, event in enumerate(events) if event.head > length.sign), None)
        if anchor is None or "," in line.lower[length.sign : events[anchor].head]:
            continue
        event = _counting(line, events, anchor, length.begins)
        if event is None:
            continue
        place = (events[event].sentence, length.begins, length.sign + 1)
        told = (length.bound, length.exact, length.text, place)
        if _is_timed(line, events[anchor]) or not _is_timed(line, events[event]):
            yield Count(event, anchor, length.unit, length.steps, *told)
        else:
            yield Count(anchor, event, length.unit, -length.steps, *told)


def _lengths(line: Line) -> Iterator[_Length]:
    """The lengths of a sentence that end in a word of counting: "two days after", "the day before"."""
    durations = {e.char_end: e for e in line.expressions if e.timex_type == "DURATION"}
    for index, word in enumerate(line.lower):
        if word not in _SIDES or index == 0:
            continue
        exact = line.lower[max(0, index - 3) : index] == _TO_THE_DAY
        last = line.words[max(0, index - 1 - 3 * exact)]
        found = durations.get(last.idx + len(last))
        value = LENGTH.fullmatch(found.timex_value) if found else None
        if found and value and _INEXACT.isdisjoint(found.text.lower().split()):
            begins = next(i for i, w in enumerate(line.words) if w.idx >= found.char_start)
            bound = found.timex_mod in ("MORE_THAN", "EQUAL_OR_MORE")
            is_within = begins > 0 and line.lower[begins - 1] == "within"
            if (found.timex_mod is None or bound) and not is_within:
                steps, text = _SIDES[word] * int(value[1]), f"{found.text} {word}"
                yield _Length(begins, index, UNITS[value[2]], steps, bound, exact, text)
        elif line.lower[max(0, index - 2) : index] in _ONE:
            unit = UNITS[line.lower[index - 1][0].upper()]
            yield _Length(index - 2, index, unit, _SIDES[word], False, False, f"the {unit} {word}")


def counted_from(base: ResolvedDate, count: Count) -> ResolvedDate | None:
    """The date that is so far from another; None where that one is too wide to count from."""
    if base.earliest is None or base.latest is None or (base.latest - base.earliest).days >= _WIDEST:
        return None
    unit: Granularity = "day" if count.exact else count.unit
    try:
        first = intervals.containing(unit, intervals.shift(base.earliest, count.unit, count.steps)).earliest
        last = intervals.containing(unit, intervals.shift(base.latest, count.unit, count.steps)).latest
        if count.bound:
            last = intervals.shift(base.latest, count.unit, count.steps)
    except OutOfRange:
        return None
    low, high = (
        (None, last) if count.bound and count.steps < 0 else (first, None) if count.bound else (first, last)
    )
    return ResolvedDate(
        edtf=edtf_of(low, high, base.qualifier),
        earliest=low,
        latest=high,
        extent="within",
        granularity="open" if count.bound else unit if base.earliest == base.latest else "days",
        qualifier=base.qualifier,
        basis="relative_to_event",
        text=count.text,
        anchor=base.earliest,
        rule="counted from an event",
        confidence=base.confidence,
    )


def _counting(line: Line, events: Sequence[Happening], anchor: int, begins: int) -> int | None:
    """The event that is counted: the first above the anchor in the parse, else the nearest."""
    heads = {event.head: n for n, event in enumerate(events) if n != anchor}
    over = next((heads[word] for word in line.above(events[anchor].head) if word in heads), None)
    if over is not None:
        return over
    before = [n for n, event in enumerate(events) if event.head < begins]
    return before[-1] if before else anchor + 1 if anchor + 1 < len(events) else None


def _is_timed(line: Line, event: Happening) -> bool:
    """Whether a date hangs on an event in the parse."""
    heads = (line.head_of(period.start, period.end) for period in line.periods)
    return any(path_between(line, event.head, head).startswith("under") for head in heads)
