"""Where events were: towns and provinces of the world, and no place that the words do not give."""

import pytest

import dateline
from dateline.events.atlas import look_up
from dateline.records import Place


def places(text: str) -> list[Place | None]:
    return [mention.place for mention in dateline.read(text).mentions]


def place(text: str) -> tuple[str, str | None, str] | None:
    (found,) = places(text)
    return (found.name, found.iso3, found.precision) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Students protested in Leeds.", ("Leeds", "GBR", "city")),
        ("Police in Nanterre shot a boy.", ("Nanterre", "FRA", "city")),
        ("Soldiers were killed near Goris, Armenia.", ("Goris", "ARM", "city")),
        ("He was killed in Tver Oblast.", ("Tver Oblast", "RUS", "admin1")),
        ("Rebels were killed in Yemen.", ("Yemen", "YEM", "country")),
        ("Russia invaded Georgia.", ("Georgia", "GEO", "country")),
        ("Protesters marched in Paris.", ("Paris", "FRA", "city")),
    ],
)
def test_the_place_that_the_words_give(text: str, expected: tuple[str, str, str]) -> None:
    assert place(text) == expected


def test_the_place_of_the_dateline_is_not_that_of_the_event() -> None:
    assert places("LEEDS, England (AP) - Rebels shot two soldiers on Monday.") == [None]


def test_a_month_is_no_town() -> None:
    assert places("The minister met the envoy in August.") == [None]


def test_countries_of_the_document_decide_between_towns() -> None:
    assert look_up("Tripoli", ["LBN"]) != look_up("Tripoli", ["LBY"])
    lebanese = look_up("Tripoli", ["LBN"])
    assert lebanese is not None and lebanese.iso3 == "LBN"


def test_a_small_town_of_an_unnamed_country_stays_a_name() -> None:
    assert look_up("Goris", []) is None
    assert look_up("Goris", ["ARM"]) is not None


def test_police_named_by_their_town_belong_to_its_country() -> None:
    (mention,) = dateline.read("Lagos police arrested five men.").mentions
    assert [p.entity.entity_id for p in mention.participants if p.role == "actor"] == ["NGA:police"]
