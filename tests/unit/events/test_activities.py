"""Activities of whole sentences: who does what, when, by any verb; products by the form of their names."""

import datetime as dt

import pytest

import dateline
from dateline.records import Activity

PUBLISHED = dt.date(2024, 11, 6)  # a Wednesday


def activities(text: str, published: dt.date | None = PUBLISHED) -> dict[str, Activity]:
    return {each.trigger: each for each in dateline.read(text, published).activities}


def cast(activity: Activity) -> list[tuple[str, str]]:
    return [(each.role, each.entity.name) for each in activity.participants]


def test_what_a_verb_without_a_type_tells() -> None:
    text = "On Monday Steve Miller praised Airbus in Toulouse."
    praised = activities(text)["praised"]
    assert cast(praised) == [("actor", "Steve Miller"), ("recipient", "Airbus")]
    assert (praised.date.edtf, praised.date.basis) == ("2024-11-04", "relative_to_publication")
    assert text[praised.char_start : praised.char_end] == "praised"
    assert praised.sentence == text


@pytest.mark.parametrize(
    ("text", "published", "edtf", "basis"),
    [
        ("Airbus was praised by Steve Miller.", PUBLISHED, "2024-11-06", "document"),
        ("Steve Miller praised Airbus in 2019.", PUBLISHED, "2019", "explicit"),
        ("Steve Miller praised Airbus in 2019.", None, "2019", "explicit"),
        ("Steve Miller praised Airbus.", None, None, None),
        ("Steve Miller may praise Airbus.", PUBLISHED, None, None),
        ("The man praised the plane on Monday.", PUBLISHED, None, None),
    ],
)
def test_an_activity_is_dated_by_words_or_by_its_report(
    text: str, published: dt.date | None, edtf: str | None, basis: str | None
) -> None:
    found = [(each.date.edtf, each.date.basis) for each in activities(text, published).values()]
    assert found == ([(edtf, basis)] if edtf else [])


def test_a_day_is_carried_on_and_a_pronoun_stands_for_its_person() -> None:
    found = activities("On Monday Steve Miller visited Toulouse. He praised the workers.")
    assert cast(found["praised"]) == [("actor", "Steve Miller")]
    assert (found["praised"].date.edtf, found["praised"].date.basis) == ("2024-11-04", "relative_to_event")


def test_the_particle_belongs_to_the_verb() -> None:
    assert "rolled out" in activities("Boeing rolled out the jet on Monday.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Boeing praised the A380 on Monday.", "A380"),
        ("Pilots praised the Airbus A380 on Monday.", "Airbus A380"),
        ("Steve Miller praised the iPhone 4 on Monday.", "iPhone 4"),
        ("Steve Miller praised the 787 Dreamliner on Monday.", "787 Dreamliner"),
        ("Steve Miller praised the MiG-29 on Monday.", "MiG-29"),
    ],
)
def test_a_product_is_known_by_the_form_of_its_name(text: str, name: str) -> None:
    (activity,) = activities(text).values()
    assert [each.entity.name for each in activity.participants if each.entity.entity_type == "product"] == [
        name
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Steve Miller praised 300 workers of Airbus on Monday.",
        "Steve Miller praised 20 Dreamliners on Monday.",
        "Steve Miller praised Airbus on 12 May 2019.",
    ],
)
def test_a_figure_makes_no_product(text: str) -> None:
    kinds = {each.entity.entity_type for a in activities(text).values() for each in a.participants}
    assert "product" not in kinds
