"""Reading documents for events: only those whose text, metadata, engine or codebook changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from dateline.records import TimeExpression, arrow_table
from dateline.versions import codebook_version, engine_version
from warehouse import read
from warehouse.load import forget_entities, replace_activities, replace_mentions
from warehouse.store import replace_rows, transaction

if TYPE_CHECKING:
    from dateline.engine import Reading

_CHUNK = 200

# All that the engine is given of a document.
_INPUT = """
    sha256(
        concat_ws(chr(31), text_sha256, coalesce(title, ''), coalesce(published_at::varchar, ''), language)
    )
"""


@dataclass(frozen=True, slots=True)
class Extracted:
    """How many documents were read for events now, how many could not be, how many were read before."""

    read: int
    failed: int
    unchanged: int


def extract(connection: duckdb.DuckDBPyConnection) -> Extracted:
    """Bring what is found up to the documents, in chunks of one transaction each."""
    _forget(connection)
    inputs = _pending(connection)
    (total,) = connection.execute("select count(*) from current_documents").fetchall()[0]
    failed = 0
    readings = _readings(connection, list(inputs))
    while chunk := list(islice(readings, _CHUNK)):
        failed += sum(reading.error is not None for reading in chunk)
        ids = [reading.document_id for reading in chunk]
        with transaction(connection):
            _replace(connection, ids, chunk, _extraction_rows(inputs, chunk))
    with transaction(connection):
        forget_entities(connection)
    return Extracted(len(inputs), failed, total - len(inputs))


def _readings(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator["Reading"]:
    """What the engine finds in the documents, in order; it is loaded only when there are any."""
    if ids:
        from dateline.engine import read_documents

        chunks = (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
        yield from read_documents(each for chunk in chunks for each in read.documents(connection, chunk))


def _pending(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """The documents to read in order of their ids, each with the hash of what the engine is given of it."""
    rows = connection.execute(
        f"""
        with inputs as (
            select
                document_id,
                {_INPUT} as input_sha256
            from current_documents
        )
        select
            i.document_id,
            i.input_sha256
        from inputs as i
        left join extractions as e using (document_id)
        where e.document_id is null
            or e.input_sha256 <> i.input_sha256
            or e.engine_version <> ?
            or e.codebook_version <> ?
        order by i.document_id
        """,
        [engine_version(), codebook_version()],
    ).fetchall()
    return dict(rows)


def _forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what was found in documents that are removed, failed or duplicates now."""
    rows = connection.execute(
        """
        select e.document_id
        from extractions as e
        anti join current_documents using (document_id)
        order by e.document_id
        """
    ).fetchall()
    if rows:
        with transaction(connection):
            _replace(connection, [row[0] for row in rows], [], _extraction_rows({}, []))


def _replace(
    connection: duckdb.DuckDBPyConnection,
    ids: Sequence[str],
    readings: Sequence["Reading"],
    extractions: pa.Table,
) -> None:
    """Make the readings all that the store has of the documents."""
    expressions = [expression for reading in readings for expression in reading.time_expressions]
    mentions = [mention for reading in readings for mention in reading.mentions]
    activities = [activity for reading in readings for activity in reading.activities]
    replace_rows(connection, "time_expressions", "document_id", ids, arrow_table(TimeExpression, expressions))
    replace_mentions(connection, ids, mentions)
    replace_activities(connection, ids, activities)
    replace_rows(connection, "extractions", "document_id", ids, extractions)


def _extraction_rows(inputs: Mapping[str, str], readings: Sequence["Reading"]) -> pa.Table:
    return pa.table(
        {
            "document_id": pa.array([reading.document_id for reading in readings], pa.string()),
            "input_sha256": pa.array([inputs[reading.document_id] for reading in readings], pa.string()),
            "engine_version": pa.array([engine_version()] * len(readings), pa.string()),
            "codebook_version": pa.array([codebook_version()] * len(readings), pa.string()),
            "error": pa.array([reading.error for reading in readings], pa.string()),
        }
    )
