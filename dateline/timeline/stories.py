"""Documents to stories: what was published about one thing within some days.

A document is the words of its title and of its first sentences; names weigh more, since participants and
places are what stories share. Documents of one collection are compared by the cosine of these vectors within
a window of days, and stories are average-link clusters of them. A pair's likeness rests on the two texts
alone, with no statistics of the collection, so that a document moves no story but its own.
"""

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform
from spacy.lang.en.stop_words import STOP_WORDS

from dateline.records import stable_id

LEAD = 1_000  # characters of a text that say what it is about
_WINDOW = dt.timedelta(days=7)  # between two documents of a story that are compared
_ALIKE = 0.2  # average cosine within a story
_RELATED = 0.1  # cosine of a pair that counts at all
_LARGEST = 2_000  # documents that are clustered by one matrix
_STEP = 500  # rows of a product
_NAME_WEIGHT = 1.5
_WORD = re.compile(r"[^\W_]{2,}")
_STOP = frozenset(STOP_WORDS)


@dataclass(frozen=True, slots=True)
class Lead:
    """What a story is told by: a document's collection, publication day, title and first characters."""

    document_id: str
    collection: str
    published_at: dt.date | None
    title: str | None
    text: str


def stories(leads: Sequence[Lead]) -> Mapping[str, str]:
    """The story of every document, by document id; a document that is like no other is a story of its own.

    Undated documents are compared with each other alone. A story's id is made from its first document (by
    publication day and id).
    """
    groups: defaultdict[tuple[str, bool], list[Lead]] = defaultdict(list)
    for lead in leads:
        groups[lead.collection, lead.published_at is None].append(lead)
    story_of: dict[str, str] = {}
    for group in groups.values():
        group.sort(key=lambda lead: (lead.published_at or dt.date.max, lead.document_id))
        for members in _clusters(_likeness(group)):
            story = stable_id("s", group[members[0]].document_id)
            story_of |= {group[number].document_id: story for number in members}
    return story_of


def _likeness(leads: Sequence[Lead]) -> csr_array:
    """The cosines of the pairs that are related and close in time, as a symmetric sparse matrix."""
    vectors = _vectors(leads)
    days = np.array([(lead.published_at or dt.date.max).toordinal() for lead in leads])
    parts = []
    for start in range(0, len(leads), _STEP):
        stop = min(start + _STEP, len(leads))
        first = int(np.searchsorted(days, days[start] - _WINDOW.days))
        last = int(np.searchsorted(days, days[stop - 1] + _WINDOW.days, side="right"))
        found = (vectors[start:stop] @ vectors[first:last].T).tocoo()
        rows, columns = found.coords[0] + start, found.coords[1] + first
        near = np.abs(days[rows] - days[columns]) <= _WINDOW.days
        kept = near & (found.data >= _RELATED) & (rows != columns)
        parts.append(
            coo_array(
                (found.data[kept], (rows[kept] - start, columns[kept])), shape=(stop - start, len(leads))
            )
        )
    return csr_array(vstack(parts))


def _vectors(leads: Sequence[Lead]) -> csr_array:
    """A row of unit length a document: 1 + log of a word's count, and more for names and numbers."""
    values: list[float] = []
    columns: list[int] = []
    starts = [0]
    numbers: dict[str, int] = {}
    for lead in leads:
        weights = dict(sorted(_weights(f"{lead.title or ''}\n{lead.text[:LEAD]}").items()))
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        values += [weight / norm for weight in weights.values()]
        columns += [numbers.setdefault(word, len(numbers)) for word in weights]
        starts.append(len(columns))
    shape = (len(leads), max(len(numbers), 1))
    return csr_array((np.array(values), np.array(columns, np.int64), np.array(starts)), shape=shape)


def _weights(text: str) -> Mapping[str, float]:
    words = [word for word in _WORD.findall(text) if word.lower() not in _STOP]
    counts = Counter(word.lower() for word in words)
    names = Counter(word.lower() for word in words if not word[0].islower())
    return {
        word: (1 + math.log(count)) * (_NAME_WEIGHT if 2 * names[word] >= count else 1.0)
        for word, count in counts.items()
    }


def _clusters(likeness: csr_array, floor: float = _RELATED) -> Iterator[list[int]]:
    """Average-link clusters of the rows, each in order.

    Connected parts are independent. One that is too large for a matrix of its own is taken apart at a higher
    likeness.
    """
    _, labels = connected_components(likeness, directed=False)
    order = np.argsort(labels, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        if len(part) == 1:
            yield [int(part[0])]
            continue
        inside = csr_array(likeness[part][:, part])
        if len(part) > _LARGEST:
            higher = floor + (1 - floor) / 10
            inside.data[inside.data < higher] = 0
            inside.eliminate_zeros()
            found = _clusters(inside, higher)
        else:
            found = _average_link(inside)
        for members in found:
            yield [int(part[member]) for member in members]


def _average_link(likeness: csr_array) -> Iterator[list[int]]:
    distances = np.round(1 - likeness.toarray(), 9)
    distances = np.minimum(distances, distances.T)
    np.fill_diagonal(distances, 0)
    labels = fcluster(linkage(squareform(distances, checks=False), "average"), 1 - _ALIKE, "distance")
    for label in np.unique(labels):
        yield np.flatnonzero(labels == label).tolist()
