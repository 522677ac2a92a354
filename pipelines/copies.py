"""Finding near copies among the store's texts: only texts that are new are compared, with all others."""

from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa

from dateline.documents.duplicates import bands_of, is_copy
from warehouse.store import registered

_BATCH = 500  # texts
_SIGNATURES = pa.schema([("text_sha256", pa.string()), ("bands", pa.list_(pa.int64()))])
_COPIES = pa.schema([("copy_sha256", pa.string()), ("original_sha256", pa.string())])


def find_copies(connection: duckdb.DuckDBPyConnection) -> int:
    """Note which texts are near copies of which; returns how many new texts were looked at.

    Call it in a transaction, and `mark_duplicates` after it.
    """
    new = connection.execute(
        """
        create or replace temp table new_texts as
        select
            sha256(text) as text_sha256,
            any_value(text) as text
        from documents
        where status = 'read' and sha256(text) not in (select text_sha256 from text_signatures)
        group by all
        """
    ).fetchall()[0][0]
    texts = connection.execute("select text_sha256, text from new_texts order by text_sha256")
    rows: list[dict[str, object]] = []
    while batch := texts.fetchmany(_BATCH):
        keys = [key for key, _ in batch]
        bands = bands_of([text for _, text in batch])
        rows += [{"text_sha256": key, "bands": found} for key, found in zip(keys, bands, strict=True)]
    with registered(connection, "signatures", pa.Table.from_pylist(rows, _SIGNATURES)):
        connection.execute("insert into text_signatures by name select * from signatures")
    copies = [
        {"copy_sha256": copy, "original_sha256": original} for copy, original in _copies_of_new(connection)
    ]
    with registered(connection, "copies", pa.Table.from_pylist(copies, _COPIES)):
        connection.execute("insert into text_copies by name select * from copies")
    connection.execute("drop table new_texts")
    return int(new)


def _copies_of_new(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """The pairs of a copy and its original of which one at least is a new text."""
    pairs = connection.execute(
        """
        with bands as (
            select
                text_sha256,
                unnest(bands) as band
            from text_signatures
        )
        select distinct
            least(new.text_sha256, other.text_sha256),
            greatest(new.text_sha256, other.text_sha256)
        from bands as new
        join bands as other using (band)
        where new.text_sha256 in (select text_sha256 from new_texts) and new.text_sha256 <> other.text_sha256
        order by all
        """
    ).fetchall()
    for start in range(0, len(pairs), _BATCH):
        batch = pairs[start : start + _BATCH]
        texts = _texts(connection, sorted({key for pair in batch for key in pair}))
        for first, second in batch:
            if first in texts and second in texts:
                if is_copy(texts[first], texts[second]):
                    yield first, second
                if is_copy(texts[second], texts[first]):
                    yield second, first


def _texts(connection: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> dict[str, str]:
    """The texts of hashes, those that a document still has."""
    with registered(connection, "wanted", pa.table({"text_sha256": pa.array(keys, pa.string())})):
        rows = connection.execute(
            """
            select
                sha256(text),
                any_value(text)
            from documents
            where sha256(text) in (select text_sha256 from wanted)
            group by all
            """
        ).fetchall()
    return dict(rows)
