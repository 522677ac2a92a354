"""Joining the mentions of the store to events, when there is anything new."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from dateline.timeline.corrections import Correction
from dateline.versions import timeline_version
from warehouse.store import transaction


@dataclass(frozen=True, slots=True)
class Linked:
    """How many mentions there are, how many were joined anew, and how many events changed thereby."""

    mentions: int
    joined: int
    changed: int


def link(
    connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction], now: dt.datetime
) -> Linked:
    """Bring the events up to the mentions and corrections, in one transaction.

    The events depend on these alone, however they came to be there.
    """
    (total,) = connection.execute("select count(*) from event_mentions").fetchall()[0]
    fingerprint = _fingerprint(connection, corrections)
    last = connection.execute("select fingerprint from refreshes order by refresh desc limit 1").fetchall()
    if last == [(fingerprint,)]:
        return Linked(total, 0, 0)
    from pipelines.rejoining import rejoin  # with SciPy and spaCy, which a refresh with nothing new spares

    with transaction(connection):
        joined, changed = rejoin(connection, corrections)
        connection.execute(
            "insert into refreshes select coalesce(max(refresh), 0) + 1, ?, ? from refreshes",
            [now, fingerprint],
        )
    return Linked(total, joined, changed)


def _fingerprint(connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]) -> str:
    """A digest of all that joining depends on, cheap beside the joining."""
    sums = connection.execute(
        """
        select
            (select sum(hash(m)) from event_mentions as m),
            (select sum(hash(p)) from participants as p),
            (select sum(hash(n)) from entities as n),
            (
                select
                    sum(
                        hash(document_id, source_id, collection, publisher, published_at, title, text_sha256)
                    )
                from current_documents
            ),
            (select sum(hash(source_id, reliability)) from sources)
        """
    ).fetchall()
    return hashlib.sha256(repr((timeline_version(), corrections, sums)).encode()).hexdigest()
