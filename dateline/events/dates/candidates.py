"""The dates that an event of a document may have, each with where it comes from.

A candidate is an interval with its evidence: a time expression of the sentence or of one near it, the layout,
the publication day, another event. Nothing here chooses; `clues` are what the choice goes by.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from dateline.events.dates.candidate import Candidate, bounded, bucket, from_publication, grain
from dateline.events.dates.grammar import cost_between, form_of, path_between, predicate_of
from dateline.events.dates.happening import Happening, Line
from dateline.events.dates.readings import in_year, readings, year_before
from dateline.events.dates.story import Days, Story
from dateline.records import UNDATED, Granularity
from dateline.temporal import intervals
from dateline.temporal.intervals import OutOfRange
from dateline.temporal.periods import Period

_DAY = dt.timedelta(days=1)
_BACK = 8  # sentences before from which a date is taken
_AHEAD = 2
_MOST_BACK = 4
_LEAD = 3
_MOST_LEAD = 3
_MOST_ONSETS = 2
_PAST = {"past", "past passive", "perfect", "pluperfect"}
_NEWS_RULE = "news of the day"
LENGTH = re.compile(r"P(\d+)([DWMY])")
UNITS: Mapping[str, Granularity] = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def candidates(story: Story, event: Happening) -> list[Candidate]:
    """All that the document alone, without its other events, offers an event."""
    found = [Candidate("none", UNDATED)]
    found += _of_publication(story)
    line = story.lines[event.sentence]
    found += _of_sentence(story, replace(event, head=predicate_of(line, event.head)))
    found += _of_layout(story, event)
    found += _of_neighbours(story, event)
    return [placed(story, each) for each in found]


def placed(story: Story, candidate: Candidate) -> Candidate:
    """A candidate with what is to be said of its days, as they lie from publication."""
    date = candidate.date
    if date.basis == "none":
        return candidate
    told, in_lead = story.told(candidate.days)
    days = f"{grain(date)} {story.away(date)}"
    return replace(candidate, days_clues=(days, f"told {told}", f"in lead {in_lead} {candidate.is_whole}"))


def until_publication(story: Story, source: Candidate) -> Iterator[Candidate]:
    """A date that goes on from another to publication."""
    earliest, published = source.date.earliest, story.published
    if earliest is not None and published is not None and earliest < published - _DAY:
        date = replace(bounded(source.date, earliest, published, "until publication"), extent="spans")
        yield replace(source, reading=f"{source.reading} to now".strip(), date=date)


def _of_publication(story: Story) -> Iterator[Candidate]:
    day = story.published
    if day is None:
        return
    yield Candidate("pub", from_publication(day, day, day, "document", "day", f"{_NEWS_RULE}: its day"))
    if day > dt.date.min:
        yield Candidate("news", from_publication(day, day - _DAY, day, "document", "days", _NEWS_RULE))
    bounds = [("over", None, day, "told as over"), ("ahead", day, None, "told as ahead")]
    if dt.date.min < day < dt.date.max:
        bounds.append(("past", None, day - _DAY, "told as over before"))
        bounds.append(("later", day + _DAY, None, "told as yet to come"))
    for kind, low, high, rule in bounds:
        yield Candidate(kind, from_publication(day, low, high, "publication", "open", rule))


def _of_sentence(story: Story, event: Happening) -> Iterator[Candidate]:
    line = story.lines[event.sentence]
    heads = [line.head_of(period.start, period.end) for period in line.periods]
    paths = [path_between(line, event.head, head) for head in heads]
    costs = [cost_between(line, event.head, head) for head in heads]
    ranks = {place: rank for rank, place in enumerate(sorted(range(len(costs)), key=costs.__getitem__))}
    words = [_words_between(event, period) for period in line.periods]
    is_past = form_of(line, event.head) in _PAST
    for place, period in enumerate(line.periods):
        told = year_before(story, event.sentence, period)
        clues = [
            paths[place],
            f"{paths[place]} {period.signal}",
            f"rank {min(ranks[place], 2)} of {min(len(heads), 3)}",
            f"words {bucket(words[place])}",
            f"nearest {words[place] == min(words)}",
            f"rival {any(p.startswith('under') for i, p in enumerate(paths) if i != place)}",
            f"host {_host(line, event.head, heads[place])}",
            *_sides(line, event, period),
            f"another year told {'no' if told is None else min(told[1], 3)}",
        ]
        where = (event.sentence, period.start, period.end)
        for each in readings(story, period, "own", clues, where):
            if not (is_past and each.reading == "other side" and story.away(each.date) == "ahead"):
                yield each
        if told is not None:
            yield Candidate("own", in_year(period.bare, told[0]), "in year", tuple(clues), where)
    yield from _both(line, event)
    yield from _lengths(story, line, event)


def _both(line: Line, event: Happening) -> Iterator[Candidate]:
    """From the first to the last of two dates of the sentence: "in 1687 and 1689"."""
    for one, two in pairwise(line.periods):
        first, last = one.bare.earliest, two.bare.latest
        if one.bare.granularity == two.bare.granularity and first and last and first <= last:
            date = bounded(one.bare, first, last, "from one to the other")
            path = path_between(line, event.head, line.head_of(one.start, one.end))
            clues = (path, f"words between {bucket(two.start - one.end)}")
            yield Candidate("own", date, "both", clues, (event.sentence, one.start, two.end))


def _lengths(story: Story, line: Line, event: Happening) -> Iterator[Candidate]:
    """So long before or after publication: "in the past three weeks", "within ten days"."""
    published = story.published
    for expression in line.expressions:
        length = LENGTH.fullmatch(expression.timex_value) if expression.timex_type == "DURATION" else None
        if length is None or published is None:
            continue
        inside = [i for i, w in enumerate(line.words) if expression.char_start <= w.idx < expression.char_end]
        start, end = inside[0], inside[-1] + 1
        before = " ".join(line.lower[max(0, start - 2) : start])
        clues = (
            path_between(line, event.head, line.head_of(start, end)),
            f"after {before}",
            f"follows {line.lower[end] if end < len(line.lower) else ''}",
        )
        try:
            away = intervals.shift(published, UNITS[length[2]], int(length[1]))
            ago = intervals.shift(published, UNITS[length[2]], -int(length[1]))
        except OutOfRange:
            continue
        for side, low, high in (("ahead", published, away), ("before", ago, published)):
            date = from_publication(
                low, high, published, "relative_to_publication", "days", "so long from publication"
            )
            date = replace(date, text=expression.text)
            yield Candidate("length", date, side, clues, (event.sentence, start, end))


def _host(line: Line, event: int, head: int) -> str:
    """What a time expression hangs on: the event itself, or a word of which sort."""
    above = line.heads[head]
    return "event" if above == event else line.pos[above]


def _sides(line: Line, event: Happening, period: Period) -> Iterator[str]:
    before = period.end <= event.head
    between = range(period.end, event.head) if before else range(event.head + 1, period.start)
    verbs = sum(line.pos[index] == "VERB" for index in between)
    commas = sum(line.lower[index] == "," for index in between)
    opens = all(line.pos[index] in ("ADP", "PUNCT", "ADV", "SCONJ") for index in range(period.start))
    yield f"{'opens' if opens else 'before' if before else 'after'} verbs {min(verbs, 2)}"
    yield f"{'before' if before else 'after'} commas {min(commas, 2)}"


def _words_between(event: Happening, period: Period) -> int:
    return max(event.head - period.end, period.start - event.head - 1, 0)


def _of_layout(story: Story, event: Happening) -> Iterator[Candidate]:
    stamp = story.stamps[event.sentence]
    if stamp is None:
        return
    kind = "row" if stamp.row else "heading"
    rule = f"{kind}: {stamp.date.rule}"
    date = replace(stamp.date, rule=rule)
    clues = (f"{grain(date)} {story.away(date)}", f"same sentence {stamp.sentence == event.sentence}")
    yield Candidate(kind, date, "", clues, (stamp.sentence, stamp.start, stamp.end))


def _of_neighbours(story: Story, event: Happening) -> Iterator[Candidate]:
    here = story.lines[event.sentence]
    timed = "timed" if here.periods else "untimed"
    seen: set[Days] = set()
    count = 0
    for number in range(event.sentence - 1, max(-1, event.sentence - 1 - _BACK), -1):
        for period in reversed(story.lines[number].periods):
            if period.bare.earliest is None or (period.bare.earliest, period.bare.latest) in seen:
                continue
            seen.add((period.bare.earliest, period.bare.latest))
            clues = (f"rank {count} {timed}", f"back {bucket(event.sentence - number)} {timed}")
            for near in _near(story, period, number, "before", clues):
                yield near
                yield from until_publication(story, near)
            count += 1
        if count >= _MOST_BACK:
            break
    if event.sentence > _LEAD:
        leads = [(n, p) for n in range(_LEAD) for p in story.lines[n].periods if p.bare.earliest]
        for number, period in leads[:_MOST_LEAD]:
            for near in _near(story, period, number, "lead", (timed,)):
                yield near
                yield from until_publication(story, near)
    yield from _range(story)
    yield from _onsets(story)
    for number in range(event.sentence + 1, min(len(story.lines), event.sentence + 1 + _AHEAD)):
        for period in story.lines[number].periods[:2]:
            if period.bare.earliest is not None:
                place = f"ahead {number - event.sentence} {timed}"
                yield from _near(story, period, number, "next", (place,))


def _range(story: Story) -> Iterator[Candidate]:
    """From the first to the last day of the dates that the lead tells."""
    told = [p.bare for line in story.lines[:_LEAD] for p in line.periods if p.bare.earliest and p.bare.latest]
    if len(told) > 1:
        first = min(told, key=lambda date: date.earliest or dt.date.max)
        last = max(date.latest for date in told if date.latest)
        date = replace(
            bounded(first, first.earliest, last, "the days of the lead"), basis="relative_to_event"
        )
        yield Candidate("range", date)


def _onsets(story: Story) -> Iterator[Candidate]:
    """What the document counts from, wherever it does: "600 have died since May"."""
    seen: set[Days] = set()
    for number, line in enumerate(story.lines):
        for period in line.periods:
            days = (period.bare.earliest, period.bare.latest)
            is_new = days not in seen and len(seen) < _MOST_ONSETS
            if period.signal == "since" and period.bare.earliest and is_new:
                seen.add(days)
                for near in _near(story, period, number, "since", ()):
                    yield replace(near, date=replace(near.date, text=period.date.text))


def _near(
    story: Story, period: Period, number: int, kind: str, clues: tuple[str, ...]
) -> Iterator[Candidate]:
    line = story.lines[number]
    head = line.head_of(period.start, period.end)
    above = line.above(head)
    clauses = sum(line.is_clause(word) for word in above)
    hangs = "noun" if above and not line.is_clause(above[0]) else f"verb {min(clauses, 2)}"
    told = "after" if kind == "next" else "before"
    date = replace(period.bare, basis="relative_to_event", rule=f"date told {told}: {period.bare.rule}")
    common = (*clues, f"{grain(date)} {story.away(date)}", f"signal {period.signal}", f"hangs {hangs}")
    yield Candidate(kind, date, "", common, (number, period.start, period.end))
