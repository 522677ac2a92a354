"""How well events are dated whose spans are given, and how far their confidence is to be trusted."""

from collections.abc import Sequence

from dateline.events.dates.ranker import Ranking, Weights
from dateline.events.dates.training.gold import GoldDate
from dateline.events.dates.training.learning import Learned, Read

_TENTHS = 10

_Pair = tuple[str, GoldDate, Ranking]


def report(title: str, documents: Sequence[Read], learned: Learned) -> str:
    """The figures of documents as lines of text."""
    pairs = [
        (f"{document.gold.number} {gold.event_id}", gold.date, ranked)
        for document in documents
        for example, ranked in zip(document.examples, learned.held_out[document.place], strict=True)
        for gold in example.golds
    ]
    whole = [(date, ranked) for _, date, ranked in pairs if ranked.best.is_whole]
    stated = [(event, date, ranked) for event, date, ranked in pairs if date.is_stated]
    days = [(date, ranked) for _, date, ranked in pairs if date.day and date.basis == "days"]
    overlapping = [ranked.best.is_whole and not date.contradicts(ranked.best) for _, date, ranked in stated]
    lines = [
        f"{title}: {len(documents)} documents, {len(pairs)} mentions",
        f"  right                    {_share([date.holds(r.best) for _, date, r in pairs])}",
        f"  right, of events         {_share(_by_event(pairs))}",
        f"  stated: exact            {_share([date.holds(r.best) for _, date, r in stated])}",
        f"  stated: exact, of events {_share(_by_event(stated))}",
        f"  stated: overlapping      {_share(overlapping)}",
        f"  one day: exact           {_share([r.best.days == (d.day, d.day) for d, r in days])}",
        f"  given and contradicting  {_share([d.contradicts(r.best) for d, r in whole])}",
    ]
    return "\n".join([*lines, *_reliability(pairs, learned.weights)])


def _by_event(pairs: Sequence[_Pair]) -> list[bool]:
    """Whether each event has a mention that is dated right."""
    events: dict[str, bool] = {}
    for event, date, ranked in pairs:
        events[event] = events.get(event, False) or date.holds(ranked.best)
    return list(events.values())


def _reliability(pairs: Sequence[_Pair], weights: Weights) -> list[str]:
    """Stated confidence against the share right, by tenths."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_TENTHS)]
    for _, date, ranked in pairs:
        confidence = weights.confidence(ranked.share)
        place = min(int(confidence * _TENTHS), _TENTHS - 1)
        bins[place].append((confidence, date.holds(ranked.best)))
    return [
        f"  confidence {sum(c for c, _ in found) / len(found):.2f}: right {_share([r for _, r in found])}"
        for found in bins
        if found
    ]


def _share(outcomes: Sequence[bool]) -> str:
    return f"{100 * sum(outcomes) / len(outcomes):5.1f} % of {len(outcomes)}" if outcomes else "    - of 0"
