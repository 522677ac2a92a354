"""Reading the published file, as analysts do: read-only, at any time."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.store import StoreError


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows of the timeline: None asks for all. `country` is an ISO 3166 code of three letters."""

    collection: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    event_type: str | None = None
    country: str | None = None


def timeline(published: Path, wanted: Filter) -> list[dict[str, Any]]:
    """The rows of the timeline that a filter asks for, in order of their days.

    Raises StoreError when nothing was published yet.
    """
    if not published.is_file():
        raise StoreError(f"{published} does not exist: nothing was published yet; run `dateline refresh`")
    connection = duckdb.connect(published, read_only=True)
    try:
        rows = connection.execute(
            """
            select t.*
            from timeline as t
            where (? is null or t.collection = ?)
                and (? is null or coalesce(t.date_latest, t.date_earliest) >= ?)
                and (? is null or coalesce(t.date_earliest, t.date_latest) <= ?)
                and (? is null or t.event_type = ?)
                and (
                    ? is null
                    or t.place_iso3 = ?
                    or exists (
                        select 1
                        from event_participants as p
                        join entities as n using (entity_id)
                        where p.event_id = t.event_id and n.iso3 = ?
                    )
                )
            order by coalesce(t.date_earliest, t.date_latest), t.date_latest, t.event_id, t.collection
            """,
            [
                *[wanted.collection] * 2,
                *[wanted.first] * 2,
                *[wanted.last] * 2,
                *[wanted.event_type] * 2,
                *[wanted.country] * 3,
            ],
        )
        names = [column[0] for column in rows.description or ()]
        return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    finally:
        connection.close()


def failing_sources(published: Path, before: dt.datetime) -> list[tuple[str, dt.datetime]]:
    """The sources that failed when they were last refreshed, at a time before this, with that time.

    None when nothing was published yet.
    """
    if not published.is_file():
        return []
    connection = duckdb.connect(published, read_only=True)
    try:
        return connection.execute(
            """
            select source_id, attempted_at
            from source_status
            where error is not null and attempted_at < ?
            order by source_id
            """,
            [before],
        ).fetchall()
    finally:
        connection.close()
