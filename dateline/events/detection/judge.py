"""The judge: whether a candidate tells an event, and of which type, from what codebook and heads say of it.

A logistic regression decides whether there is an event, a conditional logit (McFadden 1974) its type; both
are fitted on documents that the heads have not seen (`training.py`) and kept in `judge.json`. The confidence
of a mention is the chance that there is an event and that it is of its type.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from dateline.events.detection.candidates import Candidate, shown
from dateline.events.syntax import depth
from dateline.events.triggers import TriggerMatch
from dateline.language.heads import chances
from dateline.records import FoundBy

FILE = Path(__file__).with_name("judge.json")
GATE = (
    *("bias", "head", "codebook", "codebook confidence", "codebook and head", "phrase", "agreement"),
    *("known", "vetoed", "verb", "noun", "name", "modifier", "auxiliary", "factuality", "depth"),
)
TYPE = ("head", "codebook", "codebook confidence", "known")

_MIDDLE = 0.7  # the confidence that a trigger has where its codebook says nothing
_CERTAIN = 0.95  # chance of a type at which the heads outweigh a less sure trigger: "lightning killed"
_FARTHEST = 6.0  # bound of a logit, so that no score outweighs all else
_DEEPEST = 4
_MODIFIERS = {"amod", "compound", "nmod:desc"}
_AUXILIARIES = {"aux", "aux:pass", "cop"}

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights by feature; `types` as the columns of the heads' chances, without that of no event."""

    gate: Floats
    type: Floats
    bias: Floats
    types: tuple[str, ...]
    least: float  # confidence that an event is told from which on it is a mention


@dataclass(frozen=True, slots=True)
class Verdict:
    """A candidate that is an event: its trigger, with the confidence, and what found it."""

    candidate: Candidate
    match: TriggerMatch
    found_by: FoundBy


@cache
def load_judge(path: Path = FILE) -> Judge:
    """The judge that ships with the project."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return Judge(
        np.array([told["gate"][name] for name in GATE]),
        np.array([told["type"][name] for name in TYPE]),
        np.array(list(told["bias"].values())),
        tuple(told["bias"]),
        told["least"],
    )


def judge_all(words: Sequence[Token], found: Sequence[Candidate], judge: Judge) -> list[Verdict]:
    """The candidates of a sentence that are events, in order."""
    verdicts: list[Verdict] = []
    for candidate in found:
        event, types = judged(judge, words, candidate)
        best = int(types.argmax())
        if event < judge.least:
            continue
        confidence = round(event * float(types[best]), 2)
        match = shown(words, candidate, judge.types[best], confidence)
        verdicts.append(Verdict(candidate, match, found_by(candidate)))
    return verdicts


def judged(judge: Judge, words: Sequence[Token], candidate: Candidate) -> tuple[float, Floats]:
    """The chance that a candidate is an event, and those of its types if it is.

    A veto leaves a type no chance, and the event that of the others.
    """
    gate = float(gate_features(words, candidate, judge.types) @ judge.gate)
    scores = type_features(candidate, judge.types) @ judge.type + judge.bias
    likely: Floats = chances(scores.astype(np.float32)).astype(np.float64)
    allowed = np.array([event_type not in candidate.vetoed for event_type in judge.types])
    left = float(likely[allowed].sum())
    likely = np.where(allowed, likely, 0.0) / left
    return left / (1.0 + float(np.exp(-gate))), _bound(judge, candidate, likely)


def _bound(judge: Judge, candidate: Candidate, likely: Floats) -> Floats:
    """Chances of types, with that of the codebook's trigger as it states it where that is sure enough."""
    match = candidate.match
    if match is None or match.confidence < _MIDDLE:
        return likely
    own = judge.types.index(match.event_type)
    shares = candidate.shares
    if match.confidence < _CERTAIN <= shares.max() and shares.argmax() != own:
        return likely
    stated = max(match.confidence, float(likely[own]))
    rest = likely * (1.0 - stated) / max(1.0 - float(likely[own]), 1e-9)
    rest[own] = stated
    return rest


def found_by(candidate: Candidate) -> FoundBy:
    """Who points at a candidate: the heads do where an event is likelier than none."""
    if candidate.match is None:
        return "model"
    return "both" if candidate.chance >= 0.5 else "codebook"


def gate_features(words: Sequence[Token], candidate: Candidate, types: Sequence[str]) -> Floats:
    """What tells whether a candidate is an event, as GATE names it."""
    match, word = candidate.match, words[candidate.place]
    head = _logit(candidate.chance)
    told: Mapping[str, float] = {
        "bias": 1.0,
        "head": head,
        "verb": word.pos_ == "VERB",
        "noun": word.pos_ == "NOUN",
        "name": word.pos_ == "PROPN",
        "modifier": word.dep_ in _MODIFIERS,
        "auxiliary": word.dep_ in _AUXILIARIES,
        "factuality": candidate.factuality,
        "depth": depth(word, _DEEPEST) / _DEEPEST,
        "known": match is None and bool(candidate.known),
        "vetoed": bool(candidate.vetoed),
    }
    if match is not None:
        agreed = candidate.shares[types.index(match.event_type)]
        told = {
            **told,
            "codebook": 1.0,
            "codebook confidence": match.confidence - _MIDDLE,
            "codebook and head": head,
            "phrase": len(match.places) > 1,
            "agreement": float(agreed),
        }
    return np.array([float(told.get(name, 0.0)) for name in GATE])


def type_features(candidate: Candidate, types: Sequence[str]) -> Floats:
    """What tells each type, as TYPE names it: (types, features)."""
    rows = np.zeros((len(types), len(TYPE)))
    rows[:, 0] = np.maximum(np.log(np.maximum(candidate.shares, 1e-9)), -_FARTHEST)
    match = candidate.match
    for index, event_type in enumerate(types):
        if match is not None and match.event_type == event_type:
            rows[index, 1], rows[index, 2] = 1.0, match.confidence - _MIDDLE
        rows[index, 3] = candidate.known.get(event_type, 0.0)
    return rows


def _logit(chance: float) -> float:
    bounded = min(max(chance, 1e-6), 1 - 1e-6)
    return float(np.clip(np.log(bounded / (1 - bounded)), -_FARTHEST, _FARTHEST))
