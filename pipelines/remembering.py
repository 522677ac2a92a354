"""What the store remembers of sources: their files, pages and entries, their addresses, how they fared."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from dateline.documents.sources import Fetch, Item
from dateline.records import Document, arrow_table, records_from, stable_id
from dateline.versions import reader_version
from warehouse.store import mark_removed, registered, replace_rows, upsert_documents


@dataclass(slots=True)
class Outcome:
    """What a refresh found in a source; `error` says why it could not be read, or not to its end."""

    source_id: str
    attempted_at: dt.datetime
    error: str | None = None
    file_count: int = 0
    new_count: int = 0
    changed_count: int = 0
    unchanged_count: int = 0
    removed_count: int = 0
    failed_count: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Read:
    """An item that was read: the digest of all that its documents are made from, and its documents."""

    item: Item
    digest: str
    documents: Sequence[Document]

    @property
    def error(self) -> str | None:
        """Why it could not be read as a whole."""
        return self.documents[0].error if len(self.documents) == 1 else None


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of documents: new, changed, and gone from their files."""

    new: int
    changed: int
    removed: int


def known_sources(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of the sources that have documents, files or addresses here."""
    rows = connection.execute(
        """
        select source_id from documents where status <> 'removed'
        union
        select source_id from files
        union
        select source_id from fetches
        order by source_id
        """
    ).fetchall()
    return [name for (name,) in rows]


def known_digests(connection: duckdb.DuckDBPyConnection, source_id: str) -> dict[str, str | None]:
    """The paths that a source had; with each, when this reader read it, the digest that it had then."""
    rows = connection.execute(
        """
        select
            path,
            case when reader_version = ? and raw_sha256 is not null then content_sha256 end
        from files
        where source_id = ?
        """,
        [reader_version(), source_id],
    ).fetchall()
    return dict(rows)


def known_items(connection: duckdb.DuckDBPyConnection, source_id: str) -> list[Item]:
    """The items of a source whose bytes the landing folder has, by path."""
    rows = connection.execute(
        """
        select path, raw_sha256, beside_sha256
        from files
        where source_id = ? and raw_sha256 <> ''
        order by path
        """,
        [source_id],
    ).fetchall()
    return [Item(*row) for row in rows]


def known_fetches(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Fetch]]:
    """All addresses as last asked for, by source and address."""
    rows: list[Fetch] = records_from(Fetch, connection.execute("select * from fetches").to_arrow_table())
    known: defaultdict[str, dict[str, Fetch]] = defaultdict(dict)
    for fetch in rows:
        known[fetch.source_id][fetch.url] = fetch
    return dict(known)


def store_read(connection: duckdb.DuckDBPyConnection, source_id: str, read: Sequence[Read]) -> Stored:
    """Store the documents of items, drop what the items no longer hold, and note the items as read.

    Call it in a transaction.
    """
    documents = [document for each in read for document in each.documents]
    before = _ids_of(connection, source_id, [each.item.path for each in read])
    counts = upsert_documents(connection, arrow_table(Document, documents))
    gone = before - {document.document_id for document in documents}
    removed = _mark_gone(connection, source_id, gone)
    _replace_files(connection, source_id, read)
    return Stored(counts.new, counts.changed, removed)


def store_fetches(connection: duckdb.DuckDBPyConnection, source_id: str, fetches: Sequence[Fetch]) -> None:
    """Note addresses as last asked for. Call it in a transaction."""
    latest = {fetch.url: fetch for fetch in fetches}
    with registered(connection, "asked", arrow_table(Fetch, latest.values())):
        connection.execute(
            "delete from fetches where source_id = ? and url in (select url from asked)", [source_id]
        )
        connection.execute("insert into fetches by name select * from asked")


def remove(connection: duckdb.DuckDBPyConnection, source_id: str, paths: Sequence[str]) -> int:
    """Mark the documents of paths that are gone as removed; how many. Call it in a transaction."""
    removed = _mark_gone(connection, source_id, _ids_of(connection, source_id, paths))
    with registered(connection, "gone", pa.table({"path": pa.array(paths, pa.string())})):
        connection.execute(
            "delete from files where source_id = ? and path in (select path from gone)", [source_id]
        )
    return removed


def forget(connection: duckdb.DuckDBPyConnection, source_id: str) -> None:
    """Mark all documents of a source as removed, and forget its paths and addresses, in a transaction."""
    mark_removed(connection, source_id, [])
    for table in ("files", "fetches"):
        connection.execute(f"delete from {table} where source_id = ?", [source_id])


def document_counts(connection: duckdb.DuckDBPyConnection, source_id: str) -> tuple[int, int]:
    """How many documents a source has, and how many of them failed."""
    (counts,) = connection.execute(
        """
        select
            count(*),
            count(*) filter (status = 'failed')
        from documents
        where source_id = ? and status <> 'removed'
        """,
        [source_id],
    ).fetchall()
    return counts[0], counts[1]


def store_outcomes(connection: duckdb.DuckDBPyConnection, outcomes: Sequence[Outcome]) -> None:
    """Note how refreshes of sources went, counting from how they went before, in a transaction."""
    with registered(connection, "outcomes", arrow_table(Outcome, outcomes)):
        rows = connection.execute(
            """
            select
                o.*,
                case when o.error is null then o.attempted_at else s.succeeded_at end as succeeded_at,
                case
                    when o.new_count + o.changed_count > 0 then o.attempted_at
                    else s.news_at
                end as news_at,
                case when o.error is null then 0 else coalesce(s.failure_count, 0) + 1 end as failure_count
            from outcomes as o
            left join source_status as s using (source_id)
            """
        ).to_arrow_table()
    replace_rows(connection, "source_status", "source_id", rows["source_id"].to_pylist(), rows)


def _mark_gone(connection: duckdb.DuckDBPyConnection, source_id: str, gone: set[str]) -> int:
    if not gone:
        return 0
    rows = connection.execute(
        "select document_id from documents where source_id = ? and status <> 'removed'", [source_id]
    ).fetchall()
    return mark_removed(connection, source_id, sorted({row[0] for row in rows} - gone))


def _ids_of(connection: duckdb.DuckDBPyConnection, source_id: str, paths: Sequence[str]) -> set[str]:
    """The documents that items had: the item itself, or the records in it."""
    with registered(connection, "asked", pa.table({"path": pa.array(paths, pa.string())})):
        rows = connection.execute(
            """
            with known as (
                -- one row: a path that was read before
                select f.path
                from files as f
                join asked using (path)
                where f.source_id = ?
            )
            select d.document_id
            from documents as d
            join known as k
                on starts_with(d.external_id, k.path || '#') or starts_with(d.external_id, k.path || ':')
            where d.source_id = ? and d.status <> 'removed'
            """,
            [source_id, source_id],
        ).fetchall()
    return {row[0] for row in rows} | {stable_id("d", source_id, path) for path in paths}


def _replace_files(connection: duckdb.DuckDBPyConnection, source_id: str, read: Sequence[Read]) -> None:
    rows = pa.table(
        {
            "source_id": [source_id] * len(read),
            "path": [each.item.path for each in read],
            "content_sha256": [each.digest for each in read],
            "reader_version": [reader_version()] * len(read),
            "document_count": [len(each.documents) for each in read],
            "error": pa.array([each.error for each in read], pa.string()),
            "raw_sha256": [each.item.content_sha256 for each in read],
            "beside_sha256": pa.array([each.item.beside_sha256 for each in read], pa.string()),
        }
    )
    with registered(connection, "read_files", rows):
        connection.execute(
            "delete from files where source_id = ? and path in (select path from read_files)", [source_id]
        )
        connection.execute("insert into files by name select * from read_files")
