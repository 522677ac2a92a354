"""The learned choice of actors and recipients among the names of a sentence, and of those before it.

A logistic regression for each role (weights in `weights.json`, learned by `training`) gives every name its
chance; the rules of the parse (`dateline.events.roles`) are among its features. Where a sentence has nobody
for a role, the likeliest of the sentences before is taken, if it is likely enough.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from dateline.events.gazetteer import NameMatch
from dateline.events.participants.features import Seen, features, features_before
from dateline.language.tokens import text_of
from dateline.records import Participant, Role

WEIGHTS = Path(__file__).with_name("weights.json")
ROLES: tuple[Role, ...] = ("actor", "recipient")
BACK = 2  # sentences before that of a trigger whose names are considered
BIAS = ""
LEAST: Mapping[Role, float] = {"actor": 0.4, "recipient": 0.35}  # where most of what is told is found
MORE = 0.5  # for a further name in a role
FROM_BEFORE = 0.6  # for a name of a sentence before, which the event's own does not tell

Weights = Mapping[str, Mapping[str, float]]  # by role and feature


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a sentence and the names in it."""

    words: Sequence[Token]
    names: Sequence[NameMatch]


@dataclass(frozen=True, slots=True)
class _Chosen:
    role: Role
    name: NameMatch
    words: Sequence[Token]

    def participant(self) -> Participant:
        text = text_of(self.words, self.name.start, self.name.end)
        start = self.words[self.name.start].idx
        return Participant(self.role, start, start + len(text), text, self.name.entity)


def taking_part(seen: Seen, before: Sequence[Told]) -> list[Participant]:
    """The actors and recipients of a trigger, in the order of the text.

    `before` are the sentences before its own, the nearest first.
    """
    weights = load_weights()
    found: dict[str, _Chosen] = {}  # by entity: who acts is not also the one acted upon
    filled: set[Role] = set()
    for chance, role, name in _ranked(weights, seen):
        if chance >= (MORE if role in filled else LEAST[role]) and name.entity.entity_id not in found:
            found[name.entity.entity_id] = _Chosen(role, name, seen.words)
            filled.add(role)
    lacking = [role for role in ROLES if role not in filled]
    likeliest: dict[Role, tuple[float, NameMatch, Sequence[Token]]] = {}
    for back, words, name in named_before(seen, before) if lacking else ():
        likely = chances(weights, features_before(seen, words, name, back))
        for role in lacking:
            if likely[role] >= (likeliest[role][0] if role in likeliest else FROM_BEFORE):
                likeliest[role] = likely[role], name, words
    for role, (_, name, words) in likeliest.items():
        found.setdefault(name.entity.entity_id, _Chosen(role, name, words))
    participants = [each.participant() for each in found.values()]
    return sorted(participants, key=lambda each: (each.char_start, each.role))


def _ranked(weights: Weights, seen: Seen) -> list[tuple[float, Role, NameMatch]]:
    """The names of a sentence, each with the role that it rather has, the likeliest first."""
    ranked: list[tuple[float, Role, NameMatch]] = []
    for name in seen.names:
        likely = chances(weights, features(seen, name))
        role = max(ROLES, key=lambda role: likely[role] / LEAST[role])
        ranked.append((likely[role], role, name))
    return sorted(ranked, key=lambda each: (-each[0], each[2].start))


def named_before(seen: Seen, before: Sequence[Told]) -> Iterator[tuple[int, Sequence[Token], NameMatch]]:
    """The names of the sentences before, each entity once, that the sentence of a trigger does not name."""
    known = {name.entity.entity_id for name in seen.names}
    for back, told in enumerate(before, start=1):
        for name in reversed(told.names):
            if name.entity.entity_id not in known:
                known.add(name.entity.entity_id)
                yield back, told.words, name


def chances(weights: Weights, told: Sequence[str]) -> dict[Role, float]:
    """How likely a name of these features has each role."""
    return {
        role: 1 / (1 + math.exp(-weights[role][BIAS] - sum(weights[role].get(each, 0.0) for each in told)))
        for role in ROLES
    }


@cache
def load_weights(path: Path = WEIGHTS) -> Weights:
    """The weights that ship with the engine."""
    weights: Weights = json.loads(path.read_text(encoding="utf-8"))
    return weights


def save_weights(weights: Weights, path: Path = WEIGHTS) -> None:
    """Write weights, a line a feature, as `load_weights` reads them."""
    path.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")
