"""Events as shapes: where they stand, and that none covers another."""

import datetime as dt
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from viewer.chart import ROW, WIDTH, chart, strip

FIRST, LAST = dt.date(2025, 3, 1), dt.date(2025, 3, 31)


def row(
    name: str, earliest: dt.date | None, latest: dt.date | None, extent: str = "within", **more: object
) -> dict[str, Any]:
    return {
        "event_id": name,
        "date_earliest": earliest,
        "date_latest": latest,
        "date_extent": extent,
        "event_type": "PROTEST",
        "place_iso3": None,
        "place_name": None,
        "story_title": None,
        **more,
    }


def test_each_sort_of_date_has_its_shape() -> None:
    day, later = dt.date(2025, 3, 3), dt.date(2025, 3, 9)
    rows = [
        row("a", day, day),
        row("b", day, later),
        row("c", day, later, "spans"),
        row("d", None, later),
        row("e", day, None),
    ]
    (lane,) = chart(rows, FIRST, LAST, "type").lanes
    kinds = {shape.row["event_id"]: shape.kind for shape in lane.shapes}
    assert kinds == {"a": "day", "b": "uncertain", "c": "lasting", "d": "open-start", "e": "open-end"}
    shapes = {shape.row["event_id"]: shape for shape in lane.shapes}
    assert shapes["d"].x == 0
    assert shapes["e"].x + shapes["e"].width == WIDTH
    assert shapes["b"].width == round(WIDTH * 9 / 31, 1) - round(WIDTH * 2 / 31, 1)


def test_lanes_are_of_one_sort_the_fullest_first() -> None:
    day = dt.date(2025, 3, 3)
    rows = [row("a", day, day, place_iso3="BEL"), row("b", day, day, place_iso3="BEL"), row("c", day, day)]
    assert [lane.name for lane in chart(rows, FIRST, LAST, "country").lanes] == [
        "BEL",
        "no country of the place",
    ]
    assert [lane.name for lane in chart(rows, FIRST, LAST, "none").lanes] == ["all events"]


days = st.integers(-10, 40).map(lambda number: FIRST + dt.timedelta(days=number))


@given(st.lists(st.tuples(days, st.integers(0, 20)), max_size=40))
def test_shapes_stay_inside_and_apart(told: list[tuple[dt.date, int]]) -> None:
    rows = [
        row(str(number), day, day + dt.timedelta(days=length))
        for number, (day, length) in enumerate(told)
        if day <= LAST and day + dt.timedelta(days=length) >= FIRST
    ]
    drawn = chart(rows, FIRST, LAST, "type")
    by_row: dict[float, list[tuple[float, float]]] = {}
    for lane in drawn.lanes:
        for shape in lane.shapes:
            assert shape.x >= 0
            assert shape.x + shape.width <= WIDTH + 0.1
            assert shape.y + ROW <= drawn.height
            by_row.setdefault(shape.y, []).append((shape.x, shape.x + shape.width))
    for spans in by_row.values():
        spans.sort()
        assert all(end < start for (_, end), (start, _) in pairwise(spans))


@given(st.dates(), st.integers(0, 80_000))
def test_a_scale_of_any_days_has_few_ticks_in_order(first: dt.date, length: int) -> None:
    last = dt.date.fromordinal(min(first.toordinal() + length, dt.date.max.toordinal()))
    ticks = chart([], first, last, "type").ticks
    assert len(ticks) <= 13
    places = [tick.x for tick in ticks]
    assert places == sorted(places)
    assert all(0 <= place < WIDTH for place in places)


def test_the_strip_counts_by_height() -> None:
    counts = [
        {"first_day": dt.date(2025, 3, 1), "last_day": dt.date(2025, 3, 1), "event_count": 1},
        {"first_day": dt.date(2025, 3, 31), "last_day": dt.date(2025, 3, 31), "event_count": 4},
    ]
    low, high = strip(counts, FIRST, LAST)
    assert high.height == 4 * low.height
    assert (low.x, low.y + low.height) == (0, high.y + high.height)
    assert high.x + high.width <= WIDTH
