"""Mentions to groups that tell of one event: within each document first, then in its story, then in all.

A function of a block alone: each group goes to the one before it that it fits best, or stands for itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from dateline.timeline.blocking import Key
from dateline.timeline.evidence import Nearness
from dateline.timeline.matching import fit
from dateline.timeline.traits import Traits, merged

_TRIED = 50  # groups that share a key with another, the latest, that it is compared with

Unit = tuple[Traits, frozenset[Key]]  # a group of mentions and the keys that lead to groups like it


def grouped(units: Iterable[Unit]) -> list[Traits]:
    """What a block of one story's mentions tells of: each document by itself first, then all together."""
    by_document: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in sorted(units, key=lambda unit: unit[0].first):
        by_document[unit[0].first[1]].append(unit)
    return joined(unit for part in by_document.values() for unit in _gathered(part, lambda *_: "document"))


def joined(units: Iterable[Unit]) -> list[Traits]:
    """The events that the groups of a block tell of, in order of their first mentions."""
    ordered = sorted(units, key=lambda unit: unit[0].first)
    return [traits for traits, _ in _gathered(ordered, _nearness)]


def _nearness(one: Traits, other: Traits) -> Nearness:
    """Groups that a document holds apart have only its own evidence to be one after all."""
    if not one.documents.isdisjoint(other.documents):
        return "document"
    return "elsewhere" if one.stories.isdisjoint(other.stories) else "story"


def _gathered(units: Iterable[Unit], nearness: Callable[[Traits, Traits], Nearness]) -> list[Unit]:
    groups: list[Unit] = []
    by_key: defaultdict[Key, list[int]] = defaultdict(list)
    for traits, keys in units:
        tried = sorted({number for key in keys for number in by_key[key][-_TRIED:]})
        fits = ((fit(groups[n][0], traits, nearness(groups[n][0], traits)), -n) for n in tried)
        best = max(((score, n) for score, n in fits if score is not None), default=None)
        if best is None:
            number = len(groups)
            groups.append((traits, keys))
        else:
            number = -best[1]
            groups[number] = (merged(groups[number][0], traits), groups[number][1] | keys)
        for key in keys:
            if number not in by_key[key][-1:]:
                by_key[key].append(number)
    return groups
