"""Mentions to events: clusters of mentions that fit, and the event that each cluster tells of."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.records import Document, Event, EventMention, Place, Quantity, Realis, Role, stable_id
from dateline.timeline.dating import joined_date
from dateline.timeline.matching import Traits, fit, traits_of

_MOST_CONFIDENT = 0.99
_REALIS_ORDER: tuple[Realis, ...] = ("asserted", "alleged", "planned", "demanded", "conditional", "negated")
_NAMES_IN_TITLE = 2


@dataclass(frozen=True, slots=True)
class EventParticipant:
    """An entity in its role in an event, and in how many of its mentions."""

    event_id: str
    role: Role
    entity_id: str
    mention_count: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Events in order of their ids, the event of every mention, and who took part."""

    events: tuple[Event, ...]
    event_of: Mapping[str, str]
    participants: tuple[EventParticipant, ...]


def join(mentions: Sequence[EventMention], documents: Mapping[str, Document]) -> Joined:
    """Join the mentions of one event within and across documents; `documents` by document_id.

    A function of the contents alone: neither the order of the mentions nor earlier runs matter. An event's id
    is made from its first mention (by publication day, document, place in the text), so that reports added
    later leave it as it is.
    """
    traits = sorted(
        (traits_of(mention, documents[mention.document_id].published_at) for mention in mentions),
        key=lambda entry: (entry.order, entry.mention.mention_id),
    )
    events: list[Event] = []
    event_of: dict[str, str] = {}
    participants: list[EventParticipant] = []
    for cluster in _clusters(traits):
        members = [entry.mention for entry in cluster]
        event_id = stable_id("e", members[0].mention_id)
        events.append(_event(event_id, members, documents))
        event_of |= {mention.mention_id: event_id for mention in members}
        participants += _participants(event_id, members)
    events.sort(key=lambda event: event.event_id)
    participants.sort(key=lambda entry: (entry.event_id, entry.role, entry.entity_id))
    return Joined(tuple(events), event_of, tuple(participants))


def _clusters(traits: Sequence[Traits]) -> list[list[Traits]]:
    """Each mention goes to the cluster that it fits best, if it fits with all members; else it opens one.

    Only clusters that share a document or a participant with it, and its type, are tried.
    """
    clusters: list[list[Traits]] = []
    by_key: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for entry in traits:
        keys = [
            (entry.mention.event_type, key) for key in (entry.mention.document_id, *sorted(entry.everyone))
        ]
        tried = sorted({number for key in keys for number in by_key[key]})
        best = max(((_fit_all(clusters[n], entry), -n) for n in tried), default=(0, 0))
        if best[0] > 0:
            number = -best[1]
            clusters[number].append(entry)
        else:
            number = len(clusters)
            clusters.append([entry])
        for key in keys:
            if number not in by_key[key][-1:]:
                by_key[key].append(number)
    return clusters


def _fit_all(cluster: Sequence[Traits], entry: Traits) -> int:
    """The best fit with a member; 0 where one of them excludes the mention."""
    best = 0
    for member in cluster:
        score = fit(member, entry)
        if score is None:
            return 0
        best = max(best, score)
    return best


def _event(event_id: str, members: Sequence[EventMention], documents: Mapping[str, Document]) -> Event:
    first = members[0]
    told = [documents[mention.document_id] for mention in members]
    days: list[dt.date] = sorted(document.published_at for document in told if document.published_at)
    quantities, conflicts = _quantities(members)
    actors, recipients = _names(members, "actor"), _names(members, "recipient")
    place = _place(members)
    modes = Counter(mention.event_mode for mention in members if mention.event_mode)
    return Event(
        event_id=event_id,
        event_type=first.event_type,
        event_mode=modes.most_common(1)[0][0] if modes else None,
        title=_title(members, actors, recipients, place),
        date=joined_date([mention.date for mention in members]),
        place=place,
        realis=min((mention.realis for mention in members), key=_REALIS_ORDER.index),
        actors=actors,
        recipients=recipients,
        quantities=quantities,
        mention_count=len(members),
        document_count=len({document.document_id for document in told}),
        source_count=len({document.source_id for document in told}),
        first_published=days[0] if days else None,
        last_published=days[-1] if days else None,
        confidence=_confidence(members),
        conflicts=conflicts,
    )


def _names(members: Sequence[EventMention], role: Role) -> tuple[str, ...]:
    """The names of a role, those of most mentions first."""
    counts = Counter(p.entity.name for mention in members for p in mention.participants if p.role == role)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _place(members: Sequence[EventMention]) -> Place | None:
    """The place that most mentions name; one with coordinates before a country."""
    places = Counter(mention.place for mention in members if mention.place)
    return min(places, key=lambda p: (p.latitude is None, -places[p], p.name, p.text), default=None)


def _quantities(members: Sequence[EventMention]) -> tuple[tuple[Quantity, ...], tuple[str, ...]]:
    """The last figure told of each kind, and a line for each kind on which the mentions disagree."""
    by_kind: dict[str, list[Quantity]] = {}
    for mention in members:
        for quantity in mention.quantities:
            by_kind.setdefault(quantity.kind, []).append(quantity)
    conflicts = [
        f"{kind}: " + " against ".join(dict.fromkeys(quantity.text for quantity in found))
        for kind, found in sorted(by_kind.items())
        if len({quantity.value for quantity in found if quantity.value is not None}) > 1
    ]
    return tuple(by_kind[kind][-1] for kind in sorted(by_kind)), tuple(conflicts)


def _confidence(members: Sequence[EventMention]) -> float:
    """Noisy-or over documents, each as sure as its surest mention; documents are taken as independent."""
    surest: dict[str, float] = {}
    for mention in members:
        surest[mention.document_id] = max(surest.get(mention.document_id, 0.0), mention.confidence)
    doubt = 1.0
    for key in sorted(surest):
        doubt *= 1 - surest[key]
    return round(min(1 - doubt, _MOST_CONFIDENT), 2)


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


def _participants(event_id: str, members: Iterable[EventMention]) -> list[EventParticipant]:
    counts = Counter(
        (entry.role, entry.entity.entity_id) for mention in members for entry in set(mention.participants)
    )
    return [EventParticipant(event_id, role, entity, count) for (role, entity), count in counts.items()]
