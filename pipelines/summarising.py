"""Summaries of days and months: only of collections whose documents were read anew."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from dateline.records import Document, EventMention, Summary, TimeExpression, arrow_table
from dateline.timeline.summaries import SUMMARY_VERSION, summarise
from warehouse import read
from warehouse.store import replace_rows, transaction


@dataclass(frozen=True, slots=True)
class Summarised:
    """How many collections were summarised now, and how many were as before."""

    summarised: int
    unchanged: int


def summarise_collections(connection: duckdb.DuckDBPyConnection) -> Summarised:
    """Bring the summaries up to what was read, a transaction a collection."""
    inputs = _inputs(connection)
    known = dict(connection.execute("select collection, inputs_sha256 from summarised").fetchall())
    changed = sorted(name for name in {*inputs, *known} if inputs.get(name) != known.get(name))
    for collection in changed:
        ids = _documents_of(connection, collection)
        summaries = summarise(
            read.of_documents(connection, Document, "documents", ids),
            read.of_documents(connection, TimeExpression, "time_expressions", ids),
            read.of_documents(connection, EventMention, "event_mentions", ids),
        )
        made_from = [(collection, inputs[collection])] if collection in inputs else []
        with transaction(connection):
            replace_rows(connection, "summaries", "collection", [collection], arrow_table(Summary, summaries))
            replace_rows(connection, "summarised", "collection", [collection], _summarised_rows(made_from))
    return Summarised(len(changed), len(known) - len(set(known) & set(changed)))


def _inputs(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The hash of all that the summaries of a collection are made from, by collection."""
    rows = connection.execute(
        """
        select
            d.collection,
            sha256(
                ? || string_agg(
                    concat_ws(chr(31), d.document_id, e.input_sha256, e.engine_version, e.codebook_version),
                    chr(30)
                    order by d.document_id
                )
            )
        from documents as d
        join extractions as e using (document_id)
        where d.status = 'read' and d.duplicate_of is null
        group by d.collection
        """,
        [SUMMARY_VERSION],
    ).fetchall()
    return dict(rows)


def _documents_of(connection: duckdb.DuckDBPyConnection, collection: str) -> list[str]:
    rows = connection.execute(
        """
        select document_id
        from documents
        where collection = ? and status = 'read' and duplicate_of is null
        order by document_id
        """,
        [collection],
    ).fetchall()
    return [row[0] for row in rows]


def _summarised_rows(made_from: list[tuple[str, str]]) -> pa.Table:
    return pa.table(
        {
            "collection": pa.array([name for name, _ in made_from], pa.string()),
            "inputs_sha256": pa.array([digest for _, digest in made_from], pa.string()),
        }
    )
