"""What joining asks of the store: a light row of every mention, and records of those that are joined anew."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from dateline.records import Document, EventMention
from dateline.timeline.blocking import Candidate
from dateline.timeline.stories import LEAD, Lead, stories
from dateline.versions import timeline_version
from warehouse import read

_CHUNK = 20_000  # mentions that are held as records at a time

Group = tuple[str, ...]  # the ids of mentions that are one occurrence, in order

# Mentions that events are joined from, with a digest of all that joining asks of them.
_JOINABLE = """
    with took_part as (
        select
            p.mention_id,
            list(
                {'role': p.role, 'name': e.name, 'iso3': e.iso3} order by p.role, p.char_start, p.entity_id
            ) as names,
            list(p order by p.role, p.char_start, p.entity_id) as participants
        from participants as p
        join entities as e using (entity_id)
        group by p.mention_id
    ),
    told as (
        select * exclude (engine_version, codebook_version, found_by, date_sentence_start, date_sentence_end)
        from event_mentions
    )
    select
        m.mention_id,
        m.document_id,
        m.char_start,
        m.event_type,
        m.trigger,
        m.date_earliest,
        m.date_latest,
        m.date_confidence,
        coalesce(t.names, []) as names,
        hash(m, t.names, t.participants, d.source_id, d.publisher, d.published_at, d.title, s.reliability)
            as digest
    from told as m
    join current_documents as d using (document_id)
    left join sources as s using (source_id)
    left join took_part as t using (mention_id)
    order by m.document_id, m.char_start, m.mention_id
"""


@dataclass(frozen=True, slots=True)
class Joinable:
    """All mentions that are joined, by id: what their keys are made of, and a digest of all else.

    `story_of` gives the story of each document.
    """

    story_of: Mapping[str, str]
    candidates: Mapping[str, Candidate]
    digests: Mapping[str, str]


def joinable(connection: duckdb.DuckDBPyConnection) -> Joinable:
    """The mentions of the documents that are read and no duplicate."""
    story_of = stories(_leads(connection))
    candidates: dict[str, Candidate] = {}
    digests: dict[str, str] = {}
    for batch in connection.execute(_JOINABLE).to_arrow_reader(_CHUNK):
        for row in batch.to_pylist():
            candidate = _candidate(row, story_of[row["document_id"]])
            candidates[row["mention_id"]] = candidate
            digests[row["mention_id"]] = f"{row['digest']} {candidate.story}"
    return Joinable(story_of, candidates, digests)


def digest_of(told: object) -> str:
    """A digest of what a block is joined from."""
    return hashlib.sha256(repr((timeline_version(), told)).encode()).hexdigest()[:16]


def records_of(
    connection: duckdb.DuckDBPyConnection, found: Iterable[Sequence[Group]]
) -> Iterator[tuple[list[list[EventMention]], Mapping[str, Document]]]:
    """The mentions of the groups of each block, with their documents by id; held in memory by chunks."""
    for chunk in _chunks(found):
        ids = [mention for groups in chunk for group in groups for mention in group]
        mentions = {mention.mention_id: mention for mention in read.mentions(connection, ids)}
        told = sorted({mention.document_id for mention in mentions.values()})
        documents = {document.document_id: document for document in read.documents(connection, told)}
        for groups in chunk:
            yield [[mentions[mention] for mention in group] for group in groups], documents


def _leads(connection: duckdb.DuckDBPyConnection) -> list[Lead]:
    rows = connection.execute(
        f"""
        select document_id, collection, published_at, title, substring(text, 1, {LEAD}) as text
        from current_documents
        """
    ).fetchall()
    return [Lead(*row) for row in rows]


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
