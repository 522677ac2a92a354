"""What speaks for and against two groups of mentions as reports of one event, and how much it weighs.

Each piece is a number by its name: 0 where it is absent or not known, mostly 1 where it is there. What the
pieces weigh stands in evidence.yaml: between mentions of a document, of a story, and of any two.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from dateline.language.word_lists import word_table
from dateline.records import Role
from dateline.timeline.traits import UNTYPED, Traits, days_apart
from dateline.timeline.wording import words_of

Nearness = Literal["document", "story", "elsewhere"]

# In these both sides act alike: A met B is B met A.
SYMMETRIC = {"CONSULT", "AGREE", "COOPERATE", "RETREAT"}

_OTHER_TOLL = 4  # times the other: from there two figures are of two events, below that a toll may have risen
_KNOWN = (
    "same_countries",
    "same_name",
    "same_figure",
    "risen_figure",
    "corrected",
)  # what words need not tell
_LONG = 10  # words: sentences of so many always have some that the other has not


@dataclass(frozen=True, slots=True)
class Scale:
    """What each piece of evidence weighs; two groups are one event from `enough`."""

    enough: float
    weights: Mapping[str, float]


@cache
def scales() -> Mapping[Nearness, Scale]:
    """The scales for groups that share a document, or else a story, and for others."""
    table = word_table(Path(__file__).with_name("evidence.yaml"))
    return {nearness: Scale(**entry) for nearness, entry in table.items()}


def score(one: Traits, other: Traits, nearness: Nearness) -> float:
    """What all evidence weighs together."""
    weights = scales()[nearness].weights
    return sum(weights.get(name, 0.0) * value for name, value in evidence(one, other).items() if value)


def evidence(one: Traits, other: Traits) -> dict[str, float]:
    """The pieces of evidence by name."""
    same_word = not one.stems.isdisjoint(other.stems)
    who = {**_parties(one, other), **_names(one, other), **_figures(one, other)}
    is_known = any(who[name] for name in _KNOWN)
    return {
        "same_word": float(same_word),
        "same_mode": float(not same_word and not one.modes.isdisjoint(other.modes)),
        "untyped_word": float(same_word and UNTYPED in (one.event_type, other.event_type)),
        **who,
        **_places(one, other),
        **_days(one, other),
        **_words(one, other, alike=same_word and not is_known),
        "another": float(one.wording.sets_apart != other.wording.sets_apart),
        "same_sentence": float(not one.sentences.isdisjoint(other.sentences)),
        "title": float(one.titles != other.titles),
    }


def _parties(one: Traits, other: Traits) -> dict[str, float]:
    """By role, or together where both sides act alike: the same by its words, by country alone, or others."""
    if one.event_type in SYMMETRIC:
        pairs = [(one.everyone, other.everyone)]
    else:
        pairs = [(one.sides[role], other.sides[role]) for role in one.sides]
    parties = sum(any(map(str.islower, mine & theirs)) for mine, theirs in pairs)
    countries = len({key for mine, theirs in pairs for key in mine & theirs if key.isupper()})
    others = sum(
        any(map(str.islower, mine)) and any(map(str.islower, theirs)) and mine.isdisjoint(theirs)
        for mine, theirs in pairs
    )
    return {
        "same_party": float(parties),
        "same_country": float(countries == 1),
        "same_countries": float(countries > 1),
        "other_party": float(others),
    }


def _names(one: Traits, other: Traits) -> dict[str, float]:
    """Somebody named takes part in both, or others do whom the other sentence does not name."""
    mine, theirs = one.wording, other.wording
    towns = _words_of(one.towns | other.towns)  # where it was speaks for itself
    same = bool((_words_in(mine.named) & theirs.names | _words_in(theirs.named) & mine.names) - towns)
    others = not same and any(_disjoint(mine.named[role], theirs.named[role]) for role in mine.named)
    return {
        "same_name": float(same),
        "other_name": float(others),
        "same_names": float(not mine.names.isdisjoint(theirs.names)),
        "other_names": _disjoint(mine.names, theirs.names),
    }


def _words_in(named: Mapping[Role, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*named.values())


def _words_of(towns: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*map(words_of, towns))


def _places(one: Traits, other: Traits) -> dict[str, float]:
    same = not one.places.isdisjoint(other.places) or _tells(one, other.places) or _tells(other, one.places)
    return {
        "same_place": float(same),
        "other_town": float(bool(one.towns and other.towns) and not same),
        "other_country": _disjoint(one.countries, other.countries),
    }


def _tells(traits: Traits, places: frozenset[str]) -> bool:
    """Whether one of the places is named somewhere in the sentences."""
    return any(words and words <= traits.wording.names for words in map(words_of, places))


def _days(one: Traits, other: Traits) -> dict[str, float]:
    return {
        "same_days": _shared_days(one, other),
        "no_days": float(one.days is None or other.days is None),
        "other_hours": _disjoint(one.wording.hours, other.wording.hours),
    }


def corrected(one: Traits, other: Traits) -> bool:
    """Whether one says that the date of the other was wrong, and tells which date that was."""
    return _corrects(one, other) or _corrects(other, one)


def _corrects(one: Traits, other: Traits) -> bool:
    if other.earliest is None or other.latest is None:
        return False
    return any(first <= other.latest and other.earliest <= last for first, last in one.wrong)


def _shared_days(one: Traits, other: Traits) -> float:
    """The share of the days of both that both have."""
    if one.days is None or other.days is None:
        return 0.0
    shared = 1 - days_apart(one, other)
    return max(shared, 0) / (one.days + other.days - shared)


def _figures(one: Traits, other: Traits) -> dict[str, float]:
    """A figure of both; or how far apart the nearest are, of the kind in which they differ most.

    One that corrects earlier reports tells what they have otherwise, and a toll may rise from day to day.
    """
    mine, theirs = _by_kind(one), _by_kind(other)
    both = mine.keys() & theirs.keys()
    revised = both & (one.corrects ^ other.corrects)
    ratios = [
        min(abs(math.log(max(a, 1) / max(b, 1))) for a in mine[kind] for b in theirs[kind])
        for kind in sorted(both - revised)
    ]
    apart = min(max(ratios, default=0.0) / math.log(_OTHER_TOLL), 1.0)
    risen = 0.0 < apart < 1.0 and one.first[0] != other.first[0]
    return {
        "same_figure": float(0.0 in ratios),
        "other_figure": 0.0 if risen else apart,
        "risen_figure": float(risen),
        "corrected": float(bool(revised) or corrected(one, other)),
    }


def _by_kind(traits: Traits) -> Mapping[str, list[float]]:
    found: dict[str, list[float]] = {}
    for kind, value in sorted(traits.figures):
        found.setdefault(kind, []).append(value)
    return found


def _words(one: Traits, other: Traits, alike: bool) -> dict[str, float]:
    """The share of the fewer words that both have.

    Of few words that tell of like deeds of one day, also the share that only one has: they tell them apart.
    """
    mine, theirs = one.wording.stems, other.wording.stems
    fewest = min(len(mine), len(theirs))
    if not fewest:
        return {"same_words": 0.0, "other_words": 0.0}
    shared = len(mine & theirs) / fewest
    few = max(0.0, 1 - fewest / _LONG)
    return {"same_words": shared, "other_words": alike * _shared_days(one, other) * few * (1 - shared)}


def _disjoint(one: frozenset[str], other: frozenset[str]) -> float:
    """1 where both are known and have nothing in common."""
    return float(bool(one and other) and one.isdisjoint(other))
