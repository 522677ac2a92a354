"""The dates that the sentences around an event offer it: those before and after, and those of the lead."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.events.dates.candidate import Candidate, bounded, bucket, until
from dateline.events.dates.happening import Happening
from dateline.events.dates.story import LEAD, Days, Story, grain
from dateline.records import ResolvedDate
from dateline.temporal.periods import Period

_BACK = 8  # sentences before from which a date is taken
_AHEAD = 2
_MOST_BACK = 4
_MOST_LEAD = 3
_MOST_NEXT = 2
_MOST_ONSETS = 2


@dataclass(frozen=True, slots=True)
class _Near:
    """A date as it is told to other sentences: before or after it, until publication, and how it is told."""

    days: Days
    before: ResolvedDate
    after: ResolvedDate
    to_now: ResolvedDate | None
    clues: tuple[str, ...]
    place: tuple[int, int, int]


class Neighbours:
    """What the sentences of a document offer the events of others; made once for all of them."""

    def __init__(self, story: Story) -> None:
        self._near = [_near_of(story, number) for number in range(len(story.lines))]
        self._timed = [bool(line.periods) for line in story.lines]
        self._lead = [near for told in self._near[:LEAD] for near in told][:_MOST_LEAD]
        self._of_all = [*_range(story), *_onsets(story, self._near)]

    def of(self, event: Happening) -> Iterator[Candidate]:
        """The candidates of an event."""
        timed = "timed" if self._timed[event.sentence] else "untimed"
        yield from self._before(event.sentence, timed)
        if event.sentence > LEAD:
            for near in self._lead:
                yield from _told_before("lead", near, (timed,))
        yield from self._of_all
        for number in range(event.sentence + 1, min(len(self._near), event.sentence + 1 + _AHEAD)):
            for near in self._near[number][:_MOST_NEXT]:
                clues = (f"ahead {number - event.sentence} {timed}", *near.clues)
                yield Candidate("next", near.after, "", clues, near.place)

    def _before(self, sentence: int, timed: str) -> Iterator[Candidate]:
        """Different dates of the sentences before, the nearest first."""
        seen: set[Days] = set()
        for number in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
            for near in reversed(self._near[number]):
                if near.days not in seen:
                    clues = (f"rank {len(seen)} {timed}", f"back {bucket(sentence - number)} {timed}")
                    yield from _told_before("before", near, clues)
                    seen.add(near.days)
            if len(seen) >= _MOST_BACK:
                break


def _told_before(kind: str, near: _Near, clues: tuple[str, ...]) -> Iterator[Candidate]:
    clues = (*clues, *near.clues)
    yield Candidate(kind, near.before, "", clues, near.place)
    if near.to_now is not None:
        yield Candidate(kind, near.to_now, "to now", clues, near.place)


def _near_of(story: Story, number: int) -> list[_Near]:
    """The dates of a sentence, as others may take them."""
    return [_near(story, number, period) for period in story.lines[number].periods if period.bare.earliest]


def _near(story: Story, number: int, period: Period) -> _Near:
    line, bare = story.lines[number], period.bare
    above = line.above(line.head_of(period.start, period.end))
    clauses = sum(line.is_clause(word) for word in above)
    hangs = "noun" if above and not line.is_clause(above[0]) else f"verb {min(clauses, 2)}"
    before = replace(bare, basis="relative_to_event", rule=f"date told before: {bare.rule}")
    after = replace(bare, basis="relative_to_event", rule=f"date told after: {bare.rule}")
    clues = (f"{grain(bare)} {story.away(bare)}", f"signal {period.signal}", f"hangs {hangs}")
    days = bare.earliest, bare.latest
    return _Near(
        days, before, after, until(before, story.published), clues, (number, period.start, period.end)
    )


def _range(story: Story) -> Iterator[Candidate]:
    """From the first to the last day of the dates that the lead tells."""
    told = [p.bare for line in story.lines[:LEAD] for p in line.periods if p.bare.earliest and p.bare.latest]
    if len(told) > 1:
        first = min(told, key=lambda date: date.earliest or dt.date.max)
        last = max(date.latest for date in told if date.latest)
        date = replace(
            bounded(first, first.earliest, last, "the days of the lead"), basis="relative_to_event"
        )
        yield Candidate("range", date)


def _onsets(story: Story, near: Sequence[Sequence[_Near]]) -> Iterator[Candidate]:
    """What the document counts from, wherever it does: "600 have died since May"."""
    since = {
        (number, period.start): period.date.text
        for number, line in enumerate(story.lines)
        for period in line.periods
        if period.signal == "since"
    }
    found: dict[Days, Candidate] = {}
    for each in (each for told in near for each in told if each.place[:2] in since):
        date = replace(each.before, text=since[each.place[:2]])
        found.setdefault(each.days, Candidate("since", date, "", each.clues, each.place))
    yield from list(found.values())[:_MOST_ONSETS]
