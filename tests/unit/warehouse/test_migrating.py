"""An old store, made by the migrations up to its version, gives the published tables that it gave."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.extractions import pending_documents
from warehouse.marts import run_marts
from warehouse.publish import publish
from warehouse.sql import sql_files
from warehouse.store import open_store, transaction

_BEFORE_MEMBERSHIP = 14  # schema in which a mention's row said its event


def tables(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The columns of each table, in order."""
    found = connection.execute(
        """
        select table_name, list(column_name order by column_index)
        from duckdb_columns()
        join duckdb_tables() using (database_name, schema_name, table_name)
        where database_name = current_database()
        group by all
        """
    ).fetchall()
    return dict(found)


def make_old(path: Path, full: Path) -> None:
    """A store of the old schema with the rows of a current one, as the program of then left it."""
    with duckdb.connect(path) as old:
        for file in sql_files("schema")[:_BEFORE_MEMBERSHIP]:
            old.execute(file.sql)
            old.execute("insert into schema_version values (?, ?)", [int(file.name[:4]), file.name])
        old.execute(f"attach '{full}' as full_store (read_only)")
        for table, columns in tables(old).items():
            if table == "schema_version":
                continue
            rows = f"full_store.{table}"
            if table == "event_mentions":
                rows = f"(from {rows} left join full_store.event_membership using (mention_id))"
            names = ", ".join(columns)
            old.execute(f"insert into {table} ({names}) select {names} from {rows}")


def published(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of all that analysts find, made and published anew from a store."""
    with open_store(path) as connection, transaction(connection):
        run_marts(connection)
    publish(path, path.with_suffix(".published"))
    with duckdb.connect(path.with_suffix(".published"), read_only=True) as reader:
        names = reader.execute(
            "select distinct table_name from duckdb_columns() where not internal order by all"
        ).fetchall()
        return {name: reader.execute(f"select * from {name} order by all").fetchall() for (name,) in names}


@pytest.fixture
def worlds(tmp_path: Path, store: duckdb.DuckDBPyConnection) -> tuple[Path, Path]:
    """The small world in a current store, and in one of the old schema."""
    store.close()
    make_old(tmp_path / "old.duckdb", tmp_path / "working.duckdb")
    return tmp_path / "working.duckdb", tmp_path / "old.duckdb"


def test_an_old_store_gives_the_published_tables_that_it_gave(worlds: tuple[Path, Path]) -> None:
    current, old = worlds
    with duckdb.connect(old, read_only=True) as connection:
        assert "event_membership" not in tables(connection)
        mentions = connection.execute("select mention_id, event_id from event_mentions order by 1").fetchall()
    assert all(event_id for _, event_id in mentions)
    shown = published(old)
    assert [(row[0], row[1]) for row in shown["event_mentions"]] == mentions
    assert shown == published(current)


def test_what_an_old_program_read_is_not_read_again(worlds: tuple[Path, Path]) -> None:
    _, old = worlds
    with duckdb.connect(old) as connection:
        connection.execute(
            """
            update extractions
            set input_sha256 = sha256(
                concat_ws(chr(31), text, coalesce(title, ''), coalesce(published_at::varchar, ''), language)
            )
            from documents
            where extractions.document_id = documents.document_id and documents.document_id <> 'd_post_3'
            """
        )
    with open_store(old) as connection:
        assert list(pending_documents(connection, "1", "1")) == ["d_post_3"]
        assert (
            connection.execute("select * from documents where text_sha256 <> sha256(text)").fetchall() == []
        )
