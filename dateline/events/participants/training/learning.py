"""Fitting the weights: a logistic regression for each role, of few and small weights (elastic net)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from dateline.events.participants.chooser import BIAS, ROLES, Weights
from dateline.events.participants.training.examples import Example

_FEWEST = 6  # documents that must have a feature for it to be learned
_RIDGE, _LASSO = 1.0, 1.0
_SMALLEST = 0.04  # a weight that is kept
_ROUND = 0.01  # weight below which a size is no longer a weight's own
_ITERATIONS = 300

Floats = NDArray[np.float64]


def learn(rows: Sequence[Example]) -> Weights:
    """The weights that make the roles of examples most likely."""
    seen: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for feature in row.features:
            seen[feature].add(row.document)
    names = [BIAS, *(name for name in sorted(seen) if len(seen[name]) >= _FEWEST)]
    places = {name: place for place, name in enumerate(names)}
    found = [[0, *(places[name] for name in row.features if name in places)] for row in rows]
    flat = np.concatenate(found)
    pointers = np.cumsum([0, *map(len, found)])
    matrix: Any = csr_array((np.ones(len(flat)), flat, pointers), shape=(len(rows), len(names)))
    weights: dict[str, Mapping[str, float]] = {}
    for role in ROLES:
        right = np.array([float(role in row.roles) for row in rows])
        learned = _fit(matrix, right, np.array([row.times for row in rows]))
        weights[role] = {
            name: round(weight, 2)
            for name, weight in zip(names, learned.tolist(), strict=True)
            if abs(weight) >= _SMALLEST or name == BIAS
        }
    return weights


def _fit(matrix: Any, right: Floats, times: Floats) -> Floats:
    transposed = matrix.T.tocsr()
    kept = np.ones(matrix.shape[1])
    kept[0] = 0.0  # the first weight is that of every name

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = matrix @ weights
        sizes = np.sqrt(weights**2 + _ROUND**2)  # the sum of sizes, made smooth at nothing
        value = times @ (np.logaddexp(0, scores) - right * scores)
        value += kept @ (_RIDGE * weights**2 / 2 + _LASSO * sizes)
        slope = transposed @ (times * (1 / (1 + np.exp(-scores)) - right))
        return float(value), slope + kept * (_RIDGE * weights + _LASSO * weights / sizes)

    start = np.zeros(matrix.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS})
    return np.asarray(found.x)
