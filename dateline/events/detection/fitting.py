"""The weights of the judge by penalised maximum likelihood: a logistic regression, a conditional logit."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from dateline.events.detection.judge import GATE, TYPE, Judge

_SHRINK = 1.0  # of the weights: the inverse variance of a Gaussian prior
_THRESHOLDS = np.arange(0.2, 0.71, 0.02)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its features and what annotators say: a type, None where there is no event."""

    gate: Floats
    type: Floats
    vetoed: NDArray[np.bool_]
    gold: int | None


def fitted(rows: Sequence[Judged], types: Sequence[str]) -> Judge:
    """A judge of candidates; it keeps what makes the best F1 of events of the right type."""
    gate, (shared, bias) = fit_gate(rows), fit_types(rows, len(types))
    chance = 1 / (1 + np.exp(-np.array([row.gate for row in rows]) @ gate))
    scores = np.array([row.type for row in rows]) @ shared + bias
    best = np.where(np.array([row.vetoed for row in rows]), -np.inf, scores).argmax(axis=1)
    gold = np.array([-1 if row.gold is None else row.gold for row in rows])

    def f1(least: float) -> float:
        kept = chance >= least
        return float(2 * (kept & (best == gold)).sum() / (kept.sum() + (gold >= 0).sum()))

    return Judge(gate, shared, bias, tuple(types), float(round(max(_THRESHOLDS, key=f1), 2)))


def fit_gate(rows: Sequence[Judged]) -> Floats:
    """Weights of GATE by penalised maximum likelihood."""
    x = np.array([row.gate for row in rows])
    y = np.array([row.gold is not None for row in rows])

    def loss(weights: Floats) -> tuple[float, Floats]:
        z = x @ weights
        chance = 1 / (1 + np.exp(-z))
        value = np.logaddexp(0, np.where(y, -z, z)).sum() + 0.5 * _SHRINK * (weights @ weights)
        return float(value), x.T @ (chance - y) + _SHRINK * weights

    found: Floats = minimize(loss, np.zeros(len(GATE)), jac=True, method="L-BFGS-B").x
    return found


def _log_loss(scores: Floats, gold: NDArray[np.int64]) -> tuple[float, Floats]:
    """The loss of scores (rows, classes) for the right classes, and its slope in them."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    error = raised / raised.sum(axis=1, keepdims=True)
    rows = np.arange(len(gold))
    value = -float(np.log(error[rows, gold]).sum())
    error[rows, gold] -= 1
    return value, error


def fit_types(rows: Sequence[Judged], count: int) -> tuple[Floats, Floats]:
    """Weights of TYPE and a bias a type, by penalised maximum likelihood on the events."""
    known = [row for row in rows if row.gold is not None]
    x = np.array([row.type for row in known])
    y = np.array([row.gold for row in known])

    def loss(weights: Floats) -> tuple[float, Floats]:
        shared, bias = weights[: len(TYPE)], weights[len(TYPE) :]
        value, error = _log_loss(x @ shared + bias, y)
        slope = np.concatenate([np.einsum("nt,ntf->f", error, x), error.sum(axis=0)])
        return value + 0.5 * _SHRINK * float(weights @ weights), slope + _SHRINK * weights

    found = minimize(loss, np.zeros(len(TYPE) + count), jac=True, method="L-BFGS-B").x
    return found[: len(TYPE)], found[len(TYPE) :]
