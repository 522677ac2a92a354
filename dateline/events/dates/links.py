"""The dates that the other events of a document offer an event: the story so far, the same event told before.

They come from the first pass over the document, so each carries how sure that was.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from dateline.events.dates.candidate import Candidate, bucket, until
from dateline.events.dates.counted import counted_from, counts
from dateline.events.dates.grammar import path_between
from dateline.events.dates.happening import Happening, Line
from dateline.events.dates.ranker import Ranking
from dateline.events.dates.story import Story
from dateline.records import ResolvedDate

_Key = TypeVar("_Key")

_STEM = 4  # letters
_REACH = 6  # sentences
_AHEAD = 2
_MOST_BESIDE = 3
_STATED = {"own", "own itself", "own in year", "row", "heading"}
_SIGNS = {"after", "before", "following", "since"}
_GO_ON = {"beside", "story", "main"}  # what may go on to publication


class Links:
    """A document's events, in order, each with what the first pass chose, to be offered to others."""

    def __init__(self, story: Story, events: Sequence[Happening], firsts: Sequence[Ranking]) -> None:
        self._story, self._events, self._firsts = story, events, firsts
        self._dates = [_as_context(first.best.date) for first in firsts]
        self._keys = [event.head_key for event in events]
        self._stems = [_stem(story, event) for event in events]
        self._dated = [number for number, first in enumerate(firsts) if first.best.is_whole]
        self._by_stem = self._dated_by(lambda number: self._stems[number])
        self._by_type = self._dated_by(lambda number: events[number].event_type)
        self._by_sentence = self._dated_by(lambda number: events[number].sentence)
        self._by_days = self._dated_by(lambda number: firsts[number].best.days)
        self._votes = {
            days: sum(firsts[number].share for number in told) for days, told in self._by_days.items()
        }

    def _dated_by(self, key: Callable[[int], _Key]) -> dict[_Key, list[int]]:
        """The numbers of the events that have a date, by something of them."""
        found: dict[_Key, list[int]] = defaultdict(list)
        for number in self._dated:
            found[key(number)].append(number)
        return found

    def of(self, event: Happening) -> Iterator[Candidate]:
        """The candidates of an event, which may be none of these events."""
        number = bisect_left(self._keys, event.head_key)
        is_one = number < len(self._keys) and self._keys[number] == event.head_key
        own = number if is_one else None
        found = [
            *self._beside(event, own),
            *self._along(event),
            *self._again(event, number, own),
            *self._main(own),
        ]
        yield from found
        for each in found:
            going_on = until(each.date, self._story.published) if each.kind in _GO_ON else None
            if going_on is not None:
                reading = f"{each.reading} to now".strip()
                yield replace(each, reading=reading, date=going_on)
        yield from self._counted(event, own)

    def _beside(self, event: Happening, own: int | None) -> Iterator[Candidate]:
        """The other events of the sentence, by the path in the parse."""
        line = self._story.lines[event.sentence]
        others = [index for index in self._by_sentence.get(event.sentence, ()) if index != own]
        others.sort(key=lambda index: abs(self._events[index].head - event.head))
        for place, index in enumerate(others[:_MOST_BESIDE]):
            path = path_between(line, event.head, self._events[index].head)
            mark = _mark(line, self._events[index].head)
            yield self._taken("beside", index, (path, f"rank {place}", mark, f"{mark} {path}"))

    def _along(self, event: Happening) -> Iterator[Candidate]:
        """The last dated event of the sentences before, and the first of those after."""
        here = event.sentence
        before = [i for i in self._dated if 0 < here - self._events[i].sentence <= _REACH]
        after = next((i for i in self._dated if self._events[i].sentence > here), None)
        if before:
            index = before[-1]
            back = f"back {min(here - self._events[index].sentence, 3)}"
            yield self._taken("story", index, (back,))
            first = self._by_sentence[self._events[index].sentence][0]
            if first != index:
                yield self._taken("story", first, (back,), "first")
        if after is not None and self._events[after].sentence <= here + _AHEAD:
            yield self._taken("story", after, (f"ahead {self._events[after].sentence - here}",), "after")

    def _again(self, event: Happening, number: int, own: int | None) -> Iterator[Candidate]:
        """Another mention of what may be the same event: of one stem, and of one type."""
        firsts = self._firsts
        same = [i for i in self._by_stem.get(_stem(self._story, event), ()) if i != own]
        if same:
            index = max(same, key=lambda i: (firsts[i].best.name in _STATED, firsts[i].share))
            order = "before" if index < number else "after"
            alike = event.event_type == self._events[index].event_type
            yield self._taken("again", index, (order, f"type {alike}", f"{len(same) > 1}"))
        kin = [i for i in self._by_type.get(event.event_type, ()) if i != own and i not in same]
        if kin:
            index = max(kin, key=lambda i: firsts[i].share)
            yield self._taken("kin", index, ("before" if index < number else "after",))

    def _main(self, own: int | None) -> Iterator[Candidate]:
        """What most of the other events are dated."""
        firsts = self._firsts
        votes, others = self._votes, len(self._dated)
        if own is not None and firsts[own].best.is_whole:
            votes, others = dict(votes), others - 1
            days = firsts[own].best.days
            votes[days] = sum(firsts[i].share for i in self._by_days[days] if i != own)
        if others > 0:
            days = max(votes, key=votes.__getitem__)
            best = max((i for i in self._by_days[days] if i != own), key=lambda i: firsts[i].share)
            part = votes[days] / sum(votes.values())
            clue = "most" if part > 0.66 else "half" if part > 0.33 else "some"
            yield self._taken("main", best, (clue, f"{clue} of {min(others, 5)}"))

    def _counted(self, event: Happening, own: int | None) -> Iterator[Candidate]:
        """So far from another event as the sentence says, where that is dated here or was before."""
        line = self._story.lines[event.sentence]
        if _SIGNS.isdisjoint(line.lower):
            return
        first = bisect_left(self._keys, (event.sentence, 0))
        here = list(self._events[first : bisect_left(self._keys, (event.sentence + 1, 0))])
        if own is None:
            here = sorted([*here, event], key=lambda each: each.head)
        for count in counts(line, here):
            if here[count.event].head != event.head:
                continue
            base = bisect_left(self._keys, here[count.base].head_key)
            told = [i for i in range(base, -1, -1) if self._stems[i] == self._stems[base]]
            told.sort(key=lambda i: self._firsts[i].best.kind != "own")  # by words of its own, if any
            for index in told:
                source = self._firsts[index].best.date
                date = counted_from(source, count)
                if date is not None:
                    words = f"words {bucket(abs(count.place[1] - event.head))}"
                    reading = "from news" if source.basis == "document" else ""
                    yield Candidate("counted", date, reading, (words,), count.place, index)
                    break

    def _taken(self, kind: str, index: int, clues: tuple[str, ...], reading: str = "") -> Candidate:
        first = self._firsts[index]
        sure = "sure" if first.share > 0.8 else "likely" if first.share > 0.5 else "unsure"
        source = first.best
        common = (*clues, sure, f"{source.name} {sure}", source.date.granularity)
        return Candidate(kind, self._dates[index], reading, common, source.place, index)


def _mark(line: Line, head: int) -> str:
    """What ties the clause or phrase of an event to what governs it: "since the protests began"."""
    words = [line.lower[child] for child in line.children[head] if line.deps[child] in ("mark", "case")]
    return f"tied by {words[0]}" if words else "tied by nothing"


def _as_context(date: ResolvedDate) -> ResolvedDate:
    return replace(date, basis="relative_to_event", rule=f"date of another event: {date.rule}")


def _stem(story: Story, event: Happening) -> str:
    return story.lines[event.sentence].lemmas[event.head][:_STEM]
