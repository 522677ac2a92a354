"""What the summaries of collections are made from, and were made from."""

from warehouse.sql import Connection


def summary_inputs(connection: Connection, timeline_version: str) -> dict[str, str]:
    """The hash of all that the summaries of a collection are made from, by collection."""
    rows = connection.execute(
        """
        select
            d.collection,
            sha256(
                ? || string_agg(
                    concat_ws(
                        chr(31),
                        d.document_id,
                        e.input_sha256,
                        e.engine_version,
                        e.codebook_version,
                        t.story_id
                    ),
                    chr(30)
                    order by d.document_id
                )
            )
        from current_documents as d
        join extractions as e using (document_id)
        join story_documents as t using (document_id)
        group by d.collection
        """,
        [timeline_version],
    ).fetchall()
    return dict(rows)


def summarised_inputs(connection: Connection) -> dict[str, str]:
    """That hash of when a collection was last summarised, by collection."""
    return dict(connection.execute("select collection, inputs_sha256 from summarised").fetchall())


def stories_of(connection: Connection, collection: str) -> dict[str, str]:
    """The story of each document of a collection that is read and no duplicate, by document."""
    rows = connection.execute(
        """
        select
            d.document_id,
            t.story_id
        from current_documents as d
        join story_documents as t using (document_id)
        where d.collection = ?
        order by d.document_id
        """,
        [collection],
    ).fetchall()
    return dict(rows)
