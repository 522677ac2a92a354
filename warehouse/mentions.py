"""The mentions and activities of documents, with those who take part, and their entities."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from dateline.records import (
    Activity,
    Entity,
    EventMention,
    Participant,
    arrow_schema,
    arrow_table,
    records_from,
)
from warehouse.sql import Connection, quoted
from warehouse.store import registered, replace_rows, string_table

_CHUNK = 20_000  # rows of candidates at a time

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


# Mentions that events are joined from, with a digest of all that joining asks of them.
_LINK_CANDIDATES = """
    with took_part as (
        select
            p.mention_id,
            list(
                {'role': p.role, 'name': e.name, 'iso3': e.iso3} order by p.role, p.char_start, p.entity_id
            ) as names,
            list(p order by p.role, p.char_start, p.entity_id) as participants
        from participants as p
        join entities as e using (entity_id)
        group by p.mention_id
    ),
    compared as (
        select * exclude (engine_version, codebook_version, found_by, date_sentence_start, date_sentence_end)
        from event_mentions
    )
    select
        m.mention_id,
        m.document_id,
        m.char_start,
        m.event_type,
        m.trigger,
        m.date_earliest,
        m.date_latest,
        m.date_confidence,
        coalesce(t.names, []) as names,
        hash(m, t.names, t.participants, d.source_id, d.publisher, d.published_at, d.title, s.reliability)
            as digest
    from compared as m
    join current_documents as d using (document_id)
    left join sources as s using (source_id)
    left join took_part as t using (mention_id)
    order by m.document_id, m.char_start, m.mention_id
"""


def replace_mentions(
    connection: Connection, document_ids: Sequence[str], mentions: Sequence[EventMention]
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
    connection: Connection, document_ids: Sequence[str], activities: Sequence[Activity]
) -> None:
    """Make `activities` all that the documents tell, as `replace_mentions` does."""
    cast = [(each.activity_id, each.participants) for each in activities]
    _replace_cast(connection, "activity_participants", "activities", "activity_id", document_ids, cast)
    replace_rows(connection, "activities", "document_id", document_ids, arrow_table(Activity, activities))


def forget_entities(connection: Connection) -> None:
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


def mentions(connection: Connection, ids: Sequence[str]) -> list[EventMention]:
    """The mentions with these ids, by document and place in it, with their participants.

    Participants come by role, then by place in the text.
    """
    with registered(connection, "wanted", string_table(mention_id=ids)):
        rows = connection.execute(
            """
            select m.*
            from event_mentions as m
            semi join wanted using (mention_id)
            order by m.document_id, m.char_start, m.char_end, m.mention_id
            """
        ).to_arrow_table()
        took_part = connection.execute(_PARTICIPANTS).to_arrow_table()
    cast: dict[str, list[Participant]] = defaultdict(list)
    for mention_id, participant in zip(
        took_part["mention_id"].to_pylist(), records_from(Participant, took_part), strict=True
    ):
        cast[mention_id].append(participant)
    return [
        replace(mention, participants=tuple(cast.get(mention.mention_id, ())))
        for mention in records_from(EventMention, rows)
    ]


def mention_count(connection: Connection) -> int:
    """How many mentions there are."""
    return int(connection.execute("select count(*) from event_mentions").fetchall()[0][0])


def link_candidates(connection: Connection) -> Iterator[dict[str, Any]]:
    """A light row of each mention of the documents that are read and no duplicate."""
    for batch in connection.execute(_LINK_CANDIDATES).to_arrow_reader(_CHUNK):
        yield from batch.to_pylist()


_Cast = Sequence[tuple[str, tuple[Participant, ...]]]


def _replace_cast(
    connection: Connection,
    table: str,
    owners: str,
    key: str,
    document_ids: Sequence[str],
    cast: _Cast,
) -> None:
    """Replace who takes part in what `owners` has of the documents, and bring up the entities."""
    with registered(connection, "replaced", string_table(document_id=document_ids)):
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
