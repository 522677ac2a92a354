"""A timeline as shapes to draw: bars for intervals, points for days, in lanes, with a scale of days below.

Lengths are in units of the drawing, whose width is WIDTH; the page scales it.
"""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 1000.0
ROW = 14.0
_LEAST = 8.0  # of a bar
_GAP = 4.0  # between shapes of one row
_HEAD = 18.0  # the name of a lane
_MOST_TICKS = 12
_STRIP = 48.0  # height of the strip of densities
_STEPS = (1, 7, 31, 92, 366, 3_653, 36_525)  # days between ticks, about


@dataclass(frozen=True, slots=True)
class Shape:
    """An event: where it is drawn, and of which sort: a point or a bar, sure or not, open at which ends."""

    row: Mapping[str, Any]
    x: float
    y: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Lane:
    """Events of one sort below one another, under their name."""

    name: str
    y: float
    shapes: Sequence[Shape]


@dataclass(frozen=True, slots=True)
class Tick:
    """A place of the scale and what it says."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days in the strip, and how many events begin in it."""

    x: float
    y: float
    width: float
    height: float
    first: dt.date
    last: dt.date
    count: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of some days of a timeline."""

    first: dt.date
    last: dt.date
    lanes: Sequence[Lane]
    ticks: Sequence[Tick]
    height: float


def chart(rows: Sequence[Mapping[str, Any]], first: dt.date, last: dt.date, lane: str) -> Chart:
    """The rows of a timeline from one day to another, in lanes of one sort."""
    grouped: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[lane_of(row, lane)].append(row)
    lanes: list[Lane] = []
    y = 0.0
    for name in sorted(grouped, key=lambda each: (-len(grouped[each]), each)):
        shapes, height = _stacked(grouped[name], first, last, y + _HEAD)
        lanes.append(Lane(name, y, shapes))
        y += _HEAD + height + _GAP
    return Chart(first, last, lanes, list(_ticks(first, last)), y)


def lane_of(row: Mapping[str, Any], lane: str) -> str:
    """The lane in which an event is drawn."""
    if lane == "type":
        return str(row["event_type"])
    if lane == "country":
        return row["place_iso3"] or "no country of the place"
    if lane == "place":
        return row["place_name"] or "no place"
    if lane == "story":
        return row["story_title"] or "no story"
    return "all events"


def strip(counts: Sequence[Mapping[str, Any]], first: dt.date, last: dt.date) -> list[Bar]:
    """How many events begin when, as bars as high as there are events (the highest as high as the strip)."""
    most = max((row["event_count"] for row in counts), default=1)
    found = []
    for row in counts:
        begins, ends = max(row["first_day"], first), min(row["last_day"], last)
        left, right = _x(begins, first, last), _x(ends, first, last, after=True)
        height = max(2.0, _STRIP * row["event_count"] / most)
        width = max(right - left - 0.5, 1.0)
        found.append(Bar(left, _STRIP - height, width, height, begins, ends, row["event_count"]))
    return found


def _stacked(
    rows: Sequence[Mapping[str, Any]], first: dt.date, last: dt.date, top: float
) -> tuple[list[Shape], float]:
    """The shapes of a lane, each in the first row that is free there, and the height of all."""
    ends: list[float] = []
    shapes = []
    for row in sorted(rows, key=lambda each: (_days(each, first, last), each["event_id"])):
        begins, finishes = _days(row, first, last)
        left = _x(begins, first, last)
        width = max(_x(finishes, first, last, after=True) - left, _LEAST)
        left = min(left, WIDTH - width)
        place = next((i for i, end in enumerate(ends) if end + _GAP <= left), len(ends))
        ends[place : place + 1] = [left + width]
        shapes.append(Shape(row, left, top + place * ROW, width, _kind(row)))
    return shapes, len(ends) * ROW


def _days(row: Mapping[str, Any], first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The days of an event that are shown; an open end goes to the edge."""
    begins, ends = row["date_earliest"] or first, row["date_latest"] or last
    begins = min(max(begins, first), last)
    return begins, max(min(ends, last), begins)


def _kind(row: Mapping[str, Any]) -> str:
    begins, ends = row["date_earliest"], row["date_latest"]
    if begins is None or ends is None:
        return "open-start" if begins is None else "open-end"
    if begins == ends:
        return "day"
    return "lasting" if row["date_extent"] == "spans" else "uncertain"


def _x(day: dt.date, first: dt.date, last: dt.date, after: bool = False) -> float:
    """Where a day begins, or where it is over."""
    return round(WIDTH * ((day - first).days + after) / ((last - first).days + 1), 1)


def _ticks(first: dt.date, last: dt.date) -> Iterator[Tick]:
    span = (last - first).days + 1
    step = next((each for each in _STEPS if span / each <= _MOST_TICKS), _STEPS[-1])
    years = {366: 1, 3_653: 10, 36_525: 100}.get(step)
    if years:
        for year in range(first.year - first.year % years, last.year + 1, years):
            if year >= first.year and (day := dt.date(max(year, 1), 1, 1)) >= first:
                yield Tick(_x(day, first, last), str(year))
        return
    if step in (31, 92):
        for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            day = dt.date(number // 12, number % 12 + 1, 1)
            if day >= first and (step == 31 or day.month % 3 == 1):
                yield Tick(_x(day, first, last), f"{calendar.month_abbr[day.month]} {day.year}")
        return
    for number in range(0, span, step):
        day = first + dt.timedelta(days=number)
        yield Tick(_x(day, first, last), f"{day.day} {calendar.month_abbr[day.month]} {day.year}")
