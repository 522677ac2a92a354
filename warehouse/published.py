"""Reading the published file, as analysts do: read-only, at any time."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.store import StoreError


def holds_words(*columns: str) -> str:
    """The condition that columns, or what they say together, hold all of `$words`."""
    return f"""
        len(
            list_filter(
                string_split(lower($words), ' '),
                word -> not contains(lower(concat_ws(' ', {", ".join(columns)})), word)
            )
        ) = 0
    """


# What each part of a filter asks of a row of a timeline, `t`.
_CONDITIONS = {
    "collection": "t.collection = $collection",
    "first": "coalesce(t.date_latest, t.date_earliest) >= $first",
    "last": "coalesce(t.date_earliest, t.date_latest) <= $last",
    "event_type": "t.event_type = $event_type",
    "country": """
        (
            t.place_iso3 = $country
            or exists (
                select 1
                from event_participants as p
                join entities as n using (entity_id)
                where p.event_id = t.event_id and n.iso3 = $country
            )
        )
    """,
    "place": """
        (
            t.place_iso3 = upper($place)
            or contains(' ' || lower(t.place_name) || ' ', ' ' || lower($place) || ' ')
        )
    """,
    "story": """
        exists (
            select 1
            from stories as o
            where list_contains(t.story_ids, o.story_id)
                and (o.story_id = $story or contains(lower(o.title), lower($story)))
        )
    """,
    "realis": "t.realis = $realis",
    "entity": """
        exists (
            select 1
            from event_participants as p
            where p.event_id = t.event_id and p.entity_id = $entity
        )
    """,
    "source": "list_contains(t.source_ids, $source)",
    "confidence": "t.confidence >= $confidence",
    "words": holds_words("t.title", "t.sentence", "t.place_name"),
}
BY_DAY = "coalesce(t.date_earliest, t.date_latest), t.date_latest, t.event_id, t.collection"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows of a timeline: None asks for all.

    `country` is an ISO 3166 code of three letters, of who takes part or of where it happened; `place` such a
    code or words of a place's name; `story` a story's id or words of its title; `entity` the id of who takes
    part; `source` a source that reports it; `confidence` the least; `words` must all stand in the title, the
    sentence or the place.
    """

    collection: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    event_type: str | None = None
    country: str | None = None
    place: str | None = None
    story: str | None = None
    realis: str | None = None
    entity: str | None = None
    source: str | None = None
    confidence: float | None = None
    words: str | None = None


def asked(wanted: Filter) -> tuple[str, dict[str, object]]:
    """The condition on a row of a timeline `t` that a filter asks for, and the values in it."""
    values = {name: value for name, value in asdict(wanted).items() if value is not None}
    return " and ".join(_CONDITIONS[name] for name in values) or "true", values


def mention_of(published: Path, event_id: str) -> str | None:
    """The mention that stands for an event, the best report of it; None when there is no such event.

    Raises StoreError when nothing was published yet.
    """
    sql = "select mention_id from event_evidence where event_id = ? order by collection limit 1"
    with opened(published) as connection:
        found = connection.execute(sql, [event_id]).fetchone()
    return str(found[0]) if found else None


def timeline(published: Path, wanted: Filter) -> list[dict[str, Any]]:
    """The rows of the timeline that a filter asks for, in order of their days.

    Raises StoreError when nothing was published yet.
    """
    condition, values = asked(wanted)
    sql = f"select t.* from timeline as t where {condition} order by {BY_DAY}"
    with opened(published) as connection:
        return rows_of(connection, sql, values)


def entity_timeline(published: Path, name: str, wanted: Filter) -> list[dict[str, Any]]:
    """What entities of this name do and undergo, in order of their days; an event or activity comes once.

    The name is theirs, the last words of it, or another that they are known by, in any case: "a380" finds
    what the Airbus A380 does. Raises StoreError when nothing was published yet.
    """
    condition, values = asked(wanted)
    sql = f"""
        select t.*
        from entity_timeline as t
        where (
                ends_with(' ' || lower(t.entity), ' ' || lower($name))
                or list_contains(list_transform(t.aliases, lambda a: lower(a)), lower($name))
            )
            and {condition}
        qualify row_number() over (
            partition by t.collection, t.event_id, t.activity_id
            order by t.involvement = 'named', t.entity_id
        ) = 1
        order by {BY_DAY}, t.document_id, t.char_start
    """
    with opened(published) as connection:
        return rows_of(connection, sql, {"name": name, **values})


def key_dates(published: Path, count: int, wanted: Filter) -> list[dict[str, Any]]:
    """The most salient days with events and a summary, at most `count` of them, in order of time.

    Of the filter the collection and the days count; Raises StoreError when nothing was published yet.
    """
    sql = """
        with salient as (
            select *
            from day_summary
            where summary is not null and event_count > 0
                and ($collection is null or collection = $collection)
                and ($first is null or day >= $first)
                and ($last is null or day <= $last)
            order by salience desc, day, collection
            limit $count
        )
        select *
        from salient
        order by day, collection
    """
    asked: dict[str, object] = {
        "collection": wanted.collection,
        "first": wanted.first,
        "last": wanted.last,
        "count": count,
    }
    with opened(published) as connection:
        return rows_of(connection, sql, asked)


@contextmanager
def opened(published: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file, open to read. Raises StoreError when nothing was published yet."""
    if not published.is_file():
        raise StoreError(f"{published} does not exist: nothing was published yet; run `dateline refresh`")
    connection = duckdb.connect(published, read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def rows_of(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object]
) -> list[dict[str, Any]]:
    """What a statement gives, as dictionaries by column."""
    found = connection.execute(sql, values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def failing_sources(published: Path, before: dt.datetime) -> list[tuple[str, dt.datetime]]:
    """The sources that failed when they were last refreshed, at a time before this, with that time.

    None when nothing was published yet.
    """
    if not published.is_file():
        return []
    with opened(published) as connection:
        return connection.execute(
            """
            select source_id, attempted_at
            from source_status
            where error is not null and attempted_at < ?
            order by source_id
            """,
            [before],
        ).fetchall()
