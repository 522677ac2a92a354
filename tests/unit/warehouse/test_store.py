"""Opening, migrating, and writing the store."""

import datetime as dt
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from dateline.records import Document, Source, arrow_table
from warehouse import store as store_module
from warehouse.documents import DocumentCounts, documents, mark_removed, upsert_documents
from warehouse.near_duplicates import mark_duplicates
from warehouse.sql import SqlFile, sql_files
from warehouse.store import (
    StoreError,
    StoreLockedError,
    open_store,
    replace_rows,
    replace_table,
    transaction,
)

NewDocument = Callable[..., Document]


def python(script: str, *arguments: object) -> "subprocess.Popen[str]":
    """A second process, once it has printed a line and waits for its input to end."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def source(source_id: str) -> Source:
    return Source(source_id, "folder", ".", "c", None, "F", "en")


def source_ids(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for (name,) in connection.execute("select source_id from sources order by 1").fetchall()]


# opening


def test_a_new_store_has_its_folder_and_the_newest_schema(tmp_path: Path) -> None:
    path = tmp_path / "data" / "deep" / "working.duckdb"
    with open_store(path) as connection:
        versions = connection.execute("select version, name from schema_version order by version").fetchall()
    assert versions == [(int(f.name[:4]), f.name) for f in sql_files("schema")]
    assert path.is_file()


def test_what_was_written_is_there_when_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "working.duckdb"
    with open_store(path) as connection, transaction(connection):
        replace_table(connection, "sources", arrow_table(Source, [source("a")]))
    with open_store(path) as connection:
        assert source_ids(connection) == ["a"]


def test_a_block_that_raises_leaves_the_store_unlocked_and_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "working.duckdb"
    with pytest.raises(KeyError), open_store(path) as connection, transaction(connection):
        replace_table(connection, "sources", arrow_table(Source, [source("a")]))
        raise KeyError
    script = "import duckdb, sys; print(duckdb.connect(sys.argv[1]).execute('from sources').fetchall())"
    seen = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert seen.stdout == "[]\n"


def test_days_do_not_depend_on_the_zone_of_the_machine(empty_store: duckdb.DuckDBPyConnection) -> None:
    late = "select (timestamptz '2024-11-06 23:30:00+00:00')::date"
    assert empty_store.execute(late).fetchall() == [(dt.date(2024, 11, 6),)]


def test_the_process_that_has_the_store_open_is_named(tmp_path: Path) -> None:
    path = tmp_path / "working.duckdb"
    script = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('ready', flush=True); sys.stdin.read()"
    )
    with python(script, path) as other:
        message = rf"{re.escape(str(path))} is open in process {other.pid} \(.+\): wait until it ends"
        with pytest.raises(StoreLockedError, match=message), open_store(path):
            pass
        other.communicate()


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "working.duckdb"
    path.write_text("not a database, but long enough to be looked at " * 100)
    with pytest.raises(duckdb.IOException, match="not a valid DuckDB database file"), open_store(path):
        pass


# migrating


def test_an_older_store_keeps_its_rows_and_gets_the_newest_schema(tmp_path: Path) -> None:
    path = tmp_path / "working.duckdb"
    first = sql_files("schema")[0]
    with duckdb.connect(path) as old:
        old.execute(first.sql)
        old.execute("insert into schema_version values (1, ?)", [first.name])
        old.execute("insert into sources values ('a', 'folder', '.', 'c', null, 'F', 'en')")
    with open_store(path) as connection:
        newest = int(sql_files("schema")[-1].name[:4])
        assert connection.execute("select max(version) from schema_version").fetchall() == [(newest,)]
        assert connection.execute("select count(*) from events").fetchall() == [(0,)]
        assert source_ids(connection) == ["a"]


VALUES = {"VARCHAR": "'x'", "BIGINT": "1", "DOUBLE": "1", "BOOLEAN": "true", "DATE": "date '2024-11-06'"}


def store_of_age(path: Path, version: int) -> set[str]:
    """Make a store as a program with so many migrations left it, a row in every table; the tables."""
    with duckdb.connect(path) as old:
        for file in sql_files("schema")[:version]:
            old.execute(file.sql)
        needed: dict[str, dict[str, str]] = {}
        for table, column, kind in old.execute(
            "select table_name, column_name, data_type from duckdb_columns() where not is_nullable"
        ).fetchall():
            needed.setdefault(table, {})[column] = VALUES.get(kind, "[]" if kind.endswith("[]") else "now()")
        needed["schema_version"] |= {"version": str(version)}
        for table, values in needed.items():
            old.execute(f"insert into {table} ({', '.join(values)}) values ({', '.join(values.values())})")
    return set(needed)


@pytest.mark.parametrize("version", range(1, len(sql_files("schema"))))
def test_a_store_of_any_age_is_migrated_with_a_row_in_every_table(tmp_path: Path, version: int) -> None:
    path = tmp_path / "working.duckdb"
    tables = store_of_age(path, version)
    with open_store(path) as connection:
        empty = [
            table
            for table in tables
            if connection.execute(f"select count(*) from {table}").fetchall() == [(0,)]
        ]
        assert set(empty) <= {"text_signatures", "text_copies"}  # the next refresh makes them anew from texts


@pytest.mark.parametrize("version", [2, 11])
def test_mentions_of_an_older_store_were_found_by_the_codebook(tmp_path: Path, version: int) -> None:
    path = tmp_path / "working.duckdb"
    store_of_age(path, version)
    with open_store(path) as connection:
        assert connection.execute("select found_by from event_mentions").fetchall() == [("codebook",)]
        # a new mention says what found it: none is the codebook's by default
        with pytest.raises(duckdb.ConstraintException, match="found_by"):
            connection.execute(
                "insert into event_mentions by name select * exclude (found_by) from event_mentions"
            )


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "working.duckdb"
    with open_store(path):
        pass
    broken = SqlFile("0999_broken", (), "create table extra (x bigint); create table extra (x bigint)")
    monkeypatch.setattr(store_module, "sql_files", lambda folder: (*sql_files(folder), broken))
    with pytest.raises(duckdb.CatalogException, match="already exists"), open_store(path):
        pass
    monkeypatch.undo()
    with open_store(path) as connection:
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        assert "extra" not in tables


def test_a_newer_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "working.duckdb"
    with open_store(path) as connection:
        connection.execute("insert into schema_version values (999, '0999_future')")
    message = f"{re.escape(str(path))} has schema 999 .* install the dateline that wrote it"
    with pytest.raises(StoreError, match=message), open_store(path):
        pass


def test_migrations_are_numbered_without_gap() -> None:
    assert [int(file.name[:4]) for file in sql_files("schema")] == list(range(1, 18))


# writing


def test_a_process_killed_in_a_transaction_leaves_the_last_good_state(tmp_path: Path) -> None:
    path = tmp_path / "working.duckdb"
    with open_store(path) as connection, transaction(connection):
        replace_table(connection, "sources", arrow_table(Source, [source("kept")]))
    script = """
import sys
from pathlib import Path
from dateline.records import Source, arrow_table
from warehouse.store import open_store, replace_table, transaction
with open_store(Path(sys.argv[1])) as connection, transaction(connection):
    lost = [Source(f"lost {n}", "folder", ".", "c", None, "F", "en") for n in range(50_000)]
    replace_table(connection, "sources", arrow_table(Source, lost))
    print("ready", flush=True)
    sys.stdin.read()
"""
    with python(script, path) as other:
        other.send_signal(signal.SIGKILL)
        other.communicate()
    with open_store(path) as connection:
        assert source_ids(connection) == ["kept"]


def test_replaced_rows_are_those_of_the_keys_only(empty_store: duckdb.DuckDBPyConnection) -> None:
    replace_table(empty_store, "sources", arrow_table(Source, [source("a"), source("b"), source("c")]))
    again = replace(source("b"), kind="feed")
    replace_rows(empty_store, "sources", "source_id", ["a", "b"], arrow_table(Source, [again]))
    rows = empty_store.execute("select source_id, kind from sources order by 1").fetchall()
    assert rows == [("b", "feed"), ("c", "folder")]


def test_rows_that_no_key_replaces_are_refused(empty_store: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ValueError, match="sources: rows for \\['z'\\]"):
        replace_rows(empty_store, "sources", "source_id", ["a"], arrow_table(Source, [source("z")]))


def test_columns_go_by_name(empty_store: duckdb.DuckDBPyConnection) -> None:
    rows = arrow_table(Source, [source("a")])
    replace_table(empty_store, "sources", rows.select(rows.column_names[::-1]))
    assert empty_store.execute("select source_id, language from sources").fetchall() == [("a", "en")]


def test_a_column_that_is_not_there_is_no_silent_null(empty_store: duckdb.DuckDBPyConnection) -> None:
    rows = arrow_table(Source, [source("a")]).drop_columns(["language"])
    with pytest.raises(duckdb.ConstraintException, match="language"):
        replace_table(empty_store, "sources", rows)


@pytest.mark.parametrize("name", ["sources; drop table sources", 'a"b', "", "Sources", "a b"])
def test_a_name_that_is_no_name_never_reaches_the_database(
    empty_store: duckdb.DuckDBPyConnection, name: str
) -> None:
    with pytest.raises(ValueError, match="no table or column name"):
        replace_table(empty_store, name, arrow_table(Source, []))
    with pytest.raises(ValueError, match="no table or column name"):
        replace_rows(empty_store, "sources", name, [], pa.table({name: []}))


# documents


def upsert(connection: duckdb.DuckDBPyConnection, *rows: Document) -> DocumentCounts:
    with transaction(connection):
        return upsert_documents(connection, arrow_table(Document, rows))


def test_the_same_documents_again_change_nothing(
    empty_store: duckdb.DuckDBPyConnection, new_document: NewDocument
) -> None:
    first = [new_document("d_1", text="One."), new_document("d_2", text="Two.", authors=())]
    assert upsert(empty_store, *first) == DocumentCounts(new=2, changed=0, unchanged=0)
    later = [replace(each, fetched_at=dt.datetime(2030, 1, 1, tzinfo=dt.UTC)) for each in first]
    assert upsert(empty_store, *later) == DocumentCounts(new=0, changed=0, unchanged=2)
    assert documents(empty_store) == first


@pytest.mark.parametrize(
    "change",
    [
        {"content_sha256": "other bytes"},
        {"text": "One!"},
        {"title": None},
        {"authors": ("A. Writer", "B. Writer")},
        {"published_at": dt.date(2024, 11, 7)},
        {"collection": "atlantic"},
        {"status": "failed", "text": "", "error": "unreadable"},
    ],
)
def test_a_change_makes_the_next_revision(
    empty_store: duckdb.DuckDBPyConnection, new_document: NewDocument, change: dict[str, object]
) -> None:
    upsert(empty_store, new_document("d_1", text="One."), new_document("d_2", text="Two."))
    changed = new_document("d_1", text="One.", fetched_at=dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    changed = replace(changed, **change)  # type: ignore[arg-type]
    assert upsert(empty_store, changed) == DocumentCounts(new=0, changed=1, unchanged=0)
    assert documents(empty_store, ["d_1"]) == [replace(changed, revision=2)]
    assert documents(empty_store, ["d_2"]) == [new_document("d_2", text="Two.")]


def test_revisions_count_on(empty_store: duckdb.DuckDBPyConnection, new_document: NewDocument) -> None:
    for text in ("One.", "Two.", "One."):
        upsert(empty_store, new_document("d_1", text=text))
    assert [document.revision for document in documents(empty_store)] == [3]


def test_a_document_that_comes_twice_in_one_load_is_an_error(
    empty_store: duckdb.DuckDBPyConnection, new_document: NewDocument
) -> None:
    with pytest.raises(ValueError, match="same document id twice in one load: d_1"):
        upsert(empty_store, new_document("d_1", text="One."), new_document("d_1", text="Two."))
    assert documents(empty_store) == []


def test_a_document_that_goes_and_comes_back(
    empty_store: duckdb.DuckDBPyConnection, new_document: NewDocument
) -> None:
    one, two = new_document("d_1", text="One."), new_document("d_2", text="Two.")
    other = new_document("d_3", "post", text="Three.")
    upsert(empty_store, one, two, other)
    assert mark_removed(empty_store, "wire", ["d_2"]) == 1
    assert mark_removed(empty_store, "wire", ["d_2"]) == 0
    assert documents(empty_store) == [replace(one, status="removed"), two, other]
    assert upsert(empty_store, one) == DocumentCounts(new=0, changed=1, unchanged=0)
    assert documents(empty_store) == [one, two, other]


def test_a_source_without_documents_any_longer(
    empty_store: duckdb.DuckDBPyConnection, new_document: NewDocument
) -> None:
    upsert(empty_store, new_document("d_1"), new_document("d_2", "post"))
    assert mark_removed(empty_store, "wire", []) == 1
    assert [(d.document_id, d.status) for d in documents(empty_store)] == [
        ("d_1", "removed"),
        ("d_2", "read"),
    ]


def test_of_copies_the_one_published_first_stands(
    empty_store: duckdb.DuckDBPyConnection, new_document: NewDocument
) -> None:
    upsert(
        empty_store,
        new_document("d_1", text="Same.", published_at=None),
        new_document("d_2", text="Same.", published_at=dt.date(2024, 1, 2)),
        new_document("d_3", "post", text="Same.", published_at=dt.date(2024, 1, 1)),
        new_document("d_4", text="Same.", published_at=dt.date(2024, 1, 1)),
        new_document("d_5", text="Same.", collection="atlantic"),
        new_document("d_6", text="same."),
        new_document("d_7", text=" "),
        new_document("d_8", text=" "),
        new_document("d_9", text="Same.", status="failed", published_at=dt.date(2023, 1, 1)),
    )
    assert mark_duplicates(empty_store) == 3
    marks = {d.document_id: d.duplicate_of for d in documents(empty_store) if d.duplicate_of}
    assert marks == {"d_1": "d_3", "d_2": "d_3", "d_4": "d_3"}


def test_a_copy_stands_by_itself_when_the_original_goes(
    empty_store: duckdb.DuckDBPyConnection, new_document: NewDocument
) -> None:
    original, copy = new_document("d_1", text="Same."), new_document("d_2", "post", text="Same.")
    upsert(empty_store, original, copy)
    assert mark_duplicates(empty_store) == 1
    mark_removed(empty_store, "wire", [])
    assert mark_duplicates(empty_store) == 0
    assert documents(empty_store, ["d_2"]) == [copy]


def test_a_marked_copy_that_comes_again_is_unchanged(
    empty_store: duckdb.DuckDBPyConnection, new_document: NewDocument
) -> None:
    both = new_document("d_1", text="Same."), new_document("d_2", text="Same.")
    upsert(empty_store, *both)
    mark_duplicates(empty_store)
    assert upsert(empty_store, *both) == DocumentCounts(new=0, changed=0, unchanged=2)
    assert documents(empty_store, ["d_2"]) == [replace(both[1], duplicate_of="d_1")]
