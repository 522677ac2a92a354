"""The learned choice among candidates: a conditional logit (McFadden 1974) of named features.

A candidate's share is its part of the softmax over all candidates of the event. Chosen is the date that is
right for most of the shares: what several candidates say alike counts together, and so do intervals that are
much the same. What is told of the event itself is preferred to what is nearly as likely.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path

import numpy as np

from dateline.events.dates.candidate import Candidate, shared
from dateline.events.dates.features import of_clues, of_days, of_event, of_reading
from dateline.events.dates.story import Days, Story
from dateline.records import Basis

WEIGHTS = Path(__file__).with_name("weights.json")
_EDGE = 1e-6
_WEIGHED = 0.01  # share from which on a candidate has a say
_MOST = 0.5  # of the days that two intervals cover
_MAY_DO = 0.5
_LOOSE = {"document", "relative_to_event"}  # bases of dates for which others than the same may do
# Kinds of dates that are given the event itself, not what stands around it.
_TOLD = {"own", "length", "row", "heading", "since", "counted", "pub", "news"}
_LESS = 0.8  # what being right counts for all others

Group = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of an event, each with its share; `best` is chosen, right for `share` of them."""

    shares: tuple[tuple[Candidate, float], ...]
    best: Candidate
    share: float

    @property
    def runner_up(self) -> tuple[Candidate, float] | None:
        """The likeliest candidate for which what was chosen is wrong, and how likely what it says is."""
        others = [(c, share) for c, share in self.shares if not rightness(self.best, c)]
        if not others:
            return None
        other = max(others, key=lambda pair: pair[1])[0]
        return other, sum(share for c, share in others if c.days == other.days)


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the two passes, and the line on which a share's log odds become a confidence's."""

    first: Mapping[str, Group]
    second: Mapping[str, Group]
    slope: float
    offset: float

    def confidence(self, share: float) -> float:
        """How often a choice of such a share is right: Platt's scaling (1999) of its log odds."""
        clipped = min(max(share, _EDGE), 1 - _EDGE)
        odds = self.slope * np.log(clipped / (1 - clipped)) + self.offset
        return round(float(1 / (1 + np.exp(-odds))), 2)


def rank(
    weights: Mapping[str, Group], story: Story, traits: Sequence[str], found: Sequence[Candidate]
) -> Ranking:
    """The candidates of an event of these traits, by their shares."""
    # What is the same for several candidates is worked out once.
    by_name: dict[str, float] = {}
    by_clues: dict[tuple[str, tuple[str, ...]], float] = {}
    by_days: dict[tuple[str, ...], float] = {}
    scores = []
    for each in found:
        name, clues, days = each.name, (each.kind, each.clues), story.clues_of(each.date)
        if name not in by_name:
            by_name[name] = sum(_sum(weights, *told) for told in of_event(traits, each))
        if clues not in by_clues:
            by_clues[clues] = _sum(weights, *of_clues(traits, each))
        if days not in by_days:
            by_days[days] = _sum(weights, *of_days(traits, days))
        of_its_reading = _sum(weights, *of_reading(each)) if each.reading else 0.0
        scores.append(by_name[name] + by_clues[clues] + by_days[days] + of_its_reading)
    return ranking(found, scores)


def _sum(weights: Mapping[str, Group], group: str, names: Sequence[str]) -> float:
    """The weights of names of a group in all."""
    known = weights.get(group)
    return sum(map(known.get, names, repeat(0.0))) if known else 0.0


def ranking(found: Sequence[Candidate], scores: Sequence[float]) -> Ranking:
    """The candidates by the softmax of their scores, and which of them is chosen."""
    shares = np.exp(np.asarray(scores) - max(scores))
    shares /= shares.sum()
    pairs = sorted(zip(found, shares.tolist(), strict=True), key=lambda pair: -pair[1])
    weighed = [pair for pair in pairs if pair[1] >= _WEIGHED] or pairs[:1]
    answers = {candidate.days: candidate for candidate, _ in reversed(weighed)}
    said: dict[Days, float] = {}
    loose: dict[tuple[Days, Basis], tuple[Candidate, float]] = {}
    undated = 0.0
    for candidate, share in weighed:
        days, basis = candidate.days, candidate.date.basis
        said[days] = said.get(days, 0.0) + share
        if not candidate.is_whole:
            undated += share
        elif basis in _LOOSE:
            loose[days, basis] = candidate, share + loose.get((days, basis), (candidate, 0.0))[1]
    right = {
        days: said[days]
        + sum(share * rightness(each, other) for other, share in loose.values() if other.days != days)
        if each.is_whole
        else undated
        for days, each in answers.items()
    }
    use = {days: right[days] * (1.0 if each.kind in _TOLD else _LESS) for days, each in answers.items()}
    best = max(answers, key=lambda days: (use[days], said[days]))
    return Ranking(tuple(pairs), answers[best], right[best])


def rightness(answer: Candidate, truth: Candidate) -> float:
    """How right a date is where another is true, as annotators of dates count it.

    Without a whole interval none is right; of the news of the day each of its days is; what follows from
    other events may be told to the day elsewhere, or be right where most of the days are shared.
    """
    if not (answer.is_whole and truth.is_whole):
        return float(answer.is_whole == truth.is_whole)
    if answer.days == truth.days:
        return 1.0
    if truth.date.basis == "document":
        return float(answer.is_within(truth))
    is_near = truth.date.basis == "relative_to_event" and shared(answer.days, truth.days) >= _MOST
    return _MAY_DO if is_near else 0.0


@cache
def load_weights(path: Path = WEIGHTS) -> Weights:
    """The weights that ship with the engine."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Weights(kept["first"], kept["second"], kept["slope"], kept["offset"])


def save_weights(weights: Weights, path: Path = WEIGHTS) -> None:
    """Write weights, a line a group, so that a reader finds them."""
    lines = [f'"slope": {weights.slope:.3f}', f'"offset": {weights.offset:.3f}']
    for name, groups in (("first", weights.first), ("second", weights.second)):
        told = [
            f"{json.dumps(kind)}: {json.dumps(dict(sorted(group.items())), separators=(',', ':'))}"
            for kind, group in sorted(groups.items())
        ]
        lines.append(f'"{name}": {{\n' + ",\n".join(told) + "\n}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
