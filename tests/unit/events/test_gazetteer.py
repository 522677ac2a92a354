"""The tables of names, and the names found by them."""

from pathlib import Path

import pycountry
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline.events import gazetteer
from dateline.events.gazetteer import NameMatch, load_gazetteer
from dateline.language import known_names, load_pipeline

FOLDERS = [Path(room.__file__).with_name("entities") for room in (gazetteer, known_names)]


def table(name: str) -> dict[str, dict[str, object]]:
    path = next(folder / name for folder in FOLDERS if (folder / name).exists())
    entries: dict[str, dict[str, object]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return entries


ISO3 = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
SECTORS = {"BUS", "COP", "CRM", "CVL", "EDU", "GOV", "IGO", "JRN", "JUD", "LAB"}
SECTORS |= {"LEG", "MIL", "MNC", "NGO", "OPP", "PRM", "PTY", "REB", "REL", "SPY"}
CODES = {entry.get("code") for entry in table("organisations.yaml").values()} - {None}


def found(text: str) -> list[tuple[str, str, str | None]]:
    words = [token for token in load_pipeline()(text) if not token.is_space]
    matches = load_gazetteer().participants_in([w.text for w in words], [w.pos_ for w in words])
    return [(_text(words, match), match.entity.entity_id, match.entity.iso3) for match in matches]


def _text(words: list[object], match: NameMatch) -> str:
    return " ".join(str(word) for word in words[match.start : match.end])


def test_every_code_is_a_country_or_an_organisation() -> None:
    assert set(table("countries.yaml")) <= ISO3
    assert set(table("leaders.yaml")) <= ISO3 | CODES
    assert {entry.get("code") for entry in table("places.yaml").values()} - {None} <= ISO3
    intergovernmental = {e["code"] for e in table("organisations.yaml").values() if e["sector"] == "IGO"}
    assert CODES - intergovernmental <= ISO3


def test_places_lie_on_the_globe_and_years_run_forward() -> None:
    for name, entry in table("places.yaml").items():
        latitude, longitude = entry["at"]  # type: ignore[misc]
        assert -90 <= latitude <= 90 and -180 <= longitude <= 180, name
    for people in table("leaders.yaml").values():
        for person in people:
            for span in str(person["years"]).split(" and "):  # type: ignore[index]
                first, _, last = span.partition("-")
                assert 1900 < int(first) < 2030
                assert not last or int(first) <= int(last) < 2030


def test_sectors_and_precisions_are_known() -> None:
    assert {entry["sector"] for entry in table("organisations.yaml").values()} <= SECTORS
    precisions = {entry["precision"] for entry in table("places.yaml").values()}
    assert precisions == {"point", "city", "admin1", "region"}


@pytest.mark.parametrize("name", ["organisations.yaml", "countries.yaml", "leaders.yaml", "places.yaml"])
def test_no_key_stands_twice(name: str) -> None:
    path = next(folder / name for folder in FOLDERS if (folder / name).exists())
    root = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    assert root is not None
    keys = [key.value for key, _ in root.value]
    assert len(keys) == len(set(keys))


def test_organisations_share_no_key_or_name_with_countries() -> None:
    assert not set(table("organisations.yaml")) & ISO3
    forms: dict[str, str] = {}
    for known in known_names.known_names():
        if (known.form, known.key) != ("Congo", "COD"):  # the usual reading of a name that two share
            assert forms.setdefault(known.form, known.key) == known.key, known.form


def test_no_name_of_one_kind_means_two_entities() -> None:
    claimed: dict[tuple[str, str], str] = {}
    for file, kind in (("organisations.yaml", "organisation"), ("places.yaml", "place")):
        for key, entry in table(file).items():
            aliases = entry.get("aliases") or []
            for name in {str(entry.get("name", key)), *aliases}:  # type: ignore[misc]
                assert claimed.setdefault((kind, name), key) == key, name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russia met the U.S. and North Koreans.",
            [("Russia", "RUS"), ("U.S.", "USA"), ("North Koreans", "PRK")],
        ),
        ("They told us to go.", []),
        ("RUSSIA attacks", [("RUSSIA", "RUS")]),
        ("Türkiye and Turkiye", [("Türkiye", "TUR"), ("Turkiye", "TUR")]),
        ("The Kremlin and Seoul spoke.", [("Kremlin", "RUS"), ("Seoul", "KOR")]),
        ("Guinea-Bissau is not Guinea.", [("Guinea - Bissau", "GNB"), ("Guinea", "GIN")]),
        ("President Vladimir Putin left.", [("President Vladimir Putin", "vladimir-putin")]),
        (
            "Armenian Defence Minister Suren Papikyan left.",
            [("Armenian Defence Minister Suren Papikyan", "suren-papikyan")],
        ),
        ("North Korean troops marched.", [("North Korean troops", "PRK:troop")]),
        ("Russia’s army left.", [("Russia ’s army", "RUS:army")]),
        ("Russia attacked troops.", [("Russia", "RUS"), ("troops", "troop")]),
        ("The foreign ministry of France spoke.", [("foreign ministry of France", "FRA:foreign-ministry")]),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(words, entity) for words, entity, _ in found(text)] == expected


def test_a_group_belongs_to_its_country() -> None:
    assert found("South Korean intelligence and defense chiefs spoke.")[0][2] == "KOR"
    assert found("NATO allies met.") == [("NATO allies", "NATO:ally", "NATO")]


WORDS = ["Russia", "'s", "troops", "of", "the", "North", "Korean", "-", "U.S.", "President", "Vladimir"]
WORDS += ["Putin", "Kursk", "region", "and", "police", "X", "Y", ","]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_matches_are_in_order_and_never_overlap(words: list[str]) -> None:
    matches = load_gazetteer().participants_in(words, ["NOUN"] * len(words))
    last = 0
    for match in matches:
        assert last <= match.start < match.end <= len(words)
        last = match.end
