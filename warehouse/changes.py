"""What a refresh finds of events before it joins anew, and what it did to them; the corrections applied."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from warehouse.sql import Connection
from warehouse.store import registered, string_table


def staying_digests(connection: Connection, current: Sequence[str]) -> frozenset[str]:
    """The digests of blocks that events were joined in, of those that there are now."""
    with registered(connection, "current", string_table(digest=current)):
        rows = connection.execute(
            "select distinct digest from event_blocks semi join current using (digest)"
        ).fetchall()
    return frozenset(digest for (digest,) in rows)


def events_outside(connection: Connection, digests: Sequence[str]) -> tuple[str, ...]:
    """The events of other blocks than these, by id."""
    with registered(connection, "staying", string_table(digest=digests)):
        rows = connection.execute(
            """
            select event_id
            from events
            anti join (select event_id from event_blocks semi join staying using (digest)) using (event_id)
            order by event_id
            """
        ).fetchall()
    return tuple(event_id for (event_id,) in rows)


def event_of_mentions(connection: Connection, event_ids: Sequence[str]) -> dict[str, str]:
    """The event of each mention of these events that is still there."""
    with registered(connection, "wanted", string_table(event_id=event_ids)):
        rows = connection.execute(
            """
            select mention_id, event_id
            from event_membership
            semi join wanted using (event_id)
            semi join event_mentions using (mention_id)
            """
        ).fetchall()
    return dict(rows)


def event_states(connection: Connection, event_ids: Sequence[str]) -> list[tuple[Any, ...]]:
    """Id, title, date, type and mode, confidence and collections of events."""
    with registered(connection, "wanted", string_table(event_id=event_ids)):
        return connection.execute(
            """
            select
                e.event_id,
                e.title,
                e.date_edtf,
                concat_ws('/', e.event_type, e.event_mode),
                e.confidence,
                coalesce(b.collections, [])
            from events as e
            semi join wanted using (event_id)
            left join event_blocks as b using (event_id)
            """
        ).fetchall()


def applied_corrections(connection: Connection) -> dict[str, str]:
    """The event of each correction that is applied."""
    return dict(
        connection.execute(
            """
            select correction_id, event_id
            from corrections
            where status = 'applied' and event_id is not null
            """
        ).fetchall()
    )


def replace_corrections(connection: Connection, corrections: pa.Table) -> None:
    """Make these all corrections, each with the event of its mention. Call it when events are written."""
    connection.execute("delete from corrections")
    with registered(connection, "noted", corrections):
        connection.execute(
            """
            insert into corrections by name
            select
                n.* exclude (mention_id),
                b.event_id
            from noted as n
            left join event_membership as b using (mention_id)
            order by n.line
            """
        )


def add_changes(connection: Connection, changes: pa.Table) -> None:
    """Add what this refresh did to events, and the ids that are gone by it."""
    with registered(connection, "noted", changes):
        connection.execute(
            """
            insert into event_changes by name
            select
                (select coalesce(max(refresh), 0) + 1 from refreshes) as refresh,
                *
            from noted
            """
        )
        connection.execute(
            """
            insert into event_lineage by name
            select event_id, successor_id, change
            from noted
            where change in ('merged', 'split', 'renamed', 'retracted')
            """
        )
    # an id that is in use again has no other
    connection.execute(
        "delete from event_lineage where event_id in (select event_id from events) and change <> 'split'"
    )
