"""Finding near copies among the store's texts: only texts that are new are compared, with all others."""

from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa

from dateline.documents.duplicates import bands_of, is_copy
from warehouse.store import registered

_BATCH = 500  # texts
_PAIRS = 5_000  # of texts
_FIRST = 5  # texts of a band, by publication, that all others in it are compared with
_FIRST = 20  # texts of a band, by publication, that all others in it are compared with
_SIGNATURES = pa.schema([("text_sha256", pa.string()), ("bands", pa.list_(pa.int64()))])
_COPIES = pa.schema([("copy_sha256", pa.string()), ("original_sha256", pa.string())])


def find_copies(connection: duckdb.DuckDBPyConnection) -> int:
    """Note which texts are near copies of which; returns how many new texts were looked at.

    Call it in a transaction, and `mark_duplicates` after it.
    """
    connection.execute(
        """
        create or replace temp table texts as
        select
            sha256(text) as text_sha256,
            min(document_id) as document_id,
            min(published_at) as first_published,
            sha256(text) not in (select text_sha256 from text_signatures) as is_new
        from documents
        where status = 'read'
        group by all
        """
    )
    new = connection.execute("select text_sha256 from texts where is_new order by text_sha256").fetchall()
    for start in range(0, len(new), _BATCH):
        texts = _texts(connection, [key for (key,) in new[start : start + _BATCH]])
        rows = {"text_sha256": list(texts), "bands": bands_of(list(texts.values()))}
        with registered(connection, "signatures", pa.table(rows, _SIGNATURES)):
            connection.execute("insert into text_signatures by name select * from signatures")
    copies = list(_copies_of_new(connection)) if new else []
    rows = {
        "copy_sha256": [copy for copy, _ in copies],
        "original_sha256": [original for _, original in copies],
    }
    with registered(connection, "copies", pa.table(rows, _COPIES)):
        connection.execute("insert into text_copies by name select * from copies")
    connection.execute("drop table texts")
    return len(new)


def _copies_of_new(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """The pairs of a copy and its original of which one at least is a new text.

    Of two texts that share a band one is among the first published: what a form letter has in common with a
    thousand others makes no million pairs, and the original of a thousand copies is found.
    """
    pairs = connection.execute(
        """
        with bands as (
            select
                text_sha256,
                unnest(bands) as band
            from text_signatures
        ),
        ranked as (
            select
                b.band,
                b.text_sha256,
                t.is_new,
                row_number() over (
                    partition by b.band
                    order by t.first_published nulls last, b.text_sha256
                ) as place
            from bands as b
            join texts as t using (text_sha256)
            where b.band in (select band from bands join texts using (text_sha256) where is_new)
        )
        select distinct
            least(one.text_sha256, other.text_sha256),
            greatest(one.text_sha256, other.text_sha256)
        from ranked as one
        join ranked as other using (band)
        where
            one.place <= ?
            and (one.is_new or other.is_new)
            and one.text_sha256 <> other.text_sha256
        order by all
        """,
        [_FIRST],
    ).fetchall()
    for start in range(0, len(pairs), _PAIRS):
        batch = pairs[start : start + _PAIRS]
        texts = _texts(connection, sorted({key for pair in batch for key in pair}))
        for first, second in batch:
            if is_copy(texts[first], texts[second]):
                yield first, second
            if is_copy(texts[second], texts[first]):
                yield second, first


def _texts(connection: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> dict[str, str]:
    """The texts of hashes, in their order."""
    with registered(connection, "wanted", pa.table({"text_sha256": pa.array(keys, pa.string())})):
        rows = connection.execute(
            """
            select
                t.text_sha256,
                d.text
            from texts as t
            semi join wanted using (text_sha256)
            join documents as d using (document_id)
            order by t.text_sha256
            """
        ).fetchall()
    return dict(rows)
