"""Which mentions can be one event at all: blocks that are joined one by one, whatever is in the others.

Mentions, or groups of them, that share a key are candidates. Within a story that is a word, a participant of
their type, their type on exactly the same days, or their type alone where they open one document, whose title
tells what its first sentences do; across stories a participant and a word, or both sides of their type, about
the same days, or a participant of their type on exactly the same. A block is what hangs together by
such keys.
"""

import datetime as dt
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dateline.timeline.matching import SHORT_DAYS
from dateline.timeline.traits import name_keys, stem_of, trusted_days

Key = tuple[str | int, ...]

_OPENING = 400  # characters of a document that tell what its title does
_GROWTH = 5  # two dates can be one where the longer is at most so many times the shorter


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the keys of a mention are made of; the sides are names with country codes.

    `char_start` is where its trigger begins in the document.
    """

    story: str
    document_id: str
    char_start: int
    event_type: str
    trigger: str
    actors: tuple[tuple[str, str | None], ...]
    recipients: tuple[tuple[str, str | None], ...]
    earliest: dt.date | None
    latest: dt.date | None
    date_confidence: float


def story_keys(candidate: Candidate) -> list[Key]:
    """The keys by which a mention meets others of its story."""
    everyone = _side(candidate.actors) | _side(candidate.recipients)
    story = candidate.story
    opening = [(candidate.document_id, candidate.event_type)] if candidate.char_start < _OPENING else []
    earliest, latest = trusted_days(candidate.earliest, candidate.latest, candidate.date_confidence)
    days: list[Key] = []
    if earliest is not None and latest is not None:
        days = [(story, candidate.event_type, earliest.toordinal(), latest.toordinal())]
    return [
        *opening,
        *days,
        (story, stem_of(candidate.trigger)),
        *((story, candidate.event_type, key) for key in sorted(everyone)),
    ]


def days_keys(candidate: Candidate) -> list[Key]:
    """The keys by which a mention meets others of any story: none where it has no date or no participant."""
    earliest, latest = trusted_days(candidate.earliest, candidate.latest, candidate.date_confidence)
    if earliest is None or latest is None:
        return []
    actors, recipients = _side(candidate.actors), _side(candidate.recipients)
    stem = stem_of(candidate.trigger)
    what: list[Key] = [(stem, key) for key in sorted(actors | recipients)]
    pairs = {tuple(sorted((one, other))) for one in actors for other in recipients}
    what += [(candidate.event_type, *pair) for pair in sorted(pairs)]
    first, last = earliest.toordinal(), latest.toordinal()
    same_days = [(candidate.event_type, key, first, last) for key in sorted(actors | recipients)]
    return [*same_days, *((*key, *period) for key in what for period in _periods(first, last))]


def blocks(keys: Iterable[Iterable[Key]]) -> list[list[int]]:
    """The numbers of the members of each block, given the keys of every member."""
    count = 0
    members = array("q")
    hashes = array("q")  # of 64 bits: keys take too much memory, and two of one hash do no harm
    for of_member in keys:
        for key in of_member:
            members.append(count)
            hashes.append(hash(key))
        count += 1
    if not count:
        return []
    distinct, numbers = np.unique(np.frombuffer(hashes, np.int64), return_inverse=True)
    size = count + len(distinct)
    links = coo_array((np.ones(len(members), np.int8), (members, count + numbers)), shape=(size, size))
    _, labels = connected_components(links, directed=False)
    labels = labels[:count]
    order = np.argsort(labels, kind="stable")
    return [part.tolist() for part in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)]


def _side(names: Iterable[tuple[str, str | None]]) -> frozenset[str]:
    return frozenset(key for name, iso3 in names for key in name_keys(name, iso3))


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
