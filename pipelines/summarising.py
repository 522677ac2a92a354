"""Summaries of days, months and stories: only of collections whose documents or stories changed."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from dateline.records import (
    Document,
    EventMention,
    StorySummary,
    Summary,
    TimeExpression,
    arrow_table,
)
from dateline.timeline.summaries import summarise, summarise_stories
from dateline.versions import timeline_version
from warehouse import read
from warehouse.store import replace_rows, transaction


@dataclass(frozen=True, slots=True)
class Summarised:
    """How many collections were summarised now, and how many were as before."""

    summarised: int
    unchanged: int


def summarise_collections(connection: duckdb.DuckDBPyConnection) -> Summarised:
    """Bring the summaries up to what was read and linked, a transaction a collection."""
    inputs = _inputs(connection)
    known = dict(connection.execute("select collection, inputs_sha256 from summarised").fetchall())
    changed = sorted(name for name in {*inputs, *known} if inputs.get(name) != known.get(name))
    for collection in changed:
        story_of = _stories_of(connection, collection)
        ids = list(story_of)
        documents = read.of_documents(connection, Document, "documents", ids)
        mentions = read.of_documents(connection, EventMention, "event_mentions", ids)
        expressions = read.of_documents(connection, TimeExpression, "time_expressions", ids)
        made_from = [(collection, inputs[collection])] if collection in inputs else []
        tables = {
            "summaries": arrow_table(Summary, summarise(documents, expressions, mentions)),
            "story_summaries": arrow_table(StorySummary, summarise_stories(documents, mentions, story_of)),
            "summarised": _summarised_rows(made_from),
        }
        with transaction(connection):
            for table, rows in tables.items():
                replace_rows(connection, table, "collection", [collection], rows)
    return Summarised(len(changed), len(known) - len(set(known) & set(changed)))


def _inputs(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The hash of all that the summaries of a collection are made from, by collection."""
    rows = connection.execute(
        """
        select
            d.collection,
            sha256(
                ? || string_agg(
                    concat_ws(
                        chr(31),
                        d.document_id,
                        e.input_sha256,
                        e.engine_version,
                        e.codebook_version,
                        t.story_id
                    ),
                    chr(30)
                    order by d.document_id
                )
            )
        from current_documents as d
        join extractions as e using (document_id)
        join story_documents as t using (document_id)
        group by d.collection
        """,
        [timeline_version()],
    ).fetchall()
    return dict(rows)


def _stories_of(connection: duckdb.DuckDBPyConnection, collection: str) -> dict[str, str]:
    """The story of each document of a collection that is read and no duplicate, by document."""
    rows = connection.execute(
        """
        select
            d.document_id,
            t.story_id
        from current_documents as d
        join story_documents as t using (document_id)
        where d.collection = ?
        order by d.document_id
        """,
        [collection],
    ).fetchall()
    return dict(rows)


def _summarised_rows(made_from: list[tuple[str, str]]) -> pa.Table:
    return pa.table(
        {
            "collection": pa.array([name for name, _ in made_from], pa.string()),
            "inputs_sha256": pa.array([digest for _, digest in made_from], pa.string()),
        }
    )
