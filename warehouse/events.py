"""Events and what they were joined from: blocks, the groups of stories, the refreshes that joined."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.records import Event, arrow_table
from warehouse.sql import Connection
from warehouse.store import registered, replace_rows, string_table


def replace_events(
    connection: Connection,
    events: Sequence[Event],
    membership: Mapping[str, str],
    gone: Sequence[str] = (),
) -> None:
    """Put events in the place of those that are `gone`, by id, and of their own former selves.

    `membership` gives the event id of each mention that was joined; mentions of events of before that it does
    not name belong to no event. Who took part in an event is counted from its mentions. Call it in a
    transaction.
    """
    replaced = list(dict.fromkeys([*gone, *(event.event_id for event in events)]))
    replace_rows(connection, "events", "event_id", replaced, arrow_table(Event, events))
    joined = string_table(mention_id=membership.keys(), event_id=membership.values())
    with (
        registered(connection, "joined", joined),
        registered(connection, "replaced", string_table(event_id=replaced)),
    ):
        connection.execute(
            """
            delete from event_membership
            where mention_id in (select mention_id from joined)
                or event_id in (select event_id from replaced)
            """
        )
        connection.execute("insert into event_membership by name select * from joined order by mention_id")
        connection.execute("delete from event_participants where event_id in (select event_id from replaced)")
        connection.execute(
            """
            insert into event_participants by name
            select
                m.event_id,
                p.role,
                p.entity_id,
                count(distinct m.mention_id) as mention_count
            from event_membership as m
            semi join replaced using (event_id)
            join participants as p using (mention_id)
            group by all
            order by all
            """
        )


def replace_blocks(connection: Connection, gone: Sequence[str], block_of: Mapping[str, str]) -> None:
    """Put the blocks of new events in the place of those of events that are gone.

    With a block stand the collections of the documents that report its event. Call it in a transaction, when
    the events are written.
    """
    with (
        registered(connection, "gone", string_table(event_id=gone)),
        registered(connection, "joined", string_table(event_id=block_of.keys(), digest=block_of.values())),
    ):
        connection.execute("delete from event_blocks where event_id in (select event_id from gone)")
        connection.execute(
            """
            insert into event_blocks by name
            select
                j.event_id,
                j.digest,
                list(distinct d.collection order by d.collection) as collections
            from joined as j
            join event_membership as b using (event_id)
            join event_mentions as m using (mention_id)
            join documents as d using (document_id)
            group by j.event_id, j.digest
            order by j.event_id
            """
        )


def story_groups(connection: Connection) -> list[tuple[str, list[str]]]:
    """The groups of mentions that stories tell of: the digest of each one's block, and its mentions."""
    return connection.execute(
        """
        select digest, list(mention_id order by mention_id)
        from story_groups
        group by digest, group_id
        order by digest, group_id
        """
    ).fetchall()


def reliability(connection: Connection) -> dict[str, str]:
    """The Admiralty letter of each source."""
    return dict(connection.execute("select source_id, reliability from sources").fetchall())


def link_inputs(connection: Connection) -> tuple[Any, ...]:
    """Hashes of all rows that linking depends on, cheap beside the linking."""
    (sums,) = connection.execute(
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
    return tuple(sums)


def last_fingerprint(connection: Connection) -> str | None:
    """The digest of what the last refresh that linked depended on; None before the first."""
    rows = connection.execute("select fingerprint from refreshes order by refresh desc limit 1").fetchall()
    return rows[0][0] if rows else None


def add_refresh(connection: Connection, now: dt.datetime, fingerprint: str) -> None:
    """Count a refresh that linked."""
    connection.execute(
        "insert into refreshes select coalesce(max(refresh), 0) + 1, ?, ? from refreshes", [now, fingerprint]
    )
