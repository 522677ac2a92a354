"""The dates that an event of a document may have, each with where it comes from.

A candidate is an interval with its evidence: a time expression of the sentence or of one near it, the layout,
the publication day, another event. Nothing here chooses; `clues` are what the choice goes by.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from dateline.events.dates.candidate import Candidate, bounded, bucket, from_publication
from dateline.events.dates.grammar import cost_between, form_of, path_between, predicate_of
from dateline.events.dates.happening import Happening, Line
from dateline.events.dates.neighbours import Neighbours
from dateline.events.dates.readings import Reading, in_year, readings, year_before
from dateline.events.dates.story import Story, grain
from dateline.records import UNDATED, Granularity
from dateline.temporal import intervals
from dateline.temporal.intervals import OutOfRange
from dateline.temporal.periods import Period

_DAY = dt.timedelta(days=1)
_PAST = {"past", "past passive", "perfect", "pluperfect"}
_NEWS_RULE = "news of the day"
LENGTH = re.compile(r"P(\d+)([DWMY])")
UNITS: Mapping[str, Granularity] = {"D": "day", "W": "week", "M": "month", "Y": "year"}


class Candidates:
    """All that a document alone, without its other events, offers each of its events.

    What it offers several is made once.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self._of_all = [Candidate("none", UNDATED), *_of_publication(story)]
        self._readings: dict[tuple[int, int], list[Reading]] = {}
        self._neighbours = Neighbours(story)

    def of(self, event: Happening) -> list[Candidate]:
        """The candidates of an event."""
        line = self.story.lines[event.sentence]
        at_verb = replace(event, head=predicate_of(line, event.head))
        return [
            *self._of_all,
            *self._of_sentence(line, at_verb),
            *_lengths(self.story, line, at_verb),
            *_of_layout(self.story, event),
            *self._neighbours.of(event),
        ]

    def _of_sentence(self, line: Line, event: Happening) -> Iterator[Candidate]:
        if not line.periods:
            return
        heads = [line.head_of(period.start, period.end) for period in line.periods]
        paths = [path_between(line, event.head, head) for head in heads]
        costs = [cost_between(line, event.head, head) for head in heads]
        ranks = {place: rank for rank, place in enumerate(sorted(range(len(costs)), key=costs.__getitem__))}
        words = [_words_between(event, period) for period in line.periods]
        is_past = form_of(line, event.head) in _PAST
        for place, period in enumerate(line.periods):
            told = year_before(self.story, event.sentence, period)
            clues = (
                paths[place],
                f"{paths[place]} {period.signal}",
                f"rank {min(ranks[place], 2)} of {min(len(heads), 3)}",
                f"words {bucket(words[place])}",
                f"nearest {words[place] == min(words)}",
                f"rival {any(p.startswith('under') for i, p in enumerate(paths) if i != place)}",
                f"host {_host(line, event.head, heads[place])}",
                *_sides(line, event, period),
                f"another year told {'no' if told is None else min(told[1], 3)}",
            )
            given = (
                *clues,
                f"{grain(period.bare)} {self.story.away(period.bare)}",
                f"signal {period.signal}",
            )
            where = (event.sentence, period.start, period.end)
            for reading, date in self._read(event.sentence, place):
                is_late = is_past and reading == "other side" and self.story.away(date) == "ahead"
                if not is_late:
                    plain = () if reading else (date.basis,)
                    yield Candidate("own", date, reading, (*given, *plain), where)
            if told is not None:
                yield Candidate("own", in_year(period.bare, told[0]), "in year", clues, where)
        yield from _both(line, event)

    def _read(self, sentence: int, place: int) -> list[Reading]:
        """What a time expression of a sentence may mean."""
        if (sentence, place) not in self._readings:
            period = self.story.lines[sentence].periods[place]
            self._readings[sentence, place] = readings(self.story, period)
        return self._readings[sentence, place]


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
