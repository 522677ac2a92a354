"""Expressions in running text: extents, values, intervals, what they were resolved against."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import TimeExpression
from dateline.temporal import tag

PUBLISHED = dt.date(2024, 11, 6)  # a Wednesday
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def one(text: str, published: dt.date | None = PUBLISHED) -> TimeExpression:
    (expression,) = tag(text, published)
    return expression


def span(text: str, published: dt.date | None = PUBLISHED) -> tuple[str | None, ...]:
    date = one(text, published).date
    return tuple(day and day.isoformat() for day in (date.earliest, date.latest))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "edtf"),
    [
        ("Last week they met.", "2024-10-28", "2024-11-03", "2024-10-28/2024-11-03"),
        ("They met in February 2022.", "2022-02-01", "2022-02-28", "2022-02"),
        ("They met in early October.", "2024-10-01", "2024-10-10", "2024-10-01~/2024-10-10~"),
        ("They met in mid-2022.", "2022-05-01", "2022-08-31", "2022-05~/2022-08~"),
        ("They met in the 1990s.", "1990-01-01", "1999-12-31", "199X"),
        ("They met in the 20th century.", "1900-01-01", "1999-12-31", "19XX"),
        ("They met in the third quarter of 2023.", "2023-07-01", "2023-09-30", "2023-07/2023-09"),
        ("They met last weekend.", "2024-11-02", "2024-11-03", "2024-11-02/2024-11-03"),
        ("They met on Monday.", "2024-11-04", "2024-11-04", "2024-11-04"),
        ("They met on Wednesday.", "2024-11-06", "2024-11-06", "2024-11-06"),
        ("They will meet on Friday.", "2024-11-08", "2024-11-08", "2024-11-08"),
        ("They met in October.", "2024-10-01", "2024-10-31", "2024-10"),
        ("They met in December.", "2023-12-01", "2023-12-31", "2023-12"),
        ("They will meet in January.", "2025-01-01", "2025-01-31", "2025-01"),
        ("The republic will cease to exist on January 1.", "2025-01-01", "2025-01-01", "2025-01-01"),
        ("They met overnight.", "2024-11-05", "2024-11-06", "2024-11-05/2024-11-06"),
    ],
)
def test_interval(text: str, earliest: str, latest: str, edtf: str) -> None:
    assert span(text) == (earliest, latest)
    assert one(text).date.edtf == edtf


def test_every_answer_says_how_it_was_reached() -> None:
    date = one("They met last week.").date
    assert (date.basis, date.anchor, date.rule) == ("relative_to_publication", PUBLISHED, "last unit")
    assert (date.granularity, date.text, date.qualifier) == ("week", "last week", "")
    date = one("They met in early 2020.").date
    assert (date.basis, date.anchor, date.qualifier) == ("explicit", None, "~")


def test_an_expression_may_count_from_the_one_before() -> None:
    first, second = tag("The court ruled on 22 February 2023. Two days later he left.", PUBLISHED)
    assert second.text == "Two days later"
    assert (second.timex_value, second.date.basis) == ("2023-02-24", "relative_to_expression")
    assert second.date.anchor == first.date.earliest


def test_a_year_heading_dates_what_stands_below_it() -> None:
    found = tag("2023\n12 December: a blockade begins.\n2024\n1 January: it ends.", dt.date(2024, 6, 20))
    assert [e.timex_value for e in found] == ["2023", "2023-12-12", "2024", "2024-01-01"]


@pytest.mark.parametrize(
    "text", ["They met last week.", "They met on Monday.", "They met yesterday.", "They met in October."]
)
def test_without_a_publication_day_relative_expressions_stay_open(text: str) -> None:
    date = one(text, None).date
    assert (date.earliest, date.latest, date.edtf, date.basis) == (None, None, None, "none")


def test_elided_parts_are_shared() -> None:
    found = tag("They met on 5 and 9 May 2023, on 28–30 October 2022 and in May and June 2021.", None)
    assert [(e.text, e.timex_value) for e in found] == [
        ("5", "2023-05-05"),
        ("9 May 2023", "2023-05-09"),
        ("28", "2022-10-28"),
        ("30 October 2022", "2022-10-30"),
        ("May", "2021-05"),
        ("June 2021", "2021-06"),
    ]


def test_times_durations_and_sets() -> None:
    found = tag("At 3 p.m. on Tuesday, after two and a half months, they meet twice a year.", PUBLISHED)
    assert [(e.timex_type, e.timex_value) for e in found] == [
        ("TIME", "2024-11-05T15:00"),
        ("DURATION", "P2.5M"),
        ("SET", "P1Y"),
    ]


@given(DAYS, st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{y}-{n:02}-{d:02}", "the {d}th of {m} {y}"]))
def test_a_written_day_comes_back_as_itself(day: dt.date, form: str) -> None:
    text = form.format(d=day.day, m=MONTHS[day.month - 1], n=day.month, y=day.year)
    expression = one(f"It happened on {text}.", None)
    assert (expression.text, expression.timex_value) == (text, day.isoformat())
    assert (expression.date.earliest, expression.date.latest) == (day, day)


@given(
    DAYS, st.integers(-500, 500), st.sampled_from(["yesterday", "last week", "on Monday", "three days ago"])
)
def test_moving_the_publication_by_weeks_moves_what_is_relative(day: dt.date, weeks: int, text: str) -> None:
    moved = dt.timedelta(weeks=weeks)
    if not dt.date(1901, 1, 1) < day + moved < dt.date(2099, 1, 1):
        moved = dt.timedelta(0)
    near, far = one(f"They met {text}.", day).date, one(f"They met {text}.", day + moved).date
    assert near.earliest is not None and near.latest is not None
    assert (far.earliest, far.latest) == (near.earliest + moved, near.latest + moved)


WORDS = [
    "early",
    "late",
    "the",
    "last",
    "next",
    "this",
    "of",
    "on",
    "in",
    "week",
    "month",
    "year",
    "Monday",
    "May",
    "5",
    "2024",
    "31",
    "February",
    "days",
    "ago",
    "later",
]
WORDS += [
    "two",
    "a",
    "half",
    "quarter",
    "-",
    "–",
    ",",
    "and",
    "to",
    "from",
    "since",
    "night",
    "p.m.",
    "3:30",
    "1990s",
    "third",
    "century",
    "every",
    "first",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.none() | DAYS)
def test_no_row_of_words_breaks_the_tagger(words: list[str], published: dt.date | None) -> None:
    text = " ".join(words)
    last = 0
    for expression in tag(text, published):
        assert expression.text == text[expression.char_start : expression.char_end]
        assert expression.char_start >= last
        last = expression.char_end
        date = expression.date
        if date.earliest is not None and date.latest is not None:
            assert date.earliest <= date.latest
        assert (date.edtf is None) == (date.earliest is None and date.latest is None)
