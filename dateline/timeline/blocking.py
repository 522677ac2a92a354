"""Which mentions can be one event at all: blocks that are joined one by one, whatever is in the others.

Mentions that share a key are candidates: the word or a participant of their type in a story, or, in any
story, a participant of their type about the same days. A block is what hangs together by such keys.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dateline.timeline.matching import SHORT_DAYS, name_keys, stem_of, trusted_days

Key = tuple[str | int, ...]

_GROWTH = 5  # two dates can be one where the longer is at most so many times the shorter


def keys_of(
    story: str,
    event_type: str,
    trigger: str,
    participants: Iterable[tuple[str, str | None]],
    date: tuple[dt.date | None, dt.date | None, float],
) -> list[Key]:
    """The keys of a mention; participants by name and country code, the date by its bounds and confidence."""
    everyone = sorted({key for name, iso3 in participants for key in name_keys(name, iso3)})
    keys: list[Key] = [(story, stem_of(trigger)), *((story, event_type, key) for key in everyone)]
    earliest, latest = trusted_days(*date)
    if earliest is not None and latest is not None:
        periods = list(_periods(earliest.toordinal(), latest.toordinal()))
        keys += [(event_type, key, *period) for key in everyone for period in periods]
    return keys


def blocks(keys: Sequence[Iterable[Key]]) -> list[list[int]]:
    """The numbers of the mentions of each block, given the keys of every mention."""
    numbers: dict[Key, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    for row, of_mention in enumerate(keys):
        for key in of_mention:
            rows.append(row)
            columns.append(len(keys) + numbers.setdefault(key, len(numbers)))
    size = len(keys) + len(numbers)
    links = coo_array((np.ones(len(rows), np.int8), (rows, columns)), shape=(size, size))
    _, labels = connected_components(links, directed=False)
    labels = labels[: len(keys)]
    order = np.argsort(labels, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1) if len(keys) else []
    return [part.tolist() for part in parts]


def _periods(first: int, last: int) -> Iterator[tuple[int, int]]:
    """The periods that a date falls in, as (length, number), days by their ordinals.

    Lengths grow by steps; a date is looked for at its own and the next, so that two dates that can be one
    meet in a period that both touch.
    """
    length = SHORT_DAYS
    while length < last - first + 1:
        length *= _GROWTH
    for scale in (length, length * _GROWTH):
        for number in range(first // scale, last // scale + 1):
            yield scale, number
