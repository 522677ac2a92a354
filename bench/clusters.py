"""How far two partitions of the same things agree: MUC, B³, CEAFe, their mean (CoNLL), and pairs."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

MEASURES = ("MUC", "B³", "CEAFe", "CoNLL", "pairs")
Partition = Sequence[Sequence[Hashable]]


def partition(label_of: Mapping[Hashable, Hashable]) -> list[list[Hashable]]:
    """The things of each label."""
    members: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for thing, label in label_of.items():
        members[label].append(thing)
    return list(members.values())


def scores(gold: Partition, found: Partition) -> dict[str, float]:
    """F1 by measure, in hundredths; both partitions hold the same things."""
    by_measure = {
        "MUC": f1(_muc(found, gold), _muc(gold, found)),
        "B³": f1(_b_cubed(found, gold), _b_cubed(gold, found)),
        "CEAFe": _ceaf(gold, found),
    }
    conll = sum(by_measure.values()) / 3
    pairs = f1(_pairs(found, gold), _pairs(gold, found))
    return {name: 100 * value for name, value in {**by_measure, "CoNLL": conll, "pairs": pairs}.items()}


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _labels(parts: Partition) -> dict[Hashable, int]:
    return {thing: number for number, part in enumerate(parts) for thing in part}


def _muc(parts: Partition, others: Partition) -> float:
    """The links of `parts` that `others` keep (Vilain and others 1995)."""
    label = _labels(others)
    kept = sum(len(part) - len({label[thing] for thing in part}) for part in parts)
    return _share(kept, sum(len(part) - 1 for part in parts))


def _b_cubed(parts: Partition, others: Partition) -> float:
    """The share of a thing's part that is in its other part too, on average (Bagga and Baldwin 1998)."""
    label = _labels(others)
    kept = sum(
        sum(count * count for count in Counter(label[thing] for thing in part).values()) / len(part)
        for part in parts
    )
    return _share(kept, sum(map(len, parts)))


def _ceaf(gold: Partition, found: Partition) -> float:
    """Parts paired one to one for the largest sum of their Dice similarities (Luo 2005)."""
    label = _labels(gold)
    shared = np.zeros((len(gold), len(found)))
    for column, part in enumerate(found):
        for thing in part:
            shared[label[thing], column] += 1
    sizes = np.add.outer(np.array(list(map(len, gold))), np.array(list(map(len, found))))
    likeness = 2 * shared / sizes
    total = float(likeness[linear_sum_assignment(likeness, maximize=True)].sum())
    return f1(total / len(found), total / len(gold))


def _pairs(parts: Partition, others: Partition) -> float:
    """The pairs of `parts` that are pairs of `others` too."""
    label = _labels(others)
    kept = sum(_two_of(count) for part in parts for count in Counter(label[thing] for thing in part).values())
    return _share(kept, sum(_two_of(len(part)) for part in parts))


def _two_of(count: int) -> int:
    return count * (count - 1) // 2


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0
