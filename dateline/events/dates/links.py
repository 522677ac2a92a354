"""The dates that the other events of a document offer an event: the story so far, the same event told before.

They come from the first pass over the document, so each carries how sure that was.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.events.dates.candidate import Candidate, bucket
from dateline.events.dates.candidates import placed, until_publication
from dateline.events.dates.counted import counted_from, counts
from dateline.events.dates.grammar import path_between
from dateline.events.dates.happening import Happening, Line
from dateline.events.dates.ranker import Ranking
from dateline.events.dates.story import Days, Story
from dateline.records import ResolvedDate

_STEM = 4  # letters
_REACH = 6  # sentences
_MOST_BESIDE = 3
_STATED = {"own", "own itself", "own in year", "row", "heading"}
_SIGNS = {"after", "before", "following", "since"}


def linked(
    story: Story,
    events: Sequence[Happening],
    firsts: Sequence[Ranking],
    number: int,
    alone: Sequence[Candidate],
) -> list[Candidate]:
    """The candidates of the event of this number, and those that the first choices of the others give it."""
    dated = [
        index
        for index, first in enumerate(firsts)
        if first.best.is_whole and events[index].head_key != events[number].head_key
    ]
    found = [
        *_beside(story, events, firsts, number, dated),
        *_along(events, firsts, number, dated),
        *_again(story, events, firsts, number, dated),
        *_main(firsts, dated),
    ]
    longer = [
        each
        for source in found
        if source.kind in ("beside", "story", "main")
        for each in until_publication(story, source)
    ]
    counted = _counted(story, events, firsts, number)
    return [*alone, *(placed(story, each) for each in (*found, *longer, *counted))]


def _beside(
    story: Story, events: Sequence[Happening], firsts: Sequence[Ranking], number: int, dated: Sequence[int]
) -> Iterator[Candidate]:
    """The other events of the sentence, by the path in the parse."""
    event = events[number]
    line = story.lines[event.sentence]
    others = [index for index in dated if events[index].sentence == event.sentence]
    others.sort(key=lambda index: abs(events[index].head - event.head))
    for place, index in enumerate(others[:_MOST_BESIDE]):
        path = path_between(line, event.head, events[index].head)
        mark = _mark(line, events[index].head)
        yield _taken("beside", firsts[index], index, (path, f"rank {place}", mark, f"{mark} {path}"))


def _mark(line: Line, head: int) -> str:
    """What ties the clause or phrase of an event to what governs it: "since the protests began"."""
    words = [line.lower[child] for child in line.children[head] if line.deps[child] in ("mark", "case")]
    return f"tied by {words[0]}" if words else "tied by nothing"


def _along(
    events: Sequence[Happening], firsts: Sequence[Ranking], number: int, dated: Sequence[int]
) -> Iterator[Candidate]:
    """The last dated event of the sentences before, and the first of those after."""
    here = events[number].sentence
    before = [i for i in dated if 0 < here - events[i].sentence <= _REACH]
    after = [i for i in dated if 0 < events[i].sentence - here <= 2]
    if before:
        index = max(before, key=lambda i: (events[i].sentence, events[i].head))
        yield _taken("story", firsts[index], index, (f"back {min(here - events[index].sentence, 3)}",))
        first = min(
            (i for i in before if events[i].sentence == events[index].sentence), key=lambda i: events[i].head
        )
        if first != index:
            back = f"back {min(here - events[first].sentence, 3)}"
            yield _taken("story", firsts[first], first, (back,), "first")
    if after:
        index = min(after, key=lambda i: (events[i].sentence, events[i].head))
        yield _taken("story", firsts[index], index, (f"ahead {events[index].sentence - here}",), "after")


def _again(
    story: Story, events: Sequence[Happening], firsts: Sequence[Ranking], number: int, dated: Sequence[int]
) -> Iterator[Candidate]:
    """Another mention of what may be the same event: of one stem, and of one type."""
    event = events[number]
    stem = _stem(story, event)
    same = [i for i in dated if _stem(story, events[i]) == stem]
    if same:
        index = max(same, key=lambda i: (firsts[i].best.name in _STATED, firsts[i].share))
        order = "before" if index < number else "after"
        alike = event.event_type == events[index].event_type
        yield _taken("again", firsts[index], index, (order, f"type {alike}", f"{len(same) > 1}"))
    kin = [i for i in dated if events[i].event_type == event.event_type and i not in same]
    if kin:
        index = max(kin, key=lambda i: firsts[i].share)
        yield _taken("kin", firsts[index], index, ("before" if index < number else "after",))


def _main(firsts: Sequence[Ranking], dated: Sequence[int]) -> Iterator[Candidate]:
    """What most of the other events are dated."""
    votes: dict[Days, float] = defaultdict(float)
    best: dict[Days, int] = {}
    for index in dated:
        days = firsts[index].best.days
        votes[days] += firsts[index].share
        if days not in best or firsts[index].share > firsts[best[days]].share:
            best[days] = index
    if votes:
        days = max(votes, key=lambda each: (votes[each], str(each)))
        part = votes[days] / sum(votes.values())
        clue = "most" if part > 0.66 else "half" if part > 0.33 else "some"
        yield _taken("main", firsts[best[days]], best[days], (clue, f"{clue} of {min(len(dated), 5)}"))


def _counted(
    story: Story, events: Sequence[Happening], firsts: Sequence[Ranking], number: int
) -> Iterator[Candidate]:
    """So far from another event as the sentence says, where that is dated here or was before."""
    sentence = events[number].sentence
    line = story.lines[sentence]
    if _SIGNS.isdisjoint(line.lower):
        return
    here = [index for index, event in enumerate(events) if event.sentence == sentence]
    for count in counts(line, events, here):
        if count.event != number:
            continue
        stem = _stem(story, events[count.base])
        told = [i for i in range(count.base, -1, -1) if _stem(story, events[i]) == stem]
        told.sort(key=lambda i: firsts[i].best.kind != "own")  # by words of its own, if any
        for index in told:
            date = counted_from(firsts[index].best.date, count)
            if date is not None:
                is_news = firsts[index].best.date.basis == "document"
                words = f"words {bucket(abs(count.place[1] - events[number].head))}"
                reading = "from news" if is_news else ""
                yield Candidate("counted", date, reading, (words,), count.place, index)
                break


def _taken(kind: str, first: Ranking, index: int, clues: tuple[str, ...], reading: str = "") -> Candidate:
    share = first.share
    sure = "sure" if share > 0.8 else "likely" if share > 0.5 else "unsure"
    source = first.best
    common = (*clues, sure, f"{source.name} {sure}", source.date.granularity)
    return Candidate(kind, _as_context(source.date), reading, common, source.place, index)


def _as_context(date: ResolvedDate) -> ResolvedDate:
    return replace(date, basis="relative_to_event", rule=f"date of another event: {date.rule}")


def _stem(story: Story, event: Happening) -> str:
    return story.lines[event.sentence].lemmas[event.head][:_STEM]
