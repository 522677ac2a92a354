"""The documents of the store: written, marked as removed, counted, read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import pyarrow as pa

from dateline.records import Document, arrow_schema, records_from
from warehouse.sql import Connection, quoted
from warehouse.store import registered, string_table

T = TypeVar("T")

# Columns of a document that say nothing about its content: not compared when the document comes again.
_NOT_CONTENT = {"document_id", "fetched_at", "revision", "duplicate_of", "status"}


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """What became of the documents that were handed to the store."""

    new: int
    changed: int
    unchanged: int


def upsert_documents(connection: Connection, documents: pa.Table) -> DocumentCounts:
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


def mark_removed(connection: Connection, source_id: str, present_ids: Sequence[str]) -> int:
    """Mark the documents of a source that are not among `present_ids` as removed; how many became so now.

    Their rows stay. Call it in a transaction, and `mark_duplicates` after it.
    """
    with registered(connection, "present", string_table(document_id=present_ids)):
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


def present_ids(connection: Connection, source_id: str) -> set[str]:
    """The documents of a source that are not removed."""
    rows = connection.execute(
        "select document_id from documents where source_id = ? and status <> 'removed'", [source_id]
    ).fetchall()
    return {document_id for (document_id,) in rows}


def document_counts(connection: Connection, source_id: str) -> tuple[int, int]:
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


def current_count(connection: Connection) -> int:
    """How many documents are read and no duplicate."""
    return int(connection.execute("select count(*) from current_documents").fetchall()[0][0])


def leads(connection: Connection, length: int) -> pa.Table:
    """What the stories of the current documents are told by; of a text its first characters, so many."""
    return connection.execute(
        """
        select
            document_id,
            collection,
            published_at,
            title,
            substring(text, 1, ?) as text
        from current_documents
        """,
        [length],
    ).to_arrow_table()


def documents(connection: Connection, ids: Sequence[str] | None = None) -> list[Document]:
    """The documents with these ids, or all of them, by id."""
    if ids is None:
        rows = connection.execute("select * from documents order by document_id").to_arrow_table()
        return records_from(Document, rows)
    return of_documents(connection, Document, "documents", ids)


def of_documents(connection: Connection, record: type[T], table: str, ids: Sequence[str]) -> list[T]:
    """The records that a table has of these documents, by document; mentions come without participants."""
    with registered(connection, "wanted", string_table(document_id=ids)):
        rows = connection.execute(
            f"""
            select *
            from {quoted(table)}
            where document_id in (select document_id from wanted)
            order by document_id
            """
        ).to_arrow_table()
    return records_from(record, rows)
