"""The store's rows as the engine's records."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import duckdb
import pyarrow as pa

from dateline.records import Document, EventMention, Participant, records_from
from warehouse.sql import quoted
from warehouse.store import registered

T = TypeVar("T")

_PARTICIPANTS = """
    select
        p.mention_id,
        p.role,
        p.char_start,
        p.char_end,
        p.text,
        e.entity_id as entity_entity_id,
        e.name as entity_name,
        e.entity_type as entity_entity_type,
        e.iso3 as entity_iso3,
        e.sector as entity_sector,
        e.aliases as entity_aliases
    from participants as p
    join entities as e using (entity_id)
    semi join wanted using (mention_id)
    order by p.mention_id, p.role, p.char_start, p.char_end, p.entity_id
"""


def documents(connection: duckdb.DuckDBPyConnection, ids: Sequence[str] | None = None) -> list[Document]:
    """The documents with these ids, or all of them, by id."""
    if ids is None:
        return records_from(Document, _arrow(connection, "select * from documents order by document_id"))
    return of_documents(connection, Document, "documents", ids)


def of_documents(
    connection: duckdb.DuckDBPyConnection, record: type[T], table: str, ids: Sequence[str]
) -> list[T]:
    """The records that a table has of these documents, by document; mentions come without participants."""
    with registered(connection, "wanted", pa.table({"document_id": pa.array(ids, pa.string())})):
        rows = _arrow(
            connection,
            f"""
            select *
            from {quoted(table)}
            where document_id in (select document_id from wanted)
            order by document_id
            """,
        )
    return records_from(record, rows)


def mentions(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[EventMention]:
    """The mentions with these ids, by document and place in it, with their participants.

    Participants come by role, then by place in the text.
    """
    with registered(connection, "wanted", pa.table({"mention_id": pa.array(ids, pa.string())})):
        rows = _arrow(
            connection,
            """
            select m.*
            from event_mentions as m
            semi join wanted using (mention_id)
            order by m.document_id, m.char_start, m.char_end, m.mention_id
            """,
        )
        took_part = _arrow(connection, _PARTICIPANTS)
    cast: dict[str, list[Participant]] = defaultdict(list)
    for mention_id, participant in zip(
        took_part["mention_id"].to_pylist(), records_from(Participant, took_part), strict=True
    ):
        cast[mention_id].append(participant)
    return [
        replace(mention, participants=tuple(cast.get(mention.mention_id, ())))
        for mention in records_from(EventMention, rows)
    ]


def _arrow(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    return connection.execute(sql).to_arrow_table()
