"""What linking asks of the store: a light row of every mention, and records of those that are joined anew."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.records import Document, EventMention, records_from
from dateline.timeline.blocking import Candidate
from dateline.timeline.stories import LEAD, Lead, stories
from dateline.versions import timeline_version
from warehouse import mentions as stored
from warehouse.documents import documents as documents_of
from warehouse.documents import leads
from warehouse.sql import Connection

_CHUNK = 20_000  # mentions that are held as records at a time

Group = tuple[str, ...]  # the ids of mentions that are one occurrence, in order


@dataclass(frozen=True, slots=True)
class LinkCandidates:
    """All mentions that are linked, by id: what their keys are made of, and a digest of all else.

    `story_of` gives the story of each document.
    """

    story_of: Mapping[str, str]
    candidates: Mapping[str, Candidate]
    digests: Mapping[str, str]


def link_candidates(connection: Connection) -> LinkCandidates:
    """The mentions of the documents that are read and no duplicate."""
    story_of = stories(records_from(Lead, leads(connection, LEAD)))
    candidates: dict[str, Candidate] = {}
    digests: dict[str, str] = {}
    for row in stored.link_candidates(connection):
        candidate = _candidate(row, story_of[row["document_id"]])
        candidates[row["mention_id"]] = candidate
        digests[row["mention_id"]] = f"{row['digest']} {candidate.story}"
    return LinkCandidates(story_of, candidates, digests)


def digest_of(inputs: object) -> str:
    """A digest of what a block is joined from."""
    return hashlib.sha256(repr((timeline_version(), inputs)).encode()).hexdigest()[:16]


def records_of(
    connection: Connection, found: Iterable[Sequence[Group]]
) -> Iterator[tuple[list[list[EventMention]], Mapping[str, Document]]]:
    """The mentions of the groups of each block, with their documents by id; held in memory by chunks."""
    for chunk in _chunks(found):
        ids = [mention for groups in chunk for group in groups for mention in group]
        mentions = {mention.mention_id: mention for mention in stored.mentions(connection, ids)}
        document_ids = sorted({mention.document_id for mention in mentions.values()})
        documents = {document.document_id: document for document in documents_of(connection, document_ids)}
        for groups in chunk:
            yield [[mentions[mention] for mention in group] for group in groups], documents


def _candidate(row: Mapping[str, Any], story: str) -> Candidate:
    sides = {
        role: tuple((each["name"], each["iso3"]) for each in row["names"] if each["role"] == role)
        for role in ("actor", "recipient")
    }
    return Candidate(
        story=story,
        document_id=row["document_id"],
        char_start=row["char_start"],
        event_type=row["event_type"],
        trigger=row["trigger"],
        actors=sides["actor"],
        recipients=sides["recipient"],
        earliest=row["date_earliest"],
        latest=row["date_latest"],
        date_confidence=row["date_confidence"],
    )


def _chunks(found: Iterable[Sequence[Group]]) -> Iterator[list[Sequence[Group]]]:
    chunk: list[Sequence[Group]] = []
    size = 0
    for groups in found:
        chunk.append(groups)
        size += sum(map(len, groups))
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
