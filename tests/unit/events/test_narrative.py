"""The day that a story has come to, and the news of the day."""

import datetime as dt

import pytest

from dateline import read

WEDNESDAY = dt.date(2024, 3, 13)


def edtf_of(trigger: str, text: str) -> str | None:
    mentions = read(text, published=WEDNESDAY).mentions
    return next(mention.date.edtf for mention in mentions if mention.trigger == trigger)


def test_a_day_is_carried_on_into_what_follows() -> None:
    assert edtf_of("killed", "Rebels attacked the town on Monday. They killed 40 people.") == "2024-03-11"


def test_another_date_ends_the_day() -> None:
    text = "Putin met Kim on Monday. In May 2022 Russia attacked the town. It killed 40 people."
    assert edtf_of("killed", text) is None


@pytest.mark.parametrize(
    ("trigger", "text"),
    [
        ("killed", "The army has killed more than 30,000 people in Gaza."),
        ("bombed", "Israel has bombed Gaza repeatedly."),
        ("invaded", "China has invaded Vietnam several times in its history."),
        ("arrested", "He has been arrested twice."),
        ("invades", "The film shows how Germany invades Poland."),
    ],
)
def test_what_lasted_or_recurred_is_no_news_of_the_day(trigger: str, text: str) -> None:
    assert edtf_of(trigger, text) is None


def test_the_first_sentence_tells_the_news_of_the_day() -> None:
    assert edtf_of("invaded", "Russia has invaded Ukraine.") == "2024-03-13"
