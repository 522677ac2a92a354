"""What the engine found, into the store's tables: mentions with their participants, events with theirs."""

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from dateline.records import (
    Activity,
    Entity,
    Event,
    EventMention,
    Participant,
    arrow_schema,
    arrow_table,
)
from warehouse.sql import quoted
from warehouse.store import registered, replace_rows


def replace_mentions(
    connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str], mentions: Sequence[EventMention]
) -> None:
    """Make `mentions` all that the documents report, with participants and entities.

    An entity is what its id says: one that is known already is written anew. Call it in a transaction, and
    `forget_entities` after the last one.
    """
    cast = [(each.mention_id, each.participants) for each in mentions]
    _replace_cast(connection, "participants", "event_mentions", "mention_id", document_ids, cast)
    replace_rows(
        connection, "event_mentions", "document_id", document_ids, arrow_table(EventMention, mentions)
    )


def replace_activities(
    connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str], activities: Sequence[Activity]
) -> None:
    """Make `activities` all that the documents tell, as `replace_mentions` does."""
    cast = [(each.activity_id, each.participants) for each in activities]
    _replace_cast(connection, "activity_participants", "activities", "activity_id", document_ids, cast)
    replace_rows(connection, "activities", "document_id", document_ids, arrow_table(Activity, activities))


def forget_entities(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the entities that nobody names any longer. Call it in a transaction."""
    connection.execute(
        """
        delete from entities
        where entity_id not in (
            select entity_id
            from participants
            union
            select entity_id
            from activity_participants
        )
        """
    )


def replace_events(
    connection: duckdb.DuckDBPyConnection,
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
    named = pa.table({"event_id": pa.array(replaced, pa.string())})
    joined = pa.table(
        {
            "mention_id": pa.array(membership.keys(), pa.string()),
            "event_id": pa.array(membership.values(), pa.string()),
        }
    )
    with registered(connection, "joined", joined), registered(connection, "replaced", named):
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


_Cast = Sequence[tuple[str, tuple[Participant, ...]]]


def _replace_cast(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    owners: str,
    key: str,
    document_ids: Sequence[str],
    cast: _Cast,
) -> None:
    """Replace who takes part in what `owners` has of the documents, and bring up the entities."""
    with registered(connection, "replaced", pa.table({"document_id": pa.array(document_ids, pa.string())})):
        connection.execute(
            f"""
            delete from {quoted(table)}
            where {quoted(key)} in (
                select {quoted(key)}
                from {quoted(owners)}
                where document_id in (select document_id from replaced)
            )
            """
        )
    replace_rows(connection, table, key, [owner for owner, _ in cast], _participants(key, cast))
    entities = {each.entity.entity_id: each.entity for _, participants in cast for each in participants}
    replace_rows(connection, "entities", "entity_id", list(entities), arrow_table(Entity, entities.values()))


def _participants(key: str, cast: _Cast) -> pa.Table:
    """Participants as rows of their table: the record's own columns, its entity and its owner by id."""
    rows = arrow_table(Participant, [each for _, participants in cast for each in participants])
    owners = [owner for owner, participants in cast for _ in participants]
    own = [name for name in arrow_schema(Participant).names if not name.startswith("entity_")]
    return (
        rows.select([*own, "entity_entity_id"])
        .rename_columns([*own, "entity_id"])
        .append_column(key, pa.array(owners, pa.string()))
    )
