"""Which reports correct earlier ones, and that what they take back is no date or figure of theirs."""

import datetime as dt

import pytest

from dateline.engine import read
from dateline.records import EventMention

THURSDAY = dt.date(2024, 11, 7)
MONDAY = dt.date(2024, 11, 4)


def mentions(text: str) -> tuple[EventMention, ...]:
    return read(text, THURSDAY).mentions


@pytest.mark.parametrize(
    "text",
    [
        "Earlier reports said that the rebels attacked on Monday.",
        "The rebels were initially reported to have attacked on Monday.",
        "The rebels attacked, but not on Monday as previously reported.",
    ],
)
def test_what_is_taken_back_dates_nothing(text: str) -> None:
    reading = read(text, THURSDAY)
    assert [expression.text for expression in reading.time_expressions] == ["Monday"]
    told = [each.date for each in (*reading.mentions, *reading.activities)]
    assert told
    assert not any(date.earliest == MONDAY for date in told)


def test_a_report_that_corrects_a_date_says_which() -> None:
    (mention,) = mentions("The rebels attacked on Tuesday, not on Monday as previously reported.")
    assert (mention.date.edtf, mention.date.basis) == ("2024-11-05", "relative_to_publication")
    assert (mention.corrects, mention.wrong_earliest, mention.wrong_latest) == (("date",), MONDAY, MONDAY)


def test_a_notice_marks_what_is_dated_as_it_says() -> None:
    found = mentions(
        "Peru arrested a banker on Monday. Chad attacked Sudan on Tuesday. (Corrects date to Tuesday)"
    )
    assert [(mention.trigger, mention.corrects) for mention in found] == [
        ("arrested", ()),
        ("attacked", ("date",)),
    ]


def test_a_notice_without_a_date_marks_what_stands_nearest_of_the_event_that_it_names() -> None:
    found = mentions(
        "Chad attacked Sudan on Sunday. Chad attacked Sudan on Tuesday. Peru arrested a banker on Monday. "
        "An earlier version of this article misstated the date of the attack."
    )
    dated = [(mention.date.edtf, mention.corrects) for mention in found if mention.date.edtf]
    assert dated == [("2024-11-03", ()), ("2024-11-05", ("date",)), ("2024-11-04", ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen attacked Homs on Monday. The death toll was revised from 9 to 12.", [(12, True)]),
        ("Gunmen attacked Homs on Monday. Later the toll was lowered to 9 from 12.", [(9, True)]),
        ("The bombing of Homs killed 9 people, not 12 as previously reported.", [(9, True)]),
        ("The bombing of Homs killed 9. An earlier version misstated the death toll.", [(9, True)]),
        ("The bombing of Homs killed 9 people on Monday.", [(9, False)]),
        ("Earlier reports said that the bombing of Homs killed 12 people.", []),
    ],
)
def test_a_figure_is_that_which_stands(text: str, expected: list[tuple[int, bool]]) -> None:
    found = {
        (figure.value, "killed" in mention.corrects)
        for mention in mentions(text)
        for figure in mention.quantities
    }
    assert sorted(found) == expected


def test_a_report_that_takes_nothing_back_corrects_nothing() -> None:
    (mention,) = mentions("The rebels attacked on Tuesday, not on Monday as planned.")
    assert (mention.date.edtf, mention.corrects, mention.wrong_earliest) == ("2024-11-05", (), None)
