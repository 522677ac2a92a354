"""Mentions to events, as a function of the contents alone: neither their order nor earlier runs matter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.records import Document, Event, EventMention
from dateline.timeline.blocking import Key, blocks, keys_of
from dateline.timeline.clustering import clusters
from dateline.timeline.composing import compose
from dateline.timeline.matching import order_of, traits_of
from dateline.timeline.stories import LEAD, Lead, stories


@dataclass(frozen=True, slots=True)
class Joined:
    """Events in order of their ids, and the event of every mention."""

    events: tuple[Event, ...]
    event_of: Mapping[str, str]


def join(
    mentions: Sequence[EventMention],
    documents: Mapping[str, Document],
    reliability: Mapping[str, str] | None = None,
) -> Joined:
    """Join the mentions of one event within and across documents.

    `documents` by document id; `reliability` gives the Admiralty letter of a source id. An event's id is made
    from its first mention (by publication day, document, place in the text), so that reports added later
    leave it as it is.
    """
    story_of = stories([lead_of(document) for document in documents.values()])
    found = [
        join_block([mentions[number] for number in block], documents, story_of, reliability or {})
        for block in blocks([mention_keys(mention, story_of) for mention in mentions])
    ]
    events = sorted((event for part in found for event in part.events), key=lambda event: event.event_id)
    return Joined(tuple(events), {k: v for part in found for k, v in part.event_of.items()})


def join_block(
    mentions: Iterable[EventMention],
    documents: Mapping[str, Document],
    story_of: Mapping[str, str],
    reliability: Mapping[str, str],
) -> Joined:
    """Join the mentions of one block; arguments as for `join`, stories by document id."""
    units = (
        (
            traits_of(mention, documents[mention.document_id].published_at, story_of[mention.document_id]),
            frozenset(mention_keys(mention, story_of)),
        )
        for mention in mentions
    )
    events: list[Event] = []
    event_of: dict[str, str] = {}
    for cluster in clusters(units):
        members = sorted(
            cluster.mentions,
            key=lambda mention: order_of(mention, documents[mention.document_id].published_at),
        )
        event = compose(members, documents, reliability)
        events.append(event)
        event_of |= {mention.mention_id: event.event_id for mention in members}
    return Joined(tuple(events), event_of)


def mention_keys(mention: EventMention, story_of: Mapping[str, str]) -> list[Key]:
    """The keys of a mention, by which candidates find each other."""
    return keys_of(
        story_of[mention.document_id],
        mention.event_type,
        mention.trigger,
        ((each.entity.name, each.entity.iso3) for each in mention.participants),
        (mention.date.earliest, mention.date.latest, mention.date.confidence),
    )


def lead_of(document: Document) -> Lead:
    """What a document's story is told by."""
    return Lead(
        document.document_id,
        document.collection,
        document.published_at,
        document.title,
        document.text[:LEAD],
    )
