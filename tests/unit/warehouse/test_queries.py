"""The analysts' cookbook runs unedited on a published file, and answers."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.publish import publish
from warehouse.sql import sql_files
from warehouse.store import open_store

QUERIES = {file.name: file for file in sql_files("queries")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("queries")


@pytest.fixture
def published(
    folder: Path, world: Any, load_world: Callable[..., None]
) -> Iterator[duckdb.DuckDBPyConnection]:
    path = folder / "timeline.duckdb"
    if not path.exists():
        with open_store(folder / "working.duckdb") as connection:
            load_world(connection, world)
        publish(folder / "working.duckdb", path)
    with duckdb.connect(path, read_only=True) as reader:
        yield reader


def answer(published: duckdb.DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    return published.execute(QUERIES[name].sql).fetchall()


def test_there_are_a_dozen_questions() -> None:
    assert len(QUERIES) >= 12
    assert all(file.header[0].endswith("?") for file in QUERIES.values())


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_answers(published: duckdb.DuckDBPyConnection, name: str) -> None:
    assert answer(published, name) != []


def test_a_country_between_two_days(published: duckdb.DuckDBPyConnection) -> None:
    found = answer(published, "country_between_two_days")
    assert [row[:3] for row in found] == [("2024-10-31", "MOBILIZE", "North Korea tests a missile")] * 2


def test_what_is_planned(published: duckdb.DuckDBPyConnection) -> None:
    found = answer(published, "planned_ahead")
    assert [row[:4] for row in found] == [("pacific", "2024-12", "CONSULT", "Japan to meet North Korea")]


def test_what_has_only_one_bound(published: duckdb.DuckDBPyConnection) -> None:
    found = answer(published, "open_dates")
    assert [row[:4] for row in found] == [
        ("harbours", "not earlier than 2024-06-01", "MOBILIZE", "troops guard the port")
    ]


def test_evidence_words_are_those_of_the_text(published: duckdb.DuckDBPyConnection) -> None:
    found = answer(published, "evidence_for_event")
    assert [(row[2], row[6]) for row in found] == [
        ("d_port_1", "tested"),
        ("d_wire_1", "tested"),
        ("d_post_1", "tested"),
    ]


def test_a_mention_shows_its_event_as_before_they_were_apart(
    published: duckdb.DuckDBPyConnection, world: Any
) -> None:
    shown = published.execute("select mention_id, event_id from event_mentions").fetchall()
    assert dict(shown) == world.membership
    columns = published.execute("select * from event_mentions limit 0").description
    assert columns is not None
    assert [column[0] for column in columns[:3]] == ["mention_id", "event_id", "document_id"]
    silent = "select * from duckdb_columns() where table_name = 'event_mentions' and comment is null"
    assert published.execute(silent).fetchall() == []


def test_weapons_tests_count_an_event_once(published: duckdb.DuckDBPyConnection) -> None:
    test_day = dt.date(2024, 10, 31)
    assert answer(published, "weapons_tests_by_country") == [("PRK", "North Korea", 1, test_day, test_day)]


def test_events_of_several_sources(published: duckdb.DuckDBPyConnection) -> None:
    assert [row[3:] for row in answer(published, "reported_by_several_sources")] == [
        ("North Korea tests a missile", 2, 2, 2)
    ]


def test_precision_adds_up(published: duckdb.DuckDBPyConnection) -> None:
    assert answer(published, "date_precision") == [
        ("harbours", "1", "1", 1, 50.0),
        ("harbours", "one end open", "open or over a year", 1, 50.0),
        ("pacific", "1", "1", 1, 50.0),
        ("pacific", "3", "4", 1, 50.0),
    ]


def test_the_key_dates(published: duckdb.DuckDBPyConnection) -> None:
    found = answer(published, "key_dates")
    # 1 November is more salient, but nothing is dated to it
    assert [row[:2] for row in found] == [(dt.date(2024, 10, 31), 2.5)]


def test_what_an_entity_did(published: duckdb.DuckDBPyConnection) -> None:
    assert [row[:4] for row in answer(published, "what_an_entity_did")] == [
        ("../2024-11-07", "recipient", "activity", "thanked"),
        ("2024-12", "actor", "CONSULT", "Japan to meet North Korea"),
    ]


def test_the_most_salient_events(published: duckdb.DuckDBPyConnection) -> None:
    found = answer(published, "most_salient_events")
    assert found[0][1] == "North Korea tests a missile"
    assert [row[2] for row in found] == sorted((row[2] for row in found), reverse=True)


def test_the_key_stories(published: duckdb.DuckDBPyConnection) -> None:
    assert [(row[0], row[6]) for row in answer(published, "key_stories")] == [
        ("s_test", ["North Korea tests a missile", "Japan to meet North Korea"]),
        ("s_bridge", []),
    ]


def test_the_timeline_of_a_story(published: duckdb.DuckDBPyConnection) -> None:
    assert [(*row[:2], row[3], *row[5:]) for row in answer(published, "timeline_of_a_story")] == [
        (
            *("Title of d_wire_1", "2024-10-31", "North Korea tests a missile"),
            *(["d_post_1", "d_wire_1"], ["post", "wire"]),
        ),
        ("Title of d_wire_1", "2024-12", "Japan to meet North Korea", ["d_wire_1"], ["wire"]),
    ]


def test_the_timeline_of_a_type(published: duckdb.DuckDBPyConnection) -> None:
    assert [row[:3] for row in answer(published, "timeline_of_a_type")] == [
        ("2024-10-31", "weapons", "North Korea tests a missile")
    ]


def test_the_timeline_of_a_place(published: duckdb.DuckDBPyConnection) -> None:
    assert [row[:5] for row in answer(published, "timeline_of_a_place")] == [
        ("2024-12", "CONSULT", "Japan to meet North Korea", "Seoul", "KOR")
    ]
