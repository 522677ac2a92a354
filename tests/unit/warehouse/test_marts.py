"""The marts of the small store, row by row."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.records import Event as EventRecord
from dateline.records import arrow_table
from warehouse import marts as marts_module
from warehouse.marts import build_mart, mart, mart_names, refresh_marts, run_marts, upstream_tables
from warehouse.sql import SqlFile
from warehouse.store import open_store, replace_table

Store = duckdb.DuckDBPyConnection


def rows(connection: Store, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def day(month: int, number: int) -> dt.date:
    return dt.date(2024, month, number)


def test_timeline_is_chronological_and_holds_dated_salient_events(store: Store) -> None:
    assert rows(
        store,
        """
        select collection, event_id, date_earliest, date_latest, date_edtf, realis,
            acled_time_precision, ucdp_date_prec, mention_count, document_count, source_count
        from timeline
        """,
    ) == [
        ("harbours", "e_troops", day(6, 1), None, "2024-06/..", "asserted", None, None, 1, 1, 1),
        ("harbours", "e_test", day(10, 31), day(10, 31), "2024-10-31", "asserted", 1, 1, 1, 1, 1),
        ("pacific", "e_test", day(10, 31), day(10, 31), "2024-10-31", "asserted", 1, 1, 2, 2, 2),
        ("pacific", "e_meet", day(12, 1), day(12, 31), "2024-12", "planned", 3, 4, 1, 1, 1),
    ]


def test_timeline_shows_the_evidence_that_has_the_date_of_the_event(store: Store) -> None:
    assert rows(
        store,
        """
        select collection, document_id, revision, document_title, publisher, url, published_at, char_start,
            char_end, sentence
        from timeline
        where event_id = 'e_test'
        """,
    ) == [
        (
            "harbours",
            "d_port_1",
            1,
            "Title of d_port_1",
            "Harbour Office",
            None,
            day(11, 6),
            12,
            18,
            "North Korea tested a missile on 31 October 2024.",
        ),
        (
            "pacific",
            "d_post_1",
            1,
            "Title of d_post_1",
            "The Post",
            "https://post.example/d_post_1",
            day(11, 7),
            12,
            18,
            "North Korea tested a missile on 31 October.",
        ),
    ]


def test_timeline_tells_who_where_and_how_many(store: Store) -> None:
    columns = "title, event_type, event_mode, actors, recipients, place_name, place_iso3, quantities"
    assert rows(store, f"select {columns} from timeline where event_id in ('e_meet', 'e_troops')") == [
        (
            "troops guard the port",
            "MOBILIZE",
            "troops",
            [],
            [],
            None,
            None,
            [
                {"kind": "injured", "value": 12.0, "low": 12.0, "high": 12.0, "unit": None, "text": "12"},
            ],
        ),
        ("Japan to meet North Korea", "CONSULT", None, ["Japan"], ["North Korea"], "Seoul", "KOR", []),
    ]


@pytest.mark.parametrize(
    ("change", "listed"),
    [
        ("date_edtf = '../2024-10-31', date_earliest = null", True),
        ("confidence = 0.4", True),
        ("confidence = 0.39", False),
        ("realis = 'planned'", True),
        ("realis = 'alleged'", False),
        ("date_basis = 'none'", False),
        ("event_type = 'OTHER'", True),
        ("event_type = 'OTHER', actors = []", False),
        ("event_type = 'STATEMENT', actors = [], recipients = ['Japan']", True),
        ("actors = []", True),
    ],
)
def test_what_the_timeline_leaves_out(store: Store, change: str, listed: bool) -> None:
    store.execute(f"update events set {change} where event_id = 'e_test'")
    run_marts(store)
    found = rows(store, "select * from timeline where event_id = 'e_test'")
    assert len(found) == (2 if listed else 0)


@pytest.mark.parametrize(
    ("days", "acled", "ucdp"),
    [
        (1, 1, 1),
        (2, 2, 2),
        (6, 2, 2),
        (7, 2, 3),
        (8, 3, 4),
        (31, 3, 4),
        (32, 3, 5),
        (366, 3, 5),
        (367, 3, None),
    ],
)
def test_precision_codes_follow_from_the_number_of_days(
    store: Store, days: int, acled: int, ucdp: int | None
) -> None:
    store.execute(
        "update events set date_latest = date_earliest + ?::integer where event_id = 'e_test'", [days - 1]
    )
    run_marts(store)
    found = rows(store, "select acled_time_precision, ucdp_date_prec from timeline where event_id = 'e_test'")
    assert found == [(acled, ucdp)] * 2


@pytest.mark.parametrize(
    ("change", "best"),
    [
        ("realis = 'alleged' where mention_id = 'm_post_test'", "m_wire_test"),
        ("date_latest = '2024-11-01' where mention_id = 'm_post_test'", "m_post_test"),
        ("date_earliest = '2024-10-31', date_latest = '2024-10-31' where true", "m_wire_test"),
        ("date_earliest = null, date_latest = null where mention_id = 'm_post_test'", "m_wire_test"),
    ],
)
def test_the_best_report_has_the_realis_then_the_date_then_precision(
    store: Store, change: str, best: str
) -> None:
    store.execute(f"update event_mentions set {change}")
    build_mart(store, "event_evidence")
    found = rows(
        store, "select mention_id from event_evidence where event_id = 'e_test' and collection = 'pacific'"
    )
    assert found == [(best,)]


def test_evidence_comes_from_documents_that_are_read_and_no_duplicate(store: Store) -> None:
    store.execute("update documents set status = 'removed' where document_id = 'd_post_1'")
    store.execute("update documents set duplicate_of = 'd_wire_1' where document_id = 'd_port_1'")
    build_mart(store, "event_evidence")
    assert rows(
        store, "select collection, mention_id, document_ids from event_evidence where event_id = 'e_test'"
    ) == [("pacific", "m_wire_test", ["d_wire_1"])]


def test_day_summary(store: Store) -> None:
    columns = "collection, day, salience, salience_rank, summary, event_count, events_by_type, titles"
    assert rows(store, f"select {columns}, key_event_ids, document_ids from day_summary") == [
        (
            "harbours",
            day(10, 31),
            0,
            1,
            "North Korea tested a missile on 31 October 2024.",
            1,
            {"MOBILIZE": 1},
            ["North Korea tests a missile"],
            ["e_test"],
            ["d_port_1"],
        ),
        (
            "pacific",
            day(10, 31),
            2.5,
            2,
            "North Korea tested a missile on 31 October.",
            1,
            {"MOBILIZE": 1},
            ["North Korea tests a missile"],
            ["e_test"],
            ["d_post_1", "d_wire_1"],
        ),
        # nothing of the day is in the timeline, but sentences tell of it
        ("pacific", day(11, 1), 4, 1, "Somebody spoke on 1 November.", 0, {}, [], [], []),
    ]


def test_a_day_of_the_timeline_that_no_sentence_tells_of_has_no_summary(store: Store) -> None:
    store.execute("delete from summaries where collection = 'pacific'")
    run_marts(store)
    found = rows(
        store, "select day, salience, summary, sentences from day_summary where collection = 'pacific'"
    )
    assert found == [(day(10, 31), 0, None, [])]


def test_month_summary(store: Store) -> None:
    columns = "collection, month, salience, summary, event_count, planned_count, day_count"
    assert rows(
        store, f"select {columns}, events_by_type, key_titles, document_count from month_summary"
    ) == [
        ("harbours", "2024-10", 0, None, 1, 0, 1, {"MOBILIZE": 1}, ["North Korea tests a missile"], 1),
        (
            "pacific",
            "2024-10",
            2.5,
            "North Korea tested a missile on 31 October.",
            1,
            0,
            1,
            {"MOBILIZE": 1},
            ["North Korea tests a missile"],
            2,
        ),
        ("pacific", "2024-12", 0, None, 1, 1, 0, {"CONSULT": 1}, ["Japan to meet North Korea"], 1),
    ]


def test_summaries_list_the_most_salient_and_months_the_first_five(store: Store, world: Any) -> None:
    test = next(event for event in world.events if event.event_id == "e_test")
    more = [replace(test, event_id=f"e_{n}", title=f"title {n}", confidence=0.5 + n / 100) for n in range(7)]
    mention = store.execute("select * from event_mentions where mention_id = 'm_post_test'").to_arrow_table()
    store.execute("delete from event_mentions")
    for event in more:
        store.register("mention", mention)
        store.execute(
            "insert into event_mentions select * replace (? as mention_id) from mention",
            [f"m_{event.event_id}"],
        )
        store.execute("insert into event_membership values (?, ?)", [f"m_{event.event_id}", event.event_id])
    replace_table(store, "events", arrow_table(EventRecord, more))
    run_marts(store)
    first = [f"title {n}" for n in (6, 5, 4, 3, 2, 1, 0)]
    assert rows(store, "select titles from day_summary where event_count > 0") == [(first,)]
    assert rows(store, "select event_count, key_titles from month_summary") == [(7, first[:5])]


def salience(store: Store, event_id: str = "e_test", collection: str = "pacific") -> float:
    build_mart(store, "event_salience")
    sql = f"select salience from event_salience where (collection, event_id) = ('{collection}', '{event_id}')"
    ((value,),) = rows(store, sql)
    return float(value)


@pytest.mark.parametrize(
    ("change", "gains"),
    [
        ("update events set event_type = 'ASSAULT' where event_id = 'e_test'", True),
        ("update events set event_type = 'STATEMENT' where event_id = 'e_test'", False),
        ("update events set confidence = 0.5 where event_id = 'e_test'", False),
        ("update events set recipients = ['Japan'] where event_id = 'e_test'", True),
        ("update documents set title = 'Missile TESTED' where document_id = 'd_post_1'", True),
        ("update documents set published_at = '2024-12-24' where document_id = 'd_post_1'", True),
        ("update event_mentions set char_start = 700 where mention_id = 'm_post_test'", False),
        ("update documents set status = 'removed' where document_id = 'd_post_1'", False),
    ],
)
def test_what_an_event_gains_and_loses_salience_by(store: Store, change: str, gains: bool) -> None:
    before = salience(store)
    store.execute(change)
    assert (salience(store) > before) is gains
    assert salience(store) != before


def test_the_timeline_of_an_entity(store: Store) -> None:
    columns = "collection, entity, entity_iso3, involvement, event_id, activity_id, date_edtf, document_ids"
    assert rows(store, f"select {columns}, source_ids from entity_timeline") == [
        ("harbours", "North Korea", "PRK", "actor", "e_test", None, "2024-10-31", ["d_port_1"], ["ministry"]),
        ("pacific", "Chad", "TCD", "actor", None, "a_thanked", "../2024-11-07", ["d_post_1"], ["post"]),
        ("pacific", "Japan", "JPN", "recipient", None, "a_thanked", "../2024-11-07", ["d_post_1"], ["post"]),
        ("pacific", "Japan", "JPN", "actor", "e_meet", None, "2024-12", ["d_wire_1"], ["wire"]),
        (
            *("pacific", "North Korea", "PRK", "actor", "e_test", None, "2024-10-31"),
            *(["d_post_1", "d_wire_1"], ["post", "wire"]),
        ),
        ("pacific", "North Korea", "PRK", "recipient", "e_meet", None, "2024-12", ["d_wire_1"], ["wire"]),
    ]


@pytest.mark.parametrize(
    ("name", "aliases", "named"),
    [
        ("Seoul Metro", ["Seoul"], True),
        ("Seoul", [], True),
        ("Japan will", [], True),
        ("Seo", [], False),
        ("seoul", [], False),
        ("Seoul in January", ["in"], False),
    ],
)
def test_an_entity_that_a_sentence_names_in_no_role(
    store: Store, name: str, aliases: list[str], named: bool
) -> None:
    store.execute("insert into entities values ('x', ?, 'organisation', null, null, ?)", [name, aliases])
    run_marts(store)
    found = rows(store, "select event_id, involvement from entity_timeline where entity_id = 'x'")
    assert found == ([("e_meet", "named")] if named else [])


def test_an_event_that_may_lie_in_another_month_is_in_no_month(store: Store) -> None:
    store.execute("update events set date_latest = '2024-11-01' where event_id = 'e_test'")
    run_marts(store)
    months = rows(store, "select collection, month from month_summary where event_count > 0")
    assert months == [("pacific", "2024-12")]


def test_undated_events_have_their_reason(store: Store) -> None:
    assert rows(store, "select collection, event_id, reason, sentence from undated") == [
        (
            "pacific",
            "e_bridge",
            'no publication date to resolve "Yesterday" against',
            "Yesterday a bridge collapsed.",
        ),
        ("pacific", "e_resign", "no time words that fit", "The minister resigned."),
    ]


@pytest.mark.parametrize(
    ("mention", "published", "reason"),
    [
        ("date_text = null", "null", "no time words that fit, and no publication date"),
        ("date_text = 'one day'", "date '2024-11-06'", '"one day" names no day'),
    ],
)
def test_more_reasons(store: Store, mention: str, published: str, reason: str) -> None:
    store.execute(f"update event_mentions set {mention} where mention_id = 'm_bridge'")
    store.execute(f"update documents set published_at = {published} where document_id = 'd_post_3'")
    run_marts(store)
    assert rows(store, "select reason from undated where event_id = 'e_bridge'") == [(reason,)]


def test_every_asserted_event_is_dated_or_listed_as_undated(store: Store) -> None:
    assert (
        rows(
            store,
            """
        select event_id
        from events
        where
            realis = 'asserted'
            and event_id not in (select event_id from undated)
            and coalesce(date_earliest, date_latest) is null
        """,
        )
        == []
    )


def test_source_coverage(store: Store) -> None:
    assert rows(store, "select * exclude (kind, publisher) from source_coverage") == [
        ("harbours", "ministry", "F", 1, 0, 0, 0, 0, day(11, 6), day(11, 6), 2, 2, None),
        ("pacific", "post", "B", 3, 0, 1, 1, 1, day(11, 7), day(11, 8), 4, 4, "HTTP 503"),
        ("pacific", "wire", "A", 1, 1, 0, 0, 0, day(11, 6), day(11, 6), 2, 2, None),
    ]


def test_a_source_without_documents_is_covered_too(store: Store) -> None:
    store.execute("delete from documents where source_id = 'ministry'")
    build_mart(store, "source_coverage")
    assert rows(store, "select read_count, first_published, event_count from source_coverage limit 1") == [
        (0, None, 0)
    ]


def test_the_order_in_which_things_came_leaves_no_trace(
    tmp_path: Path, world: Any, load_world: Callable[..., None]
) -> None:
    turned = replace(
        world,
        sources=world.sources[::-1],
        documents=world.documents[::-1],
        expressions=world.expressions[::-1],
        mentions=world.mentions[::-1],
        events=world.events[::-1],
        membership=dict(reversed(world.membership.items())),
    )
    seen = []
    for name, each in (("one", world), ("two", turned)):
        with open_store(tmp_path / f"{name}.duckdb") as connection:
            load_world(connection, each)
            seen.append([rows(connection, f"from {mart_name}") for mart_name in mart_names()])
    assert seen[0] == seen[1]


def test_marts_come_after_what_they_read(empty_store: Store) -> None:
    tables = {name for (name,) in rows(empty_store, "select table_name from duckdb_tables()")}
    for name in mart_names():
        assert set(upstream_tables(name)) <= tables
        tables.add(name)


def test_upstream_tables_are_those_of_the_select_without_its_own_parts() -> None:
    evidence = ("documents", "event_membership", "event_mentions", "events", "sources", "story_documents")
    assert upstream_tables("event_evidence") == evidence
    assert upstream_tables("day_summary") == ("event_evidence", "summaries", "timeline")


def test_a_mart_is_explained_in_the_store(store: Store) -> None:
    for name in mart_names():
        columns = rows(
            store, f"select column_name, comment from duckdb_columns() where table_name = '{name}'"
        )
        assert dict(columns) == mart(name).columns
        assert rows(store, f"select comment from duckdb_tables() where table_name = '{name}'") == [
            (mart(name).row,)
        ]


def test_building_tells_the_number_of_rows(store: Store) -> None:
    assert build_mart(store, "timeline") == 4
    assert run_marts(store)["undated"] == 2


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("select 1 as a -- one\n", "marts/m.sql: write one select under a comment '-- one row: …'"),
        ("-- one row: a\ndrop table events\n", "marts/m.sql: write one select under"),
        ("-- one row: a\nselect 1 as a, 2 as b -- two\n", "marts/m.sql: say in a comment behind column a"),
    ],
)
def test_a_mart_that_says_nothing_of_itself_is_refused(
    monkeypatch: pytest.MonkeyPatch, sql: str, message: str
) -> None:
    header = tuple(line[2:].strip() for line in sql.splitlines() if line.startswith("--"))
    monkeypatch.setattr(marts_module, "sql_files", lambda _: (SqlFile("m", header, sql),))
    marts_module._marts.cache_clear()
    try:
        with pytest.raises(ValueError, match=message.replace("(", r"\(")):
            mart_names()
    finally:
        monkeypatch.undo()
        marts_module._marts.cache_clear()


def test_a_mart_is_made_anew_only_when_what_it_reads_changed(store: Store) -> None:
    def made() -> list[str]:
        return [name for name, is_made in refresh_marts(store, mart_names()) if is_made]

    assert made() == list(mart_names())
    assert made() == []
    store.execute("update sources set reliability = 'C' where source_id = 'wire'")
    assert made() == [name for name in mart_names() if "sources" in upstream_tables(name)]
    store.execute("update events set confidence = 0.1 where event_id = 'e_test'")
    assert "timeline" in made()
    assert rows(store, "select * from timeline where event_id = 'e_test'") == []
