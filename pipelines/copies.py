"""Finding near copies among the store's texts, as a function of the texts that there are.

Texts that share a band of their MinHash may be copies. Of any two that are compared one is among the first
published of such a band: what a form letter has in common with a thousand others makes no million pairs, and
the original of a thousand copies is found.
"""

from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa

from dateline.documents.duplicates import bands_of, is_copy
from warehouse.store import registered

_BATCH = 500  # texts
_PAIRS = 5_000  # of texts
_FIRST = 5  # texts of a band that all others in it are compared with
_SIGNATURES = pa.schema([("text_sha256", pa.string()), ("bands", pa.list_(pa.int64()))])
_COPIES = pa.schema([("copy_sha256", pa.string()), ("original_sha256", pa.string())])

_TEXTS = """
    create or replace temp table texts as
    with present as (
        select
            text_sha256,
            min(document_id) as document_id,
            min(published_at) as first_published
        from documents
        where status = 'read'
        group by all
    )
    select
        coalesce(p.text_sha256, s.text_sha256) as text_sha256,
        p.document_id,
        p.first_published,
        s.text_sha256 is null as is_new,
        p.text_sha256 is null as is_gone,
        p.first_published is distinct from s.first_published as is_moved
    from present as p
    full join text_signatures as s using (text_sha256)
"""

# one row: a band, with one of the texts that were published first of those that have it
_FIRSTS = """
    create or replace temp table {name} as
    with bands as (
        select
            text_sha256,
            first_published,
            unnest(bands) as band
        from text_signatures
    )
    select
        band,
        text_sha256
    from bands
    qualify row_number() over (
        partition by band
        order by first_published nulls last, text_sha256
    ) <= {count}
"""

# one row: two texts of a band, one of them among the first
_PAIRED = """
    select
        f.band,
        f.text_sha256 as first,
        b.text_sha256 as other
    from firsts as f
    join (
        select
            text_sha256,
            unnest(bands) as band
        from text_signatures
    ) as b using (band)
    where f.text_sha256 <> b.text_sha256
"""


def find_copies(connection: duckdb.DuckDBPyConnection) -> int:
    """Bring up which texts are near copies of which; returns how many new texts were looked at.

    Pairs that were compared before are not compared again. Call it in a transaction, and `mark_duplicates`
    after it.
    """
    connection.execute(_TEXTS)
    new = connection.execute("select text_sha256 from texts where is_new order by text_sha256").fetchall()
    (changed,) = connection.execute("select bool_or(is_new or is_gone or is_moved) from texts").fetchall()[0]
    if changed:
        connection.execute(_FIRSTS.format(name="firsts_before", count=_FIRST))
        _bring_up_signatures(connection, [key for (key,) in new])
        connection.execute(_FIRSTS.format(name="firsts", count=_FIRST))
        _forget_copies(connection)
        _note_copies(connection, list(_copies(connection)))
        connection.execute("drop table firsts_before")
        connection.execute("drop table firsts")
    connection.execute("drop table texts")
    return len(new)


def _bring_up_signatures(connection: duckdb.DuckDBPyConnection, new: Sequence[str]) -> None:
    connection.execute(
        "delete from text_signatures where text_sha256 in (select text_sha256 from texts where is_gone)"
    )
    for start in range(0, len(new), _BATCH):
        texts = _texts(connection, new[start : start + _BATCH])
        rows = {"text_sha256": list(texts), "bands": bands_of(list(texts.values()))}
        with registered(connection, "signatures", pa.table(rows, _SIGNATURES)):
            connection.execute("insert into text_signatures by name select * from signatures")
    connection.execute(
        """
        update text_signatures
        set first_published = texts.first_published
        from texts
        where text_signatures.text_sha256 = texts.text_sha256 and texts.is_moved
        """
    )


def _forget_copies(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the copies that would not be compared now."""
    connection.execute(
        f"""
        delete from text_copies
        where (least(copy_sha256, original_sha256), greatest(copy_sha256, original_sha256)) not in (
            select
                least(first, other),
                greatest(first, other)
            from ({_PAIRED})
            where first in (select copy_sha256 from text_copies union select original_sha256 from text_copies)
        )
        """
    )


def _copies(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """The copies, with their originals, among the pairs that were not compared before."""
    pairs = connection.execute(
        f"""
        select distinct
            least(p.first, p.other),
            greatest(p.first, p.other)
        from ({_PAIRED}) as p
        left join firsts_before as b on b.band = p.band and b.text_sha256 = p.first
        where b.band is null or p.other in (select text_sha256 from texts where is_new)
        order by all
        """
    ).fetchall()
    for start in range(0, len(pairs), _PAIRS):
        batch = pairs[start : start + _PAIRS]
        texts = _texts(connection, sorted({key for pair in batch for key in pair}))
        for first, second in batch:
            if is_copy(texts[first], texts[second]):
                yield first, second
            if is_copy(texts[second], texts[first]):
                yield second, first


def _note_copies(connection: duckdb.DuckDBPyConnection, copies: Sequence[tuple[str, str]]) -> None:
    rows = {
        "copy_sha256": [copy for copy, _ in copies],
        "original_sha256": [original for _, original in copies],
    }
    with registered(connection, "copies", pa.table(rows, _COPIES)):
        connection.execute(
            """
            insert into text_copies by name
            select *
            from copies
            anti join text_copies using (copy_sha256, original_sha256)
            """
        )


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
