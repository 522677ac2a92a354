"""Joining in steps: refresh after refresh gives what one from nothing gives, and tells what changed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.documents import read_document
from dateline.engine import read_documents
from dateline.records import Document, Source, arrow_table
from dateline.timeline.corrections import COLUMNS, read_corrections
from pipelines.steps.link import Linked, link
from warehouse.documents import upsert_documents
from warehouse.mentions import replace_mentions
from warehouse.store import migrate, replace_table, transaction

NOW = dt.datetime(2024, 11, 8, 2, tzinfo=dt.UTC)
TEXTS = [
    ("2022-02-25", "Russia invaded Ukraine on 24 February 2022. NATO condemned the invasion."),
    ("2022-03-01", "Ukraine was invaded by Russia on February 24. Iran met Iraq last week."),
    ("2022-03-02", "Iran met Iraq on Monday. Chad attacked Sudan on Tuesday, killing 12 soldiers."),
    ("2022-03-03", "On Monday Iraq met Iran. Chad attacked Sudan, killing 15 soldiers on Tuesday."),
    ("2022-03-03", "Sudan was attacked by Chad on Tuesday, and Chad attacked Sudan on Wednesday."),
    ("2022-03-04", "Chad attacked Sudan this week. A second attack by Chad on Sudan followed on Friday."),
    ("2022-03-05", "Russia attacked Ukraine on Wednesday. Ukraine attacked Russia on Wednesday."),
    ("2022-02-28", "Peru bombed Chile last week."),
    ("2022-03-01", "Peru bombed Chile on Thursday."),
    ("2022-03-06", "Last week Russia attacked Ukraine near Kharkiv. Iran and Iraq signed a treaty."),
    ("2022-03-07", "Peru bombed Chile on 23 February, not on 24 February as previously reported."),
    ("2022-03-07", "Chad attacked Sudan on Tuesday. The death toll was revised from 15 to 11."),
]


def made() -> Iterator[Document]:
    for number, (published, text) in enumerate(TEXTS):
        yield replace(
            read_document(text.encode(), "a.txt"),
            document_id=f"d{number}",
            source_id=f"s{number % 3}",
            external_id=f"d{number}",
            collection="test",
            published_at=dt.date.fromisoformat(published),
        )


DOCUMENTS = {document.document_id: document for document in made()}
MENTIONS = {reading.document_id: reading.mentions for reading in read_documents(DOCUMENTS.values())}
TABLES = (
    "events",
    "event_participants",
    "story_documents",
    "story_groups",
    "event_blocks",
    "event_membership",
)

Store = duckdb.DuckDBPyConnection


@contextmanager
def opened() -> Iterator[Store]:
    connection = duckdb.connect()
    try:
        connection.execute("set TimeZone = 'UTC'")
        migrate(connection)
        sources = [
            Source(f"s{n}", "folder", ".", "test", None, letter, "en") for n, letter in enumerate("BDF")
        ]
        replace_table(connection, "sources", arrow_table(Source, sources))
        yield connection
    finally:
        connection.close()


def bring(store: Store, present: Sequence[str], corrections: str = "") -> Linked:
    """Make these documents all that the store has read, and join."""
    documents = [
        replace(document, status="read" if document.document_id in present else "removed")
        for document in DOCUMENTS.values()
    ]
    known = {row[0] for row in store.execute("select document_id from documents").fetchall()}
    with transaction(store):
        upsert_documents(
            store, arrow_table(Document, [d for d in documents if d.document_id in {*present, *known}])
        )
        for document in documents:
            held = MENTIONS[document.document_id] if document.status == "read" else ()
            before = store.execute(
                "select count(*) from event_mentions where document_id = ?", [document.document_id]
            ).fetchall()
            if before != [(len(held),)]:
                replace_mentions(store, [document.document_id], held)
            store.execute(
                "update documents set status = ? where document_id = ?",
                [document.status, document.document_id],
            )
    header = ",".join(COLUMNS)
    return link(store, read_corrections(f"{header}\n{corrections}".encode()), NOW)


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    return store.execute(sql).fetchall()


def contents(store: Store) -> list[list[tuple[Any, ...]]]:
    return [rows(store, f"select * from {table} order by all") for table in TABLES]


@settings(max_examples=12)
@given(st.lists(st.sets(st.sampled_from(sorted(DOCUMENTS))), min_size=1, max_size=4))
def test_steps_give_what_one_step_gives(steps: list[set[str]]) -> None:
    with opened() as stepwise, opened() as anew:
        for present in steps:
            bring(stepwise, sorted(present))
        bring(anew, sorted(steps[-1], reverse=True))
        assert contents(stepwise) == contents(anew)


def test_a_refresh_with_nothing_new_joins_nothing() -> None:
    with opened() as store:
        assert bring(store, sorted(DOCUMENTS)).joined > 0
        assert bring(store, sorted(DOCUMENTS)) == Linked(
            mentions=sum(map(len, MENTIONS.values())), joined=0, changed=0
        )
        assert rows(store, "select count(*) from refreshes") == [(1,)]


def test_what_found_a_mention_does_not_join_it_anew() -> None:
    with opened() as store:
        assert bring(store, sorted(DOCUMENTS)).joined > 0
        store.execute("update event_mentions set found_by = 'both'")
        done = bring(store, sorted(DOCUMENTS))
        assert (done.joined, done.changed) == (0, 0)


def test_only_blocks_with_something_new_are_joined() -> None:
    with opened() as store:
        bring(store, ["d0", "d2"])
        done = bring(store, ["d0", "d2", "d4"])
        assert 0 < done.joined < done.mentions
        assert rows(
            store, "select count(*) from event_changes where refresh = 2 and title_after like '%inva%'"
        ) == [(0,)]


def test_changes_tell_before_and_after() -> None:
    with opened() as store:
        bring(store, ["d7"])
        assert rows(store, "select change, edtf_before, edtf_after from event_changes") == [
            ("added", None, "2022-02-21/2022-02-27")
        ]
        bring(store, ["d7", "d8"])
        assert rows(
            store,
            """
            select change, title_after, edtf_before, edtf_after, collections
            from event_changes
            where refresh = 2
            """,
        ) == [("moved", "Peru: bombed (Chile)", "2022-02-21/2022-02-27", "2022-02-24", ["test"])]
        bring(store, ["d8"])
        ((change, successor),) = rows(
            store, "select change, successor_id from event_changes where refresh = 3"
        )
        assert change == "renamed" and rows(store, "select event_id from events") == [(successor,)]
        bring(store, [])
        assert rows(
            store, "select change, title_before, collections from event_changes where refresh = 4"
        ) == [("retracted", "Peru: bombed (Chile)", ["test"])]


def one(store: Store, like: str) -> tuple[str, str]:
    """The id and a mention of the event with such a title."""
    ((event_id, mention_id),) = rows(
        store,
        f"""
        select e.event_id, min(m.mention_id)
        from events as e
        join event_membership as m using (event_id)
        where e.title like '{like}'
        group by e.event_id
        """,
    )
    return event_id, mention_id


def test_a_report_that_corrects_a_date_moves_the_event_until_it_is_gone() -> None:
    dates = "select date_edtf, date_basis, conflicts from events"
    with opened() as store:
        bring(store, ["d7", "d8"])
        assert rows(store, dates) == [("2022-02-24", "relative_to_publication", [])]
        bring(store, ["d7", "d8", "d10"])
        assert rows(store, dates) == [
            ("2022-02-23", "relative_to_publication", ["date: 2022-02-23 against 2022-02-24"])
        ]
        bring(store, ["d7", "d8"])
        assert rows(store, dates) == [("2022-02-24", "relative_to_publication", [])]


def test_a_corrected_date_stands_and_can_be_undone() -> None:
    with opened() as store:
        bring(store, ["d0", "d2"])
        event_id, mention_id = one(store, "%met (Iraq)%")
        line = f"date,{mention_id},2022-02,ann,2024-11-07,the minutes\n"
        changed = f"select date_edtf, date_basis, date_confidence from events where event_id = '{event_id}'"
        before = rows(store, changed)
        bring(store, ["d0", "d2"], line)
        assert rows(store, changed) == [("2022-02", "corrected", 1.0)]
        ((correction_id, status),) = rows(store, "select correction_id, status from corrections")
        assert status == "applied"
        bring(store, ["d0", "d1", "d2", "d3"], line)
        assert ("2022-02", "corrected", 1.0) in rows(
            store, "select date_edtf, date_basis, date_confidence from events"
        )
        bring(store, ["d0", "d2"], f"{line}undo,,{correction_id},ann,2024-11-08,wrong minutes\n")
        assert rows(store, changed) == before
        assert before[0][:2] == ("2022-02-28", "relative_to_publication")
        assert rows(store, "select status from corrections order by line") == [("undone",), ("applied",)]
        told = rows(
            store,
            f"""
            select edtf_before, edtf_after
            from event_changes
            where change = 'moved' and list_contains(corrections, '{correction_id}')
            order by refresh
            """,
        )
        assert told[0] == ("2022-02-28", "2022-02")
        assert told[-1] == ("2022-02", "2022-02-28")


def test_events_are_joined_and_split_as_people_say() -> None:
    with opened() as store:
        bring(store, ["d0", "d2"])
        invasion, report = one(store, "%invaded%")
        attack, other = one(store, "%attacked%")
        joined = f"join,{report},{other},ann,2024-11-07,\n"
        bring(store, ["d0", "d2"], joined)
        assert rows(store, f"select event_id from event_membership where mention_id = '{other}'") == [
            (invasion,)
        ]
        assert (attack, invasion, "merged") in rows(store, "select * from event_lineage")
        (conflict,) = (
            row[0] for row in rows(store, f"select conflicts[1] from events where event_id = '{invasion}'")
        )
        assert conflict.startswith("date: ")
        bring(store, ["d0", "d2"], f"{joined}split,{report},{other},bob,2024-11-07,\n")
        assert rows(store, f"select event_id from event_membership where mention_id = '{other}'") == [
            (attack,)
        ]
        assert (invasion, attack, "split") in rows(store, "select * from event_lineage")


@pytest.mark.parametrize(("action", "confidence"), [("suppress", 0.0), ("confirm", 1.0)])
def test_an_event_is_suppressed_or_confirmed(action: str, confidence: float) -> None:
    with opened() as store:
        bring(store, ["d0"])
        event_id, _ = one(store, "%invaded%")
        bring(store, ["d0"], f"{action},{event_id},,ann,2024-11-07,\n")
        assert rows(store, f"select confidence from events where event_id = '{event_id}'") == [(confidence,)]
        assert ("revised",) in rows(store, "select change from event_changes where refresh = 2")


def test_a_correction_that_cannot_be_applied_says_why_and_stops_no_other() -> None:
    with opened() as store:
        bring(store, ["d0"])
        _, mention_id = one(store, "%invaded%")
        bring(
            store,
            ["d0"],
            f"date,{mention_id},soon,ann,2024-11-07,\n"
            "confirm,m_none,,ann,2024-11-07,\n"
            f"type,{mention_id},PROTEST,ann,2024-11-07,\n",
        )
        found = rows(store, "select line, status, error from corrections order by line")
        assert [row[:2] for row in found] == [(2, "failed"), (3, "failed"), (4, "applied")]
        assert "2024-10-31" in found[0][2] and "m_none" in found[1][2]
        assert rows(store, "select count(*) from events where event_type = 'PROTEST'") == [(1,)]
