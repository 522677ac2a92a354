"""Joining the mentions of the store to events, and noting what became of earlier events."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from dateline.timeline import Lineage, join, lineage
from warehouse import read
from warehouse.load import replace_events
from warehouse.store import registered, transaction


@dataclass(frozen=True, slots=True)
class Linked:
    """How many events the mentions were joined to, and how many events of before changed their id or went."""

    mentions: int
    events: int
    replaced: int


def link(connection: duckdb.DuckDBPyConnection) -> Linked:
    """Join all mentions anew, in one transaction; the result depends on the mentions alone."""
    documents = {document.document_id: document for document in read.documents(connection)}
    mentions = read.mentions(connection)
    joined = join(mentions, documents)
    before = dict(
        connection.execute(
            "select mention_id, event_id from event_mentions where event_id is not null"
        ).fetchall()
    )
    old = {row[0] for row in connection.execute("select event_id from events").fetchall()}
    changes = lineage(before, joined.event_of)
    gone = old - set(joined.event_of.values()) - {change.event_id for change in changes}
    changes += [Lineage(event_id, None, "retracted") for event_id in sorted(gone)]
    with transaction(connection):
        replace_events(connection, joined.events, joined.event_of)
        _note(connection, changes)
    return Linked(len(mentions), len(joined.events), len(changes))


def _note(connection: duckdb.DuckDBPyConnection, changes: list[Lineage]) -> None:
    """Add to the lineage; an id that is in use again has none."""
    rows = pa.table(
        {
            "event_id": pa.array([change.event_id for change in changes], pa.string()),
            "successor_id": pa.array([change.successor_id for change in changes], pa.string()),
            "change": pa.array([change.change for change in changes], pa.string()),
        }
    )
    with registered(connection, "noted", rows):
        connection.execute("insert into event_lineage by name select * from noted")
    connection.execute(
        "delete from event_lineage where event_id in (select event_id from events) and change <> 'split'"
    )
