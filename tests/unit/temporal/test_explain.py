"""The derivation of a date: every step that decided it."""

import datetime as dt

import pytest

from dateline.temporal.explain import explain

MONDAY = dt.date(2024, 11, 4)


def steps(text: str, published: dt.date | None = MONDAY) -> dict[str, str]:
    (derivation,) = explain(text, published)
    return dict(derivation)


def test_the_steps_of_a_relative_day() -> None:
    assert steps("last Tuesday") == {
        "words": "last Tuesday",
        "rule": "last weekday",
        "says": "last -1, weekday 2",
        "counts from": "publication, Monday 2024-11-04",
        "verb points": "neither way",
        "DATE": "2024-10-29",
        "days": "Tuesday 2024-10-29 to Tuesday 2024-10-29, within",
        "EDTF": "2024-10-29",
    }


@pytest.mark.parametrize(
    ("text", "counts_from"),
    [
        ("They met in early May 2023.", "nothing: the words say it all"),
        ("They met in the 1990s.", "nothing: the words say it all"),
        ("They met for two days.", "nothing that is known: left open"),
    ],
)
def test_what_it_counts_from(text: str, counts_from: str) -> None:
    assert steps(text)["counts from"] == counts_from


def test_a_heading_a_habit_and_a_narrative_are_named() -> None:
    _, month = explain("1997\n\nIn May they met.", MONDAY)
    assert dict(month)["counts from"] == "the year of the heading above, 1997"
    _, second = explain("From 24/02/2022 to 03/04/2022 it lasted.", MONDAY)
    assert dict(second)["habit"] == "the document's numeric dates have the day first"
    story = (
        "On 3 May 1920 they met. On 8 June 1920 they left. On 1 July 1920 they came. A week later it rained."
    )
    assert dict(list(explain(story, MONDAY))[-1])["counts from"] == (
        "the date that the narrative has reached, Thursday 1920-07-01"
    )


def test_the_expression_before_and_the_verb() -> None:
    _, second = explain("They met on 3 May 2023. Two days later they left.", MONDAY)
    assert dict(second)["counts from"] == "the expression before, Wednesday 2023-05-03"
    assert steps("They will meet on Friday.")["verb points"] == "ahead"
    assert steps("They met on Friday.")["verb points"] == "behind"


def test_without_a_publication_day_it_says_what_is_missing() -> None:
    derivation = steps("last Tuesday", None)
    assert derivation["counts from"] == "nothing that is known: left open"
    assert "days" not in derivation
