"""Events dated by how far they are from others."""

import datetime as dt

import pytest

from dateline import read


def dates(text: str) -> dict[str, str | None]:
    mentions = read(text, published=dt.date(2024, 11, 6)).mentions
    return {mention.trigger: mention.date.edtf for mention in mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On 5 May 2023, two days after the attack, rebels seized the capital.",
            {"attack": "2023-05-03", "seized": "2023-05-05"},
        ),
        (
            "Rebels attacked the capital on 5 May 2023. Two days after the attack the president resigned.",
            {"attacked": "2023-05-05", "attack": "2023-05-05", "resigned": "2023-05-07"},
        ),
        (
            "The army invaded on 24 February 2022. The minister was dismissed a month after the invasion.",
            {"invaded": "2022-02-24", "invasion": "2022-02-24", "dismissed": "2022-03"},
        ),
        (
            "Protesters marched the day after police killed a student on 3 May 2023.",
            {"marched": "2023-05-04", "killed": "2023-05-03"},
        ),
        (
            "The president resigned the day before rebels attacked the palace on 5 May 2023.",
            {"resigned": "2023-05-04", "attacked": "2023-05-05"},
        ),
        (
            "Five years after the invasion, troops attacked the base on Monday.",
            {"invasion": "2019", "attacked": "2024-11-04"},
        ),
        (
            "Police arrested ten people after the attack on 3 May 2023.",
            {"arrested": "2023-05-03", "attack": "2023-05-03"},
        ),
    ],
)
def test_an_event_is_so_far_from_another(text: str, expected: dict[str, str | None]) -> None:
    assert dates(text) == expected


def test_how_it_was_dated_is_said() -> None:
    text = "Rebels attacked the capital on 5 May 2023. Two days after the attack the president resigned."
    date = read(text).mentions[-1].date
    assert (date.basis, date.text, date.anchor) == (
        "relative_to_event",
        "Two days after",
        dt.date(2023, 5, 5),
    )
