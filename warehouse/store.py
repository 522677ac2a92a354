"""The working store: opened briefly, migrated, loaded from Arrow tables, every step in one transaction."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dateline.errors import DatelineError
from dateline.records import Document, arrow_schema
from warehouse.sql import quoted, sql_files
from warehouse.views import make_views

# A query fetches nothing and draws no progress, days do not depend on the machine's zone, tables keep their
# order.
_SETTINGS = """
    set enable_progress_bar = false;
    set TimeZone = 'UTC';
    set preserve_insertion_order = true;
    set autoinstall_known_extensions = false;
"""
_LOCK_HOLDER = re.compile(r"lock is held in (?P<program>.+?) \(PID (?P<pid>\d+)\)")

_MARKS = pa.schema([("document_id", pa.string()), ("original", pa.string())])

# Columns of a document that say nothing about its content: not compared when the document comes again.
_NOT_CONTENT = {"document_id", "fetched_at", "revision", "duplicate_of", "status"}


class StoreError(DatelineError):
    """The store cannot be used as it is; the message says what to do."""


class StoreLockedError(StoreError):
    """Another process has the store open."""


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """What became of the documents that were handed to the store."""

    new: int
    changed: int
    unchanged: int


@contextmanager
def open_store(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store at `path`, made or migrated when needed, and closed however the block ends.

    Raises StoreLockedError while another process has it open, StoreError when a newer program wrote it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = connect(path)
    try:
        connection.execute(_SETTINGS)
        migrate(connection)
        yield connection
    finally:
        connection.close()


def connect(path: Path, config: dict[str, Any] | None = None) -> duckdb.DuckDBPyConnection:
    """A connection to the database at `path` as it is; StoreLockedError while another process has it open."""
    try:
        return duckdb.connect(path, config=config or {})
    except duckdb.IOException as error:
        holder = _LOCK_HOLDER.search(str(error))
        if holder is None:
            raise
        raise StoreLockedError(
            f"{path} is open in process {holder['pid']} ({holder['program']}): "
            "wait until it ends, or end it, and start again"
        ) from error


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the schema up to the newest migration, in one transaction; a newer schema raises StoreError."""
    migrations = {int(file.name.split("_")[0]): file for file in sql_files("schema")}
    newest, stored = max(migrations), _schema_version(connection)
    if stored > newest:
        (path,) = connection.execute(
            "select path from duckdb_databases() where database_name = current_database()"
        ).fetchall()[0]
        raise StoreError(
            f"{path} has schema {stored} and this program knows schemas up to {newest}: "
            "install the dateline that wrote it, or refresh into another data folder"
        )
    if stored == newest:
        return
    with transaction(connection):
        for number in sorted(number for number in migrations if number > stored):
            connection.execute(migrations[number].sql)
            connection.execute("insert into schema_version values (?, ?)", [number, migrations[number].name])
        make_views(connection)


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that the block writes is kept when it ends, and nothing of it when it raises. Does not nest."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def replace_table(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Make `rows` all that the table holds; columns go by name. Call it in a transaction."""
    connection.execute(f"delete from {quoted(table)}")
    _insert(connection, table, rows)


def replace_rows(
    connection: duckdb.DuckDBPyConnection, table: str, key_column: str, keys: Sequence[str], rows: pa.Table
) -> None:
    """Replace the table's rows whose `key_column` is one of `keys` by `rows`; columns go by name.

    Rows with any other key are a ValueError: the next replacement would not find them. Call it in a
    transaction.
    """
    strays = set(rows[key_column].to_pylist()) - set(keys)
    if strays:
        raise ValueError(f"{table}: rows for {sorted(strays)[:3]}, which are not among the keys to replace")
    with registered(connection, "replaced", pa.table({"key": pa.array(keys, pa.string())})):
        connection.execute(
            f"delete from {quoted(table)} where {quoted(key_column)} in (select key from replaced)"
        )
    _insert(connection, table, rows)


def upsert_documents(connection: duckdb.DuckDBPyConnection, documents: pa.Table) -> DocumentCounts:
    """Store documents (the columns of `Document`, each id once), and count what became of them.

    A new document keeps its revision; one whose bytes, text or metadata changed is stored anew with the next
    revision; one that only comes back after a removal gets its status again and counts as changed; any other
    row stays untouched. Call it in a transaction, and `mark_duplicates` after the last one.
    """
    ids = documents["document_id"]
    if len(ids.unique()) != len(ids):
        twice = sorted(entry["values"] for entry in ids.value_counts().to_pylist() if entry["counts"] > 1)
        raise ValueError(f"the same document id twice in one load: {', '.join(twice[:3])}")
    columns = arrow_schema(Document).names
    content = [quoted(name) for name in columns if name not in _NOT_CONTENT]
    differs = " or ".join(f"old.{name} is distinct from incoming.{name}" for name in content)
    with registered(connection, "incoming", documents):
        connection.execute(
            f"""
            create or replace temp table document_changes as
            select
                incoming.document_id,
                old.revision + 1 as next_revision,
                old.document_id is null as is_new,
                {differs} as is_rewritten,
                old.status is distinct from incoming.status as is_returned
            from incoming
            left join documents as old using (document_id)
            """
        )
        connection.execute(
            """
            delete from documents
            where document_id in (select document_id from document_changes where is_rewritten)
            """
        )
        connection.execute(
            """
            update documents
            set status = incoming.status
            from incoming
            where documents.document_id = incoming.document_id and documents.status <> incoming.status
            """
        )
        connection.execute(
            """
            insert into documents by name
            select
                incoming.* replace (coalesce(next_revision, incoming.revision) as revision),
                sha256(incoming.text) as text_sha256
            from incoming
            join document_changes using (document_id)
            where is_new or is_rewritten
            """
        )
    counts = connection.execute(
        """
        select
            count(*) filter (is_new),
            count(*) filter (not is_new and (is_rewritten or is_returned)),
            count(*) filter (not is_new and not is_rewritten and not is_returned)
        from document_changes
        """
    ).fetchall()[0]
    connection.execute("drop table document_changes")
    return DocumentCounts(*counts)


def mark_removed(connection: duckdb.DuckDBPyConnection, source_id: str, present_ids: Sequence[str]) -> int:
    """Mark the documents of a source that are not among `present_ids` as removed; how many became so now.

    Their rows stay. Call it in a transaction, and `mark_duplicates` after it.
    """
    with registered(connection, "present", pa.table({"document_id": pa.array(present_ids, pa.string())})):
        gone = connection.execute(
            """
            update documents
            set status = 'removed'
            where
                source_id = ?
                and status <> 'removed'
                and document_id not in (select document_id from present)
            returning document_id
            """,
            [source_id],
        ).fetchall()
    return len(gone)


def mark_duplicates(connection: duckdb.DuckDBPyConnection) -> int:
    """Point every copy in a collection at the document that stands for it; returns their number.

    A copy has the text of an earlier document, or is one of its near copies (`text_copies`). Earlier is what
    was published first: documents without a publication day come last, ties go by id. An original is no copy
    itself. No other document is a duplicate any longer. Call it in a transaction.
    """
    rows = connection.execute(
        """
        select
            collection,
            document_id,
            text_sha256
        from documents
        where status = 'read' and trim(text) <> ''
        order by collection, published_at nulls last, document_id
        """
    ).fetchall()
    originals_of: dict[str, list[str]] = defaultdict(list)
    for copy, original in connection.execute("select * from text_copies order by all").fetchall():
        originals_of[copy].append(original)
    standing: dict[tuple[str, str], tuple[int, str]] = {}
    marks: dict[str, str] = {}
    for number, (collection, document_id, digest) in enumerate(rows):
        texts = [digest, *originals_of[digest]]
        found = [standing[collection, text] for text in texts if (collection, text) in standing]
        if found:
            marks[document_id] = min(found)[1]
        else:
            standing[collection, digest] = number, document_id
    table = pa.table({"document_id": list(marks), "original": list(marks.values())}, _MARKS)
    with registered(connection, "marks", table):
        connection.execute(
            """
            update documents
            set duplicate_of = new.original
            from (
                select
                    d.document_id,
                    marks.original
                from documents as d
                left join marks using (document_id)
            ) as new
            where documents.document_id = new.document_id
                and documents.duplicate_of is distinct from new.original
            """
        )
    return len(marks)


@contextmanager
def registered(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> Iterator[None]:
    """The Arrow table as a view of this name while the block runs."""
    connection.register(name, table)
    try:
        yield
    finally:
        connection.unregister(name)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    with registered(connection, "incoming", rows):
        connection.execute(f"insert into {quoted(table)} by name select * from incoming")


def _schema_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the newest migration that the store has had, 0 for a new one."""
    tables = connection.execute(
        "select 1 from duckdb_tables() where table_name = 'schema_version'"
    ).fetchall()
    if not tables:
        return 0
    return int(connection.execute("select max(version) from schema_version").fetchall()[0][0])
