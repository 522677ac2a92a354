"""A document as the dating of its events sees it: sentences, dates of its layout, what kind of telling it is.

A heading that is a date holds until the next one; the date that opens a row is that of its line of the text.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.events.dates.happening import Line
from dateline.records import Granularity, ResolvedDate
from dateline.temporal.periods import Period

_ITEM = 3  # sentences of a chronicle's item
_SHORT = 12
LEAD = 3  # sentences in which news says its day, and what its title tells
_WEEK = 7
_OLD = 400  # days
_ENDS = {".", "!", "?", "”", '"'}
_ROW_MARKS = {"|", ":", "–", "—", "-", ";", "\t"}
_DRESS = {"#", "*", "-", "–", "—", "|", ":", ".", ",", "(", ")", "[", "]", "=", "at", "on", "the"}
_MARKED_GRANULARITY = {"day", "days", "month", "year", "week", "part_of_day", "minute", "hour"}

Days = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date that the layout gives, the sentence that it stands in, and whether as a row or a heading."""

    date: ResolvedDate
    sentence: int
    start: int
    end: int
    row: bool


@dataclass(slots=True)
class Story:
    """The sentences of a document in order, the dates that its layout gives them, and its traits."""

    text: str
    lines: Sequence[Line]
    published: dt.date | None
    stamps: list[Stamp | None] = field(init=False)
    traits: list[str] = field(init=False)
    _told: Counter[Days] = field(init=False)
    _lead: set[Days] = field(init=False)
    _clues: dict[tuple[Days, Granularity], tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._clues = {}
        self._told = Counter(_days(period) for line in self.lines for period in line.periods)
        self._lead = {_days(period) for line in self.lines[:LEAD] for period in line.periods}
        self.stamps = _stamps(self.text, self.lines)
        self.traits = self._traits()

    def away(self, date: ResolvedDate) -> str:
        """Where a date lies from publication: "ahead", "pubday", "eve", "week", "year", "old", "around"."""
        published = self.published
        if published is None:
            return "unknown"
        earliest, latest = date.earliest or date.latest, date.latest or date.earliest
        if earliest is None or latest is None:
            return "nowhere"
        if earliest > published:
            return "ahead"
        if latest == published == earliest:
            return "pubday"
        if latest >= published:
            return "around"
        gap = (published - latest).days
        if gap == 1 and earliest == latest:
            return "eve"
        return "week" if gap <= _WEEK else "year" if gap <= _OLD else "old"

    @property
    def has_title(self) -> bool:
        """Whether the first line ends as titles do, and others follow."""
        return len(self.lines) > 1 and self.lines[0].words[-1].text not in _ENDS

    def clues_of(self, date: ResolvedDate) -> tuple[str, ...]:
        """What is to be said of the days of a date: how wide, where, how often told, in the lead."""
        if date.basis == "none":
            return ()
        key = (date.earliest, date.latest), date.granularity
        if key not in self._clues:
            days = key[0]
            is_whole = None not in days
            self._clues[key] = (
                f"{grain(date)} {self.away(date)}",
                f"told {min(self._told[days], 3)}",
                f"in lead {days in self._lead} {is_whole}",
            )
        return self._clues[key]

    def span_of(self, sentence: int) -> tuple[int, int]:
        """Where a sentence begins and ends in the text."""
        words = self.lines[sentence].words
        return words[0].idx, words[-1].idx + len(words[-1])

    def _traits(self) -> list[str]:
        count = len(self.lines)
        size = "item" if count <= _ITEM else "short" if count <= _SHORT else "long"
        told = [self.away(period.bare) for line in self.lines for period in line.periods]
        lead = [
            self.away(period.bare)
            for line in self.lines[:LEAD]
            for period in line.periods
            if period.bare.granularity in ("day", "part_of_day", "hour", "minute")
        ]
        near = sum(away in ("pubday", "eve", "week", "around", "ahead") for away in told)
        genre = "undated" if not told else "news" if 2 * near >= len(told) else "history"
        if any(stamp is not None for stamp in self.stamps):
            genre += " stamped"
        first = next((away for away in lead if away in ("pubday", "eve", "week")), "none")
        day = "+".join(away for away in ("pubday", "eve") if away in told) or "neither"
        return [f"{size} {genre}", f"lead {first}", f"days {day}", f"{size} lead {first} {day}"]


def grain(date: ResolvedDate) -> str:
    """How wide a date is told, coarsely."""
    if date.granularity in ("second", "minute", "hour", "part_of_day", "day"):
        return "day"
    if date.granularity in ("days", "week", "part_of_month"):
        return "week"
    return date.granularity if date.granularity in ("month", "year", "open") else "long"


def _days(period: Period) -> Days:
    return period.bare.earliest, period.bare.latest


def _stamps(text: str, lines: Sequence[Line]) -> list[Stamp | None]:
    """For each sentence the date that its row or the heading above it gives."""
    found: list[Stamp | None] = []
    heading: Stamp | None = None
    row: Stamp | None = None
    line_start = 0
    for number, line in enumerate(lines):
        begins = line.words[0].idx
        opens = number == 0 or "\n" in text[line_start:begins]
        if opens:
            line_start, row = begins, None
        if opens and _is_heading(line):
            heading = _stamp(line, number, row=False)
            found.append(heading)
            continue
        if opens and _opens_row(line):
            row = _stamp(line, number, row=True)
        found.append(row or heading)
    return found


def _is_heading(line: Line) -> bool:
    """Whether a line is nothing but a date and what dresses it."""
    if len(line.periods) != 1 or line.periods[0].bare.granularity not in _MARKED_GRANULARITY:
        return False
    period = line.periods[0]
    rest = [*range(period.start), *range(period.end, len(line.words))]
    return all(line.lower[index] in _DRESS for index in rest)


def _opens_row(line: Line) -> bool:
    """Whether a line begins with a date and a mark after it; a comma will do for a date in numbers."""
    if not line.periods:
        return False
    period = line.periods[0]
    if period.end >= len(line.words) or any(line.lower[i] not in _DRESS for i in range(period.start)):
        return False
    mark = line.lower[period.end]
    in_numbers = period.start == 0 and (period.bare.text or "")[:4].isdigit()
    return mark in _ROW_MARKS or (mark == "," and in_numbers)


def _stamp(line: Line, number: int, row: bool) -> Stamp:
    period = line.periods[0]
    return Stamp(period.date, number, period.start, period.end, row)
