"""The event that joined mentions tell of: type, title, date, place, figures, confidence."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.records import (
    Document,
    Event,
    EventMention,
    Place,
    Quantity,
    Realis,
    ResolvedDate,
    Role,
    stable_id,
)
from dateline.timeline.dating import Told, contradicts, joined_date

_MOST_CONFIDENT = 0.99
# What a report is worth by the Admiralty letter of its source; of one that cannot be judged (F) nothing is
# known against it.
_WORTH: Mapping[str, float] = {"A": 1.0, "B": 1.0, "C": 0.9, "D": 0.7, "E": 0.4, "F": 1.0}
_DISAGREEMENT = 0.9  # of the confidence that remains when reports contradict each other on the day
_REALIS_ORDER: tuple[Realis, ...] = ("asserted", "alleged", "planned", "demanded", "conditional", "negated")
_UNTYPED = "OTHER"
_NAMES_IN_TITLE = 2


def event_id_of(mention_id: str) -> str:
    """The id of the event whose first mention this is."""
    return stable_id("e", mention_id)


def aggregate(
    members: Sequence[EventMention], documents: Mapping[str, Document], reliability: Mapping[str, str]
) -> Event:
    """The event of some mentions, which come in the order of their publication.

    `documents` by document id; `reliability` gives the Admiralty letter of a source id, F where it has none.
    The id is made from the first mention, so that reports added later leave it as it is.
    """
    told = {mention.document_id: documents[mention.document_id] for mention in members}
    days = sorted(document.published_at for document in told.values() if document.published_at)
    actors, recipients = _names(members, "actor"), _names(members, "recipient")
    place = _place(members)
    dates = [
        Told(mention.date, told[mention.document_id].published_at, "date" in mention.corrects)
        for mention in members
    ]
    date = joined_date(dates)
    excluded = _contradicting(date, dates)
    figures, disagreements = _quantities(members, told)
    types = Counter(mention.event_type for mention in members if mention.event_type != _UNTYPED)
    modes = Counter(mention.event_mode for mention in members if mention.event_mode)
    return Event(
        event_id=event_id_of(members[0].mention_id),
        event_type=types.most_common(1)[0][0] if types else _UNTYPED,
        event_mode=modes.most_common(1)[0][0] if modes else None,
        title=_title(members, actors, recipients, place),
        date=date,
        place=place,
        realis=min((mention.realis for mention in members), key=_REALIS_ORDER.index),
        actors=actors,
        recipients=recipients,
        quantities=figures,
        mention_count=len(members),
        document_count=len(told),
        source_count=len({document.source_id for document in told.values()}),
        first_published=days[0] if days else None,
        last_published=days[-1] if days else None,
        confidence=_confidence(members, told, reliability, disputed=bool(excluded)),
        conflicts=(*(f"date: {date.edtf} against {other}" for other in excluded), *disagreements),
    )


def _names(members: Sequence[EventMention], role: Role) -> tuple[str, ...]:
    """The names of a role, those of most mentions first."""
    counts = Counter(p.entity.name for mention in members for p in mention.participants if p.role == role)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _place(members: Sequence[EventMention]) -> Place | None:
    """The place that most mentions name; one with coordinates before a country."""
    places = Counter(mention.place for mention in members if mention.place)
    return min(places, key=lambda p: (p.latitude is None, -places[p], p.name, p.text), default=None)


def _contradicting(date: ResolvedDate, told: Sequence[Told]) -> list[str]:
    """The dates that exclude the event's, in the order in which they were told."""
    return list(dict.fromkeys(each.date.edtf or "" for each in told if contradicts(date, each.date)))


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure, the day on which it was told, and whether its report corrects earlier ones."""

    quantity: Quantity
    published: dt.date
    corrects: bool


def _quantities(
    members: Sequence[EventMention], documents: Mapping[str, Document]
) -> tuple[tuple[Quantity, ...], tuple[str, ...]]:
    """The figure that stands of each kind, and a line for each kind on which the mentions disagree."""
    told: dict[str, list[_Figure]] = {}
    for mention in members:
        published = documents[mention.document_id].published_at or dt.date.min
        for quantity in mention.quantities:
            figure = _Figure(quantity, published, quantity.kind in mention.corrects)
            told.setdefault(quantity.kind, []).append(figure)
    conflicts: list[str] = []
    for kind in sorted(told):
        found = [figure.quantity for figure in told[kind]]
        if len({quantity.value for quantity in found if quantity.value is not None}) > 1:
            conflicts.append(f"{kind}: " + " against ".join(dict.fromkeys(each.text for each in found)))
        wrong = _retracted(told[kind])
        if taken_back := dict.fromkeys(each.text for each in found if each.value in wrong):
            conflicts.append(f"{kind}: {', '.join(taken_back)} retracted")
    return tuple(_standing(told[kind]) for kind in sorted(told)), tuple(conflicts)


def _standing(told: Sequence[_Figure]) -> Quantity:
    """The last figure told of a kind; what is undated counts as told first.

    Once a report corrects earlier ones, their figures count no more, nor do later reports that repeat them.
    """
    corrected, wrong = _corrected_on(told), _retracted(told)
    if corrected is not None:
        told = [
            figure
            for figure in told
            if (figure.corrects and figure.published == corrected)
            or (figure.published > corrected and figure.quantity.value not in wrong)
        ]
    return max(reversed(told), key=lambda figure: figure.published).quantity


def _retracted(told: Sequence[_Figure]) -> set[float]:
    """The values of a kind that were told until a report corrected them."""
    corrected = _corrected_on(told)
    if corrected is None:
        return set()
    right = {each.quantity.value for each in told if each.corrects and each.published == corrected}
    until = {each.quantity.value for each in told if each.published <= corrected}
    return {value for value in until - right if value is not None}


def _corrected_on(told: Sequence[_Figure]) -> dt.date | None:
    """When a report last corrected earlier ones."""
    return max((figure.published for figure in told if figure.corrects), default=None)


def _confidence(
    members: Sequence[EventMention],
    documents: Mapping[str, Document],
    reliability: Mapping[str, str],
    disputed: bool,
) -> float:
    """Noisy-or over publishers, each as sure as its surest mention: one publisher is one opinion."""
    surest: dict[str, float] = {}
    for mention in members:
        document = documents[mention.document_id]
        publisher = document.publisher or document.source_id
        told = mention.confidence * _WORTH[reliability.get(document.source_id, "F")]
        surest[publisher] = max(surest.get(publisher, 0.0), told)
    doubt = math.prod(1 - surest[publisher] for publisher in sorted(surest))
    return round(min((1 - doubt) * (_DISAGREEMENT if disputed else 1.0), _MOST_CONFIDENT), 2)


def _title(
    members: Sequence[EventMention],
    actors: Sequence[str],
    recipients: Sequence[str],
    place: Place | None,
) -> str:
    """A line of the evidence's own words: 'Russia: invasion (Ukraine)', 'South Korea: briefed NATO'."""
    trigger = max(members, key=lambda mention: (len(mention.participants), mention.confidence)).trigger
    who, whom = _listed(actors), _listed(recipients)
    told = f"{trigger} ({whom})" if whom else trigger
    where = f", {place.name}" if place and not whom and not who else ""
    title = f"{who}: {told}" if who else told + where
    return title[0].upper() + title[1:]


def _listed(names: Sequence[str]) -> str:
    more = " and others" if len(names) > _NAMES_IN_TITLE else ""
    return ", ".join(names[:_NAMES_IN_TITLE]) + more
