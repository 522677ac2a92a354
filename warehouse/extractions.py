"""What the documents were read for events with, and which are to be read."""

from warehouse.sql import Connection

# All that the engine is given of a document.
_INPUT = """
    sha256(
        concat_ws(chr(31), text_sha256, coalesce(title, ''), coalesce(published_at::varchar, ''), language)
    )
"""


def pending_documents(connection: Connection, engine_version: str, codebook_version: str) -> dict[str, str]:
    """The documents to read in order of their ids, each with the hash of what the engine is given of it.

    These are the current ones that were not read as they are by this engine with this codebook.
    """
    rows = connection.execute(
        f"""
        with inputs as (
            select
                document_id,
                {_INPUT} as input_sha256
            from current_documents
        )
        select
            i.document_id,
            i.input_sha256
        from inputs as i
        left join extractions as e using (document_id)
        where e.document_id is null
            or e.input_sha256 <> i.input_sha256
            or e.engine_version <> ?
            or e.codebook_version <> ?
        order by i.document_id
        """,
        [engine_version, codebook_version],
    ).fetchall()
    return dict(rows)


def obsolete_documents(connection: Connection) -> list[str]:
    """The documents that were read for events, and are removed, failed or duplicates now; by id."""
    rows = connection.execute(
        """
        select e.document_id
        from extractions as e
        anti join current_documents using (document_id)
        order by e.document_id
        """
    ).fetchall()
    return [document_id for (document_id,) in rows]
