"""Reading documents for events: only those whose text, metadata, engine or codebook changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from dateline.records import TimeExpression, arrow_table
from dateline.versions import codebook_version, engine_version
from warehouse.documents import current_count, documents
from warehouse.extractions import obsolete_documents, pending_documents
from warehouse.mentions import forget_entities, replace_activities, replace_mentions
from warehouse.sql import Connection
from warehouse.store import replace_rows, string_table, transaction

if TYPE_CHECKING:
    from dateline.engine import Reading

_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Extracted:
    """How many documents were read for events now, how many could not be, how many were read before."""

    read: int
    failed: int
    unchanged: int


def extract(connection: Connection) -> Extracted:
    """Bring what is found up to the documents, in chunks of one transaction each."""
    if obsolete := obsolete_documents(connection):
        with transaction(connection):
            _replace(connection, obsolete, [], {})
    inputs = pending_documents(connection, engine_version(), codebook_version())
    failed = 0
    readings = _readings(connection, list(inputs))
    while chunk := list(islice(readings, _CHUNK)):
        failed += sum(reading.error is not None for reading in chunk)
        with transaction(connection):
            _replace(connection, [reading.document_id for reading in chunk], chunk, inputs)
    with transaction(connection):
        forget_entities(connection)
    return Extracted(len(inputs), failed, current_count(connection) - len(inputs))


def _readings(connection: Connection, ids: Sequence[str]) -> Iterator["Reading"]:
    """What the engine finds in the documents, in order; it is loaded only when there are any."""
    if ids:
        from dateline.engine import read_documents

        chunks = (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
        yield from read_documents(each for chunk in chunks for each in documents(connection, chunk))


def _replace(
    connection: Connection, ids: Sequence[str], readings: Sequence["Reading"], inputs: Mapping[str, str]
) -> None:
    """Make the readings all that the store has of the documents; `inputs` are hashes of what was read."""
    expressions = [expression for reading in readings for expression in reading.time_expressions]
    extractions = string_table(
        document_id=[reading.document_id for reading in readings],
        input_sha256=[inputs[reading.document_id] for reading in readings],
        engine_version=[engine_version()] * len(readings),
        codebook_version=[codebook_version()] * len(readings),
        error=[reading.error for reading in readings],
    )
    replace_rows(connection, "time_expressions", "document_id", ids, arrow_table(TimeExpression, expressions))
    replace_mentions(connection, ids, [mention for reading in readings for mention in reading.mentions])
    replace_activities(connection, ids, [activity for reading in readings for activity in reading.activities])
    replace_rows(connection, "extractions", "document_id", ids, extractions)
