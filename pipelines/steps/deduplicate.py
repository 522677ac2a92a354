"""Finding near-duplicates among the texts, as a function of the texts that there are."""

from collections.abc import Iterator, Sequence

from dateline.documents.duplicates import bands_of, is_copy
from warehouse import near_duplicates
from warehouse.sql import Connection

_BATCH = 500  # texts
_PAIRS = 5_000  # of texts


def find_near_duplicates(connection: Connection) -> int:
    """Bring up which texts are near-duplicates of which; returns how many new texts were looked at.

    Pairs that were compared before are not compared again. Call it in a transaction, and `mark_duplicates`
    after it.
    """
    new = near_duplicates.new_texts(connection)
    if new is None:
        return 0
    for start in range(0, len(new), _BATCH):
        texts = near_duplicates.texts_of(connection, new[start : start + _BATCH])
        near_duplicates.add_signatures(connection, texts, bands_of(list(texts.values())))
    pairs = near_duplicates.pairs_to_compare(connection)
    near_duplicates.add_near_duplicates(connection, list(_near_duplicates(connection, pairs)))
    return len(new)


def _near_duplicates(connection: Connection, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Those texts of the pairs that the other holds, with the other."""
    for start in range(0, len(pairs), _PAIRS):
        batch = pairs[start : start + _PAIRS]
        texts = near_duplicates.texts_of(connection, sorted({key for pair in batch for key in pair}))
        for first, second in batch:
            if is_copy(texts[first], texts[second]):
                yield first, second
            if is_copy(texts[second], texts[first]):
                yield second, first
