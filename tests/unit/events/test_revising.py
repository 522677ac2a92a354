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
        "Earlier reports wrongly said that the rebels attacked on Monday.",
        "Reports that the rebels attacked on Monday were wrong.",
        "The rebels attacked, but not on Monday as previously reported.",
    ],
)
def test_what_is_taken_back_dates_nothing(text: str) -> None:
    reading = read(text, THURSDAY)
    assert [expression.text for expression in reading.time_expressions] == ["Monday"]
    told = [each.date for each in (*reading.mentions, *reading.activities)]
    assert told
    assert not any(date.earliest == MONDAY for date in told)


@pytest.mark.parametrize(
    "text",
    [
        "Initial reports indicated that a bomb exploded on Monday, killing 12.",
        "The rebels were initially reported to have attacked on Monday.",
        "Two earlier reports said rebels attacked Homs on Monday, and officials confirmed it.",
        "In its initial statement the army said it attacked the base on Monday. It attacked on Tuesday.",
        "Earlier reports said that the rebels attacked on Monday. Police arrested a banker on Tuesday.",
        "Initial reports said rebels attacked Homs on Monday. Rebels attacked Aleppo on Tuesday.",
        "Earlier reports said that the rebels attacked on Monday. Rebels may attack on Tuesday.",
        "The initial report said the plane was shot down on Monday, "
        "and the second report said the pilot was captured on Tuesday.",
    ],
)
def test_what_earlier_reports_told_as_fact_keeps_its_date(text: str) -> None:
    found = mentions(text)
    assert "2024-11-04" in [mention.date.edtf for mention in found]
    assert all(mention.corrects == () for mention in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In an earlier report, Human Rights Watch said that soldiers killed 40 civilians on Monday.", 40),
        ("According to an earlier report by the UN, 300 people were killed in the attack.", 300),
        ("The original story said police arrested 20 people.", 20),
        ("Earlier reports said that the bombing of Homs killed 12 people.", 12),
        ("Earlier reports said that a raid killed 12 people. Police arrested nine.", 12),
        (
            "Earlier reports said 12 people had been killed in a raid on Homs. A raid on Aleppo killed five.",
            12,
        ),
        ("Earlier reports put the raid at dawn, and it killed nine people. Floods killed 20 people.", 9),
    ],
)
def test_what_earlier_reports_told_as_fact_keeps_its_figure(text: str, value: float) -> None:
    told = [(figure.value, mention.corrects) for mention in mentions(text) for figure in mention.quantities]
    assert (value, ()) in told


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked Homs on Tuesday. Initial reports said that the rebels attacked on Monday.",
        "Rebels attacked Homs on Tuesday. Earlier reports said that the attack was on Monday.",
        "Earlier reports said that the rebels attacked on Monday. The rebels attacked Homs on Tuesday.",
    ],
)
def test_what_earlier_reports_told_gives_way_to_what_the_document_tells_otherwise(text: str) -> None:
    dated = {(m.date.edtf, m.corrects, m.wrong_latest) for m in mentions(text) if m.date.edtf}
    assert dated == {("2024-11-05", ("date",), MONDAY)}


@pytest.mark.parametrize(
    "text",
    [
        "Russia attacked Kyiv on Tuesday, not on Monday, when a truce held.",
        "Rebels attacked on Tuesday, not Monday, because of the rain.",
        "Rebels attacked Homs on Tuesday. An earlier version misstated the date of the minister's birth.",
        "Rebels attacked Homs on Tuesday. This article misstated the number of attacks that day.",
        "Rebels attacked Homs on Tuesday. Guards said they had the wrong date on their passes.",
        "Peru arrested a banker on Monday. Chad attacked Sudan on Tuesday. This story misstated the date.",
        "Gunmen attacked Homs. The death toll was raised from 12 to 15 after three of the wounded died.",
        "Troops attacked Homs. They reduced the number of killed soldiers' payments to 500 dollars.",
    ],
)
def test_a_contrast_an_update_or_a_notice_about_something_else_marks_nothing(text: str) -> None:
    assert all(mention.corrects == () for mention in mentions(text))


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
    dated = [(mention.date.edtf, mention.corrects) for mention in found if mention.trigger.endswith("ed")]
    assert dated == [("2024-11-03", ()), ("2024-11-05", ("date",)), ("2024-11-04", ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen attacked Homs on Monday. The death toll was revised from 9 to 12.", [(12, True)]),
        ("Gunmen attacked Homs on Monday. Later the toll was lowered to 9 from 12.", [(9, False)]),
        ("The bombing of Homs killed 9 people, not 12 as previously reported.", [(9, True)]),
        ("The bombing of Homs killed 9. An earlier version misstated the death toll.", [(9, True)]),
        ("The bombing of Homs killed 9 people on Monday.", [(9, False)]),
        ("Earlier reports wrongly said that the bombing of Homs killed 12 people.", []),
        ("The bombing of Homs killed 9. Earlier reports said it killed 12 people.", [(9, True)]),
        ("Troops killed 9 people in Homs, against an earlier toll of 12.", [(9, True)]),
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
