"""Mentions to events, as a function of the contents alone: neither their order nor earlier runs matter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from dateline.records import Document, Event, EventMention
from dateline.timeline.aggregation import aggregate
from dateline.timeline.blocking import Candidate, Key, blocks, days_keys, story_keys
from dateline.timeline.clustering import Unit, grouped, joined
from dateline.timeline.corrections import Correction
from dateline.timeline.overrides import Override, find_overrides, overridden_event, regrouped
from dateline.timeline.stories import LEAD, Lead, stories
from dateline.timeline.traits import merged, order_of, traits_of

Group = Sequence[EventMention]  # reports of one occurrence


@dataclass(frozen=True, slots=True)
class Joined:
    """Events in order of their ids, and the event of every mention."""

    events: tuple[Event, ...]
    event_of: Mapping[str, str]


def join(
    mentions: Sequence[EventMention],
    documents: Mapping[str, Document],
    reliability: Mapping[str, str] | None = None,
    corrections: Sequence[Correction] = (),
) -> Joined:
    """Join the mentions of one event within and across documents, then apply the corrections.

    `documents` by document id; `reliability` gives the Admiralty letter of a source id. An event's id is made
    from its first mention (by publication day, document, place in the text), so that reports added later
    leave it as it is.
    """
    story_of = stories([lead_of(document) for document in documents.values()])
    overrides, _ = find_overrides(corrections, [mention.mention_id for mention in mentions])
    corrected = keys_of_corrections(overrides)
    candidates = {mention.mention_id: candidate_of(mention, story_of) for mention in mentions}
    groups = [
        group
        for block in blocks(story_keys(candidates[mention.mention_id]) for mention in mentions)
        for group in group_block([mentions[number] for number in block], documents, story_of)
    ]
    keys = (group_keys((each.mention_id for each in group), candidates, corrected) for group in groups)
    found = [
        join_block([groups[number] for number in block], documents, story_of, reliability or {}, overrides)
        for block in blocks(keys)
    ]
    events = sorted((event for part in found for event in part.events), key=lambda event: event.event_id)
    return Joined(tuple(events), {k: v for part in found for k, v in part.event_of.items()})


def group_keys(
    mention_ids: Iterable[str], candidates: Mapping[str, Candidate], corrected: Mapping[str, Sequence[Key]]
) -> list[Key]:
    """The keys by which a group of mentions meets those of any story: of its days, and of corrections."""
    return [
        key
        for mention_id in mention_ids
        for key in (*days_keys(candidates[mention_id]), *corrected.get(mention_id, ()))
    ]


def group_block(
    mentions: Iterable[EventMention], documents: Mapping[str, Document], story_of: Mapping[str, str]
) -> list[Group]:
    """The groups of a block of mentions that hang together in a story; stories by document id."""
    units = [
        (
            traits_of(mention, documents[mention.document_id], story_of[mention.document_id]),
            frozenset(story_keys(candidate_of(mention, story_of))),
        )
        for mention in mentions
    ]
    return [traits.mentions for traits in grouped(units)]


def join_block(
    groups: Sequence[Group],
    documents: Mapping[str, Document],
    story_of: Mapping[str, str],
    reliability: Mapping[str, str],
    overrides: Sequence[Override],
) -> Joined:
    """Join the groups of one block across stories; arguments as for `join`, stories by document id.

    Of the overrides those count that name a mention of the block.
    """
    ids = {mention.mention_id for group in groups for mention in group}
    ours = [each for each in overrides if each.mention_id in ids]
    units = [_unit(group, documents, story_of) for group in groups]
    events: list[Event] = []
    event_of: dict[str, str] = {}
    for group in regrouped((traits.mentions for traits in joined(units)), ours):
        members = sorted(group, key=lambda each: order_of(each, documents[each.document_id].published_at))
        event = overridden_event(aggregate(members, documents, reliability), members, ours)
        events.append(event)
        event_of |= {mention.mention_id: event.event_id for mention in members}
    return Joined(tuple(events), event_of)


def _unit(group: Group, documents: Mapping[str, Document], story_of: Mapping[str, str]) -> Unit:
    traits = (
        traits_of(mention, documents[mention.document_id], story_of[mention.document_id]) for mention in group
    )
    keys = (key for mention in group for key in days_keys(candidate_of(mention, story_of)))
    return reduce(merged, traits), frozenset(keys)


def candidate_of(mention: EventMention, story_of: Mapping[str, str]) -> Candidate:
    """What the keys of a mention are made of."""
    sides = {
        role: tuple((p.entity.name, p.entity.iso3) for p in mention.participants if p.role == role)
        for role in ("actor", "recipient")
    }
    return Candidate(
        story=story_of[mention.document_id],
        document_id=mention.document_id,
        char_start=mention.char_start,
        event_type=mention.event_type,
        trigger=mention.trigger,
        actors=sides["actor"],
        recipients=sides["recipient"],
        earliest=mention.date.earliest,
        latest=mention.date.latest,
        date_confidence=mention.date.confidence,
    )


def keys_of_corrections(overrides: Iterable[Override]) -> Mapping[str, list[Key]]:
    """The keys that bring the mentions together which a correction names, by mention id."""
    keys: defaultdict[str, list[Key]] = defaultdict(list)
    for each in overrides:
        for mention_id in each.named:
            keys[mention_id].append((each.correction.correction_id,))
    return keys


def lead_of(document: Document) -> Lead:
    """What a document's story is told by."""
    return Lead(
        document.document_id,
        document.collection,
        document.published_at,
        document.title,
        document.text[:LEAD],
    )
