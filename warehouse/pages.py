"""What the pages of the viewer show: rows of the published file, as dictionaries by column."""

import datetime as dt
from dataclasses import replace
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.published import BY_DAY, Filter, asked, holds_words, rows_of

Row = dict[str, Any]
Connection = duckdb.DuckDBPyConnection

ORDERS = {"day": BY_DAY, "salience": f"t.salience desc, {BY_DAY}"}
_UNITS = (
    ("day", 120),
    ("week", 840),
    ("month", 3_650),
    ("year", 40_000),
)  # up to how many days shown by each
_WIDEST = "decade"


def refreshed_at(connection: Connection) -> dt.datetime | None:
    """When the last refresh that changed an event was."""
    found = connection.execute("select max(refreshed_at) from refreshes").fetchone()
    moment: dt.datetime | None = found[0] if found else None
    return moment


def collections(connection: Connection) -> list[Row]:
    """Each collection with how much is in it."""
    sql = """
        with told as (
            select
                collection,
                count(*) as event_count,
                min(coalesce(date_earliest, date_latest)) as first_day,
                max(coalesce(date_latest, date_earliest)) as last_day
            from timeline
            group by collection
        )
        select
            d.collection,
            count(*) filter (d.status = 'read') as document_count,
            count(*) filter (d.status = 'failed') as failed_count,
            any_value(t.event_count) as event_count,
            any_value(t.first_day) as first_day,
            any_value(t.last_day) as last_day
        from documents as d
        left join told as t using (collection)
        group by d.collection
        order by d.collection
    """
    return rows_of(connection, sql, {})


def timeline(
    connection: Connection, wanted: Filter, order: str = "day", limit: int | None = None, offset: int = 0
) -> list[Row]:
    """The events that a filter asks for, by "day" or by "salience"."""
    condition, values = asked(wanted)
    sql = f"""
        select t.*
        from timeline as t
        where {condition}
        order by {ORDERS[order]}
        limit $limit
        offset $offset
    """
    return rows_of(connection, sql, {**values, "limit": limit, "offset": offset})


def timeline_table(connection: Connection, wanted: Filter) -> pa.Table:
    """The events that a filter asks for, by day, with the coordinates of their places."""
    condition, values = asked(wanted)
    sql = f"""
        select
            t.*,
            e.place_latitude,
            e.place_longitude
        from timeline as t
        join events as e using (event_id)
        where {condition}
        order by {BY_DAY}
    """
    return connection.execute(sql, values).to_arrow_table()


def timeline_columns(connection: Connection) -> list[str]:
    """The columns of the timeline, in order."""
    return [row["column_name"] for row in rows_of(connection, "describe timeline", {})]


def most_salient(connection: Connection, wanted: Filter, most: int) -> list[Row]:
    """Of the events that a filter asks for the most salient, with what a drawing of them needs."""
    condition, values = asked(wanted)
    sql = f"""
        select
            t.event_id,
            t.title,
            t.date_edtf,
            t.date_earliest,
            t.date_latest,
            t.date_extent,
            t.event_type,
            t.realis,
            t.place_name,
            t.place_iso3,
            t.story_title
        from timeline as t
        where {condition}
        order by t.salience desc, t.event_id, t.collection
        limit $limit
    """
    return rows_of(connection, sql, {**values, "limit": most})


def extent(connection: Connection, wanted: Filter) -> Row:
    """How many events a filter asks for, and their first and last day."""
    condition, values = asked(wanted)
    sql = f"""
        select
            count(*) as event_count,
            min(coalesce(t.date_earliest, t.date_latest)) as first_day,
            max(coalesce(t.date_latest, t.date_earliest)) as last_day
        from timeline as t
        where {condition}
    """
    return rows_of(connection, sql, values)[0]


def density(connection: Connection, wanted: Filter, first: dt.date, last: dt.date) -> list[Row]:
    """How many events begin in each day, week, month, year or decade between two days, by their number.

    An event whose first day is open counts where it ends.
    """
    condition, values = asked(replace(wanted, first=first, last=last))
    unit = next((unit for unit, days in _UNITS if (last - first).days <= days), _WIDEST)
    sql = f"""
        with begun as (
            select date_trunc('{unit}', coalesce(t.date_earliest, t.date_latest)) as day
            from timeline as t
            where {condition}
        )
        select
            day::date as first_day,
            (day + interval 1 {unit} - interval 1 day)::date as last_day,
            count(*) as event_count
        from begun
        where day is not null
        group by day
        order by day
    """
    return rows_of(connection, sql, values)


def choices(connection: Connection, collection: str | None) -> dict[str, list[str]]:
    """What the timeline of a collection can be filtered by: types, realis, sources, countries that it has."""
    of_collection = "($collection is null or collection = $collection)"
    wanted = {
        "event_type": f"select distinct event_type as name from timeline where {of_collection}",
        "realis": f"select distinct realis as name from timeline where {of_collection}",
        "source": f"select source_id as name from sources where {of_collection}",
        "country": f"""
            select place_iso3 as name
            from timeline
            where {of_collection} and place_iso3 is not null
            union
            select e.iso3 as name
            from entity_involvement as i
            join entities as e using (entity_id)
            where {of_collection} and e.iso3 is not null
        """,
    }
    return {
        name: [row["name"] for row in rows_of(connection, f"{sql} order by name", {"collection": collection})]
        for name, sql in wanted.items()
    }


def event(connection: Connection, event_id: str) -> Row | None:
    """An event of any standing, with what it rests on; None when there is none of this id."""
    found = rows_of(connection, "select * from events where event_id = $event", {"event": event_id})
    if not found:
        return None
    named = {"event": event_id}
    reports = """
        select
            r.*,
            m.sentence,
            m.trigger,
            m.date_text,
            m.date_rule,
            m.date_confidence,
            m.event_type,
            m.event_mode,
            substring(d.text, m.date_sentence_start + 1, m.date_sentence_end - m.date_sentence_start)
                as date_sentence,
            d.title as document_title,
            d.url
        from reports as r
        join event_mentions as m using (mention_id)
        join documents as d on d.document_id = r.document_id
        where r.event_id = $event
        order by r.published_at nulls last, r.document_id, r.char_start
    """
    taking_part = """
        select p.role, p.entity_id, e.name, e.entity_type, e.iso3
        from event_participants as p
        join entities as e using (entity_id)
        where p.event_id = $event
        order by p.role, p.mention_count desc, e.name, e.entity_id
    """
    return found[0] | {
        "reports": rows_of(connection, reports, named),
        "participants": rows_of(connection, taking_part, named),
        "figures": _of_event(connection, "figures", event_id),
        "conflicts": _of_event(connection, "conflicts", event_id),
        "credibility": _of_event(connection, "credibility", event_id),
        "changes": _of_event(connection, "changes", event_id),
    }


def _of_event(connection: Connection, mart: str, event_id: str) -> list[Row]:
    return rows_of(connection, f"select * from {mart} where event_id = $event", {"event": event_id})


def document(connection: Connection, document_id: str) -> Row | None:
    """A document with its mentions and time expressions by place; None when there is none of this id."""
    named = {"document": document_id}
    found = rows_of(connection, "select * from documents where document_id = $document", named)
    if not found:
        return None
    mentions = """
        select r.event_id, m.*, e.title
        from reports as r
        join event_mentions as m using (mention_id)
        join events as e on e.event_id = r.event_id
        where m.document_id = $document
        order by m.char_start, m.char_end, m.mention_id
    """
    expressions = """
        select *
        from time_expressions
        where document_id = $document
        order by char_start, char_end
    """
    return found[0] | {
        "mentions": rows_of(connection, mentions, named),
        "time_expressions": rows_of(connection, expressions, named),
    }


def entity(connection: Connection, entity_id: str) -> Row | None:
    """An entity with what it did and underwent, by day; None when there is none of this id."""
    named = {"entity": entity_id}
    found = rows_of(connection, "select * from entities where entity_id = $entity", named)
    if not found:
        return None
    told = f"select t.* from entity_timeline as t where t.entity_id = $entity order by {BY_DAY}, t.char_start"
    beside = """
        select e.entity_id, e.name, count(distinct p.event_id) as event_count
        from event_participants as own
        join event_participants as p using (event_id)
        join entities as e on e.entity_id = p.entity_id
        where own.entity_id = $entity and p.entity_id <> $entity
        group by all
        order by event_count desc, e.name, e.entity_id
        limit 20
    """
    return found[0] | {
        "timeline": rows_of(connection, told, named),
        "with": rows_of(connection, beside, named),
    }


def story(connection: Connection, story_id: str) -> Row | None:
    """A story with its documents and summary; None when there is none of this id."""
    named = {"story": story_id}
    found = rows_of(
        connection,
        """
        select o.*, s.summary
        from stories as o
        left join story_summary as s using (collection, story_id)
        where o.story_id = $story
        """,
        named,
    )
    if not found:
        return None
    documents = """
        select d.document_id, d.title, d.publisher, d.published_at
        from story_documents as s
        join documents as d using (document_id)
        where s.story_id = $story and d.status = 'read'
        order by d.published_at nulls last, d.document_id
    """
    return found[0] | {"documents": rows_of(connection, documents, named)}


def stories(connection: Connection, collection: str | None) -> list[Row]:
    """The stories of a collection, or of all, the latest first."""
    sql = """
        select *
        from stories
        where $collection is null or collection = $collection
        order by last_published desc nulls last, story_id
    """
    return rows_of(connection, sql, {"collection": collection})


def summary(connection: Connection, collection: str, first: dt.date, last: dt.date) -> Row | None:
    """What reports say of a day, or of a month, in a sentence or two; None when they say nothing."""
    table, column, name = "day_summary", "day", str(first)
    if first != last:
        table, column, name = "month_summary", "month", name[: len("2024-10")]
    sql = f"select * from {table} where collection = $collection and {column} = $name"
    found = rows_of(connection, sql, {"collection": collection, "name": name})
    return found[0] if found else None


def changes(connection: Connection, collection: str | None, since: int | None, limit: int) -> list[Row]:
    """What refreshes changed, the latest first, from one of this number on."""
    sql = """
        select *
        from changes
        where ($collection is null or collection = $collection) and ($since is null or refresh >= $since)
        order by refresh desc, collection, event_id, change, successor_id
        limit $limit
    """
    return rows_of(connection, sql, {"collection": collection, "since": since, "limit": limit})


def sources(connection: Connection) -> list[Row]:
    """Each source with its health and what was read of it."""
    sql = """
        select h.*, c.publisher, c.reliability, c.undated_count, c.duplicate_count, c.event_count
        from source_health as h
        join source_coverage as c using (collection, source_id)
        order by h.health = 'well', h.collection, h.source_id
    """
    return rows_of(connection, sql, {})


def undated(connection: Connection, collection: str | None, limit: int) -> list[Row]:
    """Events that no evidence dates, or too doubtfully, the surest events first."""
    sql = """
        select *
        from undated
        where $collection is null or collection = $collection
        order by confidence desc, collection, event_id
        limit $limit
    """
    return rows_of(connection, sql, {"collection": collection, "limit": limit})


def search(connection: Connection, words: str, limit: int) -> dict[str, list[Row]]:
    """Entities, documents and events that hold all of these words, each at most so many."""
    named = {"words": words, "limit": limit}
    entities = f"""
        select *
        from entities
        where {holds_words("name", "array_to_string(aliases, ' ')")}
        order by len(name), name, entity_id
        limit $limit
    """
    documents = f"""
        select document_id, title, publisher, published_at, collection
        from documents
        where status = 'read' and duplicate_of is null and {holds_words("title", "text")}
        order by published_at desc nulls last, document_id
        limit $limit
    """
    events = f"""
        select v.collection, e.event_id, e.title, e.date_edtf, e.realis, e.event_type, v.sentence
        from events as e
        join event_evidence as v using (event_id)
        where e.confidence > 0 and {holds_words("e.title", "v.sentence", "e.place_name")}
        order by e.confidence desc, e.event_id, v.collection
        limit $limit
    """
    return {
        name: rows_of(connection, sql, named)
        for name, sql in (("entities", entities), ("events", events), ("documents", documents))
    }
