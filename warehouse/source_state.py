"""What is known of sources: their files, pages and entries, their addresses, how they fared."""

from collections.abc import Sequence

import pyarrow as pa

from dateline.records import stable_id
from warehouse.documents import mark_removed
from warehouse.sql import Connection
from warehouse.store import append_rows, registered, replace_rows, string_table


def known_sources(connection: Connection) -> list[str]:
    """The names of the sources that have documents, files or addresses here."""
    rows = connection.execute(
        """
        select source_id from documents where status <> 'removed'
        union
        select source_id from files
        union
        select source_id from fetches
        order by source_id
        """
    ).fetchall()
    return [name for (name,) in rows]


def known_digests(connection: Connection, source_id: str, reader_version: str) -> dict[str, str | None]:
    """The paths that a source had; with each, when this reader read it, the digest that it had then."""
    rows = connection.execute(
        """
        select
            path,
            case when reader_version = ? and raw_sha256 is not null then content_sha256 end
        from files
        where source_id = ?
        """,
        [reader_version, source_id],
    ).fetchall()
    return dict(rows)


def landed_items(connection: Connection, source_id: str) -> list[tuple[str, str, str | None]]:
    """The items of a source whose bytes the landing folder has: path, hash, hash of what is said beside."""
    return connection.execute(
        """
        select path, raw_sha256, beside_sha256
        from files
        where source_id = ? and raw_sha256 <> ''
        order by path
        """,
        [source_id],
    ).fetchall()


def known_fetches(connection: Connection) -> pa.Table:
    """All addresses as last asked for."""
    return connection.execute("select * from fetches").to_arrow_table()


def replace_files(connection: Connection, source_id: str, files: pa.Table) -> None:
    """Put files of a source in the place of those of the same paths. Call it in a transaction."""
    with registered(connection, "incoming_files", files):
        connection.execute(
            "delete from files where source_id = ? and path in (select path from incoming_files)", [source_id]
        )
    append_rows(connection, "files", files)


def replace_fetches(connection: Connection, source_id: str, fetches: pa.Table) -> None:
    """Note addresses of a source as last asked for. Call it in a transaction."""
    with registered(connection, "asked", fetches):
        connection.execute(
            "delete from fetches where source_id = ? and url in (select url from asked)", [source_id]
        )
    append_rows(connection, "fetches", fetches)


def forget_paths(connection: Connection, source_id: str, paths: Sequence[str]) -> None:
    """Forget paths of a source that are gone. Call it in a transaction."""
    with registered(connection, "gone", string_table(path=paths)):
        connection.execute(
            "delete from files where source_id = ? and path in (select path from gone)", [source_id]
        )


def forget_source(connection: Connection, source_id: str) -> None:
    """Mark all documents of a source as removed, and forget its paths and addresses, in a transaction."""
    mark_removed(connection, source_id, [])
    for table in ("files", "fetches"):
        connection.execute(f"delete from {table} where source_id = ?", [source_id])


def documents_of_paths(connection: Connection, source_id: str, paths: Sequence[str]) -> set[str]:
    """The documents that items had: the item itself, or the records in it."""
    with registered(connection, "asked", string_table(path=paths)):
        rows = connection.execute(
            """
            with known as (
                -- one row: a path that was read before
                select f.path
                from files as f
                join asked using (path)
                where f.source_id = ?
            )
            select d.document_id
            from documents as d
            join known as k
                on starts_with(d.external_id, k.path || '#') or starts_with(d.external_id, k.path || ':')
            where d.source_id = ? and d.status <> 'removed'
            """,
            [source_id, source_id],
        ).fetchall()
    return {row[0] for row in rows} | {stable_id("d", source_id, path) for path in paths}


def store_outcomes(connection: Connection, outcomes: pa.Table) -> None:
    """Note how refreshes of sources went, counting from how they went before, in a transaction."""
    with registered(connection, "outcomes", outcomes):
        rows = connection.execute(
            """
            select
                o.*,
                case when o.error is null then o.attempted_at else s.succeeded_at end as succeeded_at,
                case
                    when o.new_count + o.changed_count > 0 then o.attempted_at
                    else s.news_at
                end as news_at,
                case when o.error is null then 0 else coalesce(s.failure_count, 0) + 1 end as failure_count
            from outcomes as o
            left join source_status as s using (source_id)
            """
        ).to_arrow_table()
    replace_rows(connection, "source_status", "source_id", rows["source_id"].to_pylist(), rows)
