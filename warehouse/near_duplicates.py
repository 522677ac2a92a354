"""Near-duplicates among the store's texts, and the documents that are duplicates by them.

Texts that share a band of their MinHash may be near-duplicates. Of any two that are compared one is among
the first published of such a band: what a form letter has in common with a thousand others makes no million
pairs, and the original of a thousand copies is found.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pyarrow as pa

from warehouse.sql import Connection
from warehouse.store import append_rows, registered, string_table

_FIRST = 5  # texts of a band that all others in it are compared with

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


def new_texts(connection: Connection) -> list[str] | None:
    """Drop what is known of texts that are gone; the hashes of new ones, None when all is as it was.

    Call it, what follows and `mark_duplicates` in one transaction.
    """
    connection.execute(_TEXTS)
    (changed,) = connection.execute("select bool_or(is_new or is_gone or is_moved) from texts").fetchall()[0]
    if not changed:
        return None
    connection.execute(_FIRSTS.format(name="firsts_before", count=_FIRST))
    connection.execute(
        "delete from text_signatures where text_sha256 in (select text_sha256 from texts where is_gone)"
    )
    new = connection.execute("select text_sha256 from texts where is_new order by text_sha256").fetchall()
    return [text_sha256 for (text_sha256,) in new]


def texts_of(connection: Connection, hashes: Sequence[str]) -> dict[str, str]:
    """The texts of hashes, in their order."""
    with registered(connection, "wanted", string_table(text_sha256=hashes)):
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


def add_signatures(connection: Connection, hashes: Iterable[str], bands: Sequence[Sequence[int]]) -> None:
    """Keep the bands of new texts."""
    signatures = string_table(text_sha256=hashes).append_column(
        "bands", pa.array(bands, pa.list_(pa.int64()))
    )
    append_rows(connection, "text_signatures", signatures)


def pairs_to_compare(connection: Connection) -> list[tuple[str, str]]:
    """The pairs of texts that were not compared before; those that would not be compared now are dropped.

    Call it when all new texts have their bands.
    """
    connection.execute(
        """
        update text_signatures
        set first_published = texts.first_published
        from texts
        where text_signatures.text_sha256 = texts.text_sha256 and texts.is_moved
        """
    )
    connection.execute(_FIRSTS.format(name="firsts", count=_FIRST))
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
    return connection.execute(
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


def add_near_duplicates(connection: Connection, found: Sequence[tuple[str, str]]) -> None:
    """Keep near-duplicates, each the hash of a text with that of the text that holds it."""
    rows = string_table(
        copy_sha256=[copy for copy, _ in found], original_sha256=[original for _, original in found]
    )
    with registered(connection, "found", rows):
        connection.execute(
            """
            insert into text_copies by name
            select *
            from found
            anti join text_copies using (copy_sha256, original_sha256)
            """
        )


def mark_duplicates(connection: Connection) -> int:
    """Point every duplicate in a collection at the document that stands for it; returns their number.

    A duplicate has the text of an earlier document, or nearly that (`text_copies`). Earlier is what
    was published first: documents without a publication day come last, ties go by id. An original is no
    duplicate itself. No other document is a duplicate any longer. Call it in a transaction.
    """
    rows = connection.execute(
        """
        select
            collection,
            document_id,
            text_sha256
        from documents
        where status = 'read' and trim(text) <> ''
        order by collection, published_at nulls last, document_id
        """
    ).fetchall()
    originals_of: dict[str, list[str]] = defaultdict(list)
    for copy, original in connection.execute("select * from text_copies order by all").fetchall():
        originals_of[copy].append(original)
    standing: dict[tuple[str, str], tuple[int, str]] = {}
    marks: dict[str, str] = {}
    for number, (collection, document_id, digest) in enumerate(rows):
        texts = [digest, *originals_of[digest]]
        found = [standing[collection, text] for text in texts if (collection, text) in standing]
        if found:
            marks[document_id] = min(found)[1]
        else:
            standing[collection, digest] = number, document_id
    with registered(connection, "marks", string_table(document_id=marks.keys(), original=marks.values())):
        connection.execute(
            """
            update documents
            set duplicate_of = new.original
            from (
                select
                    d.document_id,
                    marks.original
                from documents as d
                left join marks using (document_id)
            ) as new
            where documents.document_id = new.document_id
                and documents.duplicate_of is distinct from new.original
            """
        )
    return len(marks)
