"""Whose a claim is, and for whom a speaker says "we"."""

import pytest

import dateline


def told(text: str, role: str) -> list[str]:
    (mention,) = dateline.read(text).mentions
    return [entry.entity.entity_id for entry in mention.participants if entry.role == role]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The attack killed ten soldiers, the Ukrainian defence ministry said.", ["UKR:defence-ministry"]),
        ("Russia said it had tested a missile.", ["RUS"]),
        ("According to the United Nations, rebels attacked Goma.", ["UNO"]),
        ("France attacked Iraq.", []),
    ],
)
def test_the_source_of_a_claim(text: str, source: list[str]) -> None:
    assert told(text, "source") == source


def test_who_only_tells_takes_no_part() -> None:
    assert told("The attack killed ten soldiers, the Ukrainian defence ministry said.", "actor") == []


def test_we_in_a_quotation_is_the_country_of_the_official() -> None:
    assert told("“We attacked the port,” Israeli Prime Minister Benjamin Netanyahu said.", "actor") == ["ISR"]


def test_we_outside_a_quotation_is_nobody() -> None:
    assert told("We attacked the port, Israeli Prime Minister Benjamin Netanyahu said.", "actor") == []
