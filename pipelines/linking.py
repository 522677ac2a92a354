"""Joining the mentions of the store to events: only the blocks that something new is in."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from dateline.records import Event
from dateline.timeline import corrections as log
from dateline.timeline.amending import Amendment, amendments
from dateline.timeline.blocking import Key, blocks, keys_of
from dateline.timeline.joining import JOINING_VERSION, join_block, keys_of_corrections
from dateline.timeline.stories import LEAD, Lead, stories
from pipelines.changes import note_changes, state_before
from warehouse import read
from warehouse.load import replace_events
from warehouse.store import registered, replace_table, transaction

_CHUNK = 20_000  # mentions that are held as records at a time

# Mentions that events are joined from, with a digest of all that joining asks of them.
_JOINABLE = """
    with took_part as (
        select
            p.mention_id,
            list({'name': e.name, 'iso3': e.iso3} order by p.role, p.char_start, p.entity_id) as names,
            list(p order by p.role, p.char_start, p.entity_id) as participants
        from participants as p
        join entities as e using (entity_id)
        group by p.mention_id
    ),
    told as (
        select * exclude (event_id, engine_version, codebook_version)
        from event_mentions
    )
    select
        m.mention_id,
        m.document_id,
        m.event_type,
        m.trigger,
        m.date_earliest,
        m.date_latest,
        m.date_confidence,
        coalesce(t.names, []) as names,
        hash(m, t.names, t.participants, d.source_id, d.publisher, d.published_at, s.reliability) as digest
    from told as m
    join documents as d using (document_id)
    left join sources as s using (source_id)
    left join took_part as t using (mention_id)
    where d.status = 'read' and d.duplicate_of is null
    order by m.document_id, m.char_start, m.mention_id
"""


@dataclass(frozen=True, slots=True)
class Linked:
    """How many mentions there are, how many were joined anew, and how many events changed thereby."""

    mentions: int
    joined: int
    changed: int


def link(
    connection: duckdb.DuckDBPyConnection, corrections: Sequence[log.Correction], now: dt.datetime
) -> Linked:
    """Bring the events up to the mentions and corrections, in one transaction.

    The events depend on these alone, however they came to be there: a block is joined anew when a digest of
    all that goes into it is not the one that its events were made with.
    """
    (total,) = connection.execute("select count(*) from event_mentions").fetchall()[0]
    fingerprint = _fingerprint(connection, corrections)
    last = connection.execute("select fingerprint from refreshes order by refresh desc limit 1").fetchall()
    if last == [(fingerprint,)]:
        return Linked(total, 0, 0)
    story_of = stories(_leads(connection))
    rows = connection.execute(_JOINABLE).to_arrow_table().to_pylist()
    amended, errors = amendments(corrections, (row["mention_id"] for row in rows))
    corrected = keys_of_corrections(amended)
    keys = [[*_keys(row, story_of), *corrected.get(row["mention_id"], ())] for row in rows]
    found: dict[str, list[str]] = {}
    for block in blocks(keys):
        members = [rows[number] for number in block]
        found[_digest(members, story_of, corrected)] = [row["mention_id"] for row in members]
    before = state_before(connection, list(found))
    new = {digest: ids for digest, ids in found.items() if digest not in before.digests}
    with transaction(connection):
        replace_table(connection, "story_documents", _story_rows(story_of))
        events, event_of = _joined(connection, new, story_of, amended)
        replace_events(connection, events, event_of, before.gone)
        _note_blocks(connection, before.gone, new, event_of)
        _note_corrections(connection, corrections, amended, errors)
        changed = note_changes(connection, before, events, event_of)
        connection.execute(
            "insert into refreshes select coalesce(max(refresh), 0) + 1, ?, ? from refreshes",
            [now, fingerprint],
        )
    return Linked(total, len(event_of), changed)


def _fingerprint(connection: duckdb.DuckDBPyConnection, corrections: Sequence[log.Correction]) -> str:
    """A digest of all that joining depends on, cheap beside the joining."""
    sums = connection.execute(
        f"""
        select
            (select sum(hash(m)) from (select * exclude (event_id) from event_mentions) as m),
            (select sum(hash(p)) from participants as p),
            (select sum(hash(n)) from entities as n),
            (
                select
                    sum(
                        hash(
                            document_id, source_id, collection, publisher, published_at, title,
                            substring(text, 1, {LEAD})
                        )
                    )
                from documents
                where status = 'read' and duplicate_of is null
            ),
            (select sum(hash(source_id, reliability)) from sources)
        """
    ).fetchall()
    return hashlib.sha256(repr((JOINING_VERSION, corrections, sums)).encode()).hexdigest()


def _leads(connection: duckdb.DuckDBPyConnection) -> list[Lead]:
    rows = connection.execute(
        f"""
        select document_id, collection, published_at, title, substring(text, 1, {LEAD}) as text
        from documents
        where status = 'read' and duplicate_of is null
        """
    ).fetchall()
    return [Lead(*row) for row in rows]


def _keys(row: Mapping[str, Any], story_of: Mapping[str, str]) -> list[Key]:
    return keys_of(
        story_of[row["document_id"]],
        row["event_type"],
        row["trigger"],
        ((each["name"], each["iso3"]) for each in row["names"]),
        (row["date_earliest"], row["date_latest"], row["date_confidence"]),
    )


def _digest(
    members: Iterable[Mapping[str, Any]],
    story_of: Mapping[str, str],
    corrected: Mapping[str, Sequence[Key]],
) -> str:
    """A digest of all that the events of a block depend on."""
    told = sorted(
        (row["mention_id"], row["digest"], story_of[row["document_id"]], corrected.get(row["mention_id"]))
        for row in members
    )
    return hashlib.sha256(repr((JOINING_VERSION, told)).encode()).hexdigest()[:16]


def _joined(
    connection: duckdb.DuckDBPyConnection,
    found: Mapping[str, Sequence[str]],
    story_of: Mapping[str, str],
    amended: Sequence[Amendment],
) -> tuple[list[Event], dict[str, str]]:
    """The events of blocks, given the mention ids of each, and the event of every mention."""
    reliability = dict(connection.execute("select source_id, reliability from sources").fetchall())
    events: list[Event] = []
    event_of: dict[str, str] = {}
    for chunk in _chunks(found.values()):
        mentions = {
            mention.mention_id: mention
            for mention in read.mentions(connection, [mention for block in chunk for mention in block])
        }
        ids = sorted({mention.document_id for mention in mentions.values()})
        documents = {document.document_id: document for document in read.documents(connection, ids)}
        for block in chunk:
            joined = join_block(
                [mentions[mention] for mention in block], documents, story_of, reliability, amended
            )
            events += joined.events
            event_of |= joined.event_of
    return events, event_of


def _chunks(found: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    chunk: list[Sequence[str]] = []
    size = 0
    for block in found:
        chunk.append(block)
        size += len(block)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _story_rows(story_of: Mapping[str, str]) -> pa.Table:
    ids = sorted(story_of)
    return pa.table(
        {
            "document_id": pa.array(ids, pa.string()),
            "story_id": pa.array([story_of[document] for document in ids], pa.string()),
        }
    )


def _note_blocks(
    connection: duckdb.DuckDBPyConnection,
    gone: Sequence[str],
    new: Mapping[str, Sequence[str]],
    event_of: Mapping[str, str],
) -> None:
    """Note from which block each event is, and the topics of the documents that report it."""
    block_of = {event_of[mention]: digest for digest, block in new.items() for mention in block}
    rows = pa.table(
        {
            "event_id": pa.array(block_of.keys(), pa.string()),
            "digest": pa.array(block_of.values(), pa.string()),
        }
    )
    with registered(connection, "gone", pa.table({"event_id": pa.array(gone, pa.string())})):
        connection.execute("delete from event_blocks where event_id in (select event_id from gone)")
    with registered(connection, "noted", rows):
        connection.execute(
            """
            insert into event_blocks by name
            select
                n.event_id,
                n.digest,
                list(distinct d.collection order by d.collection) as collections
            from noted as n
            join event_mentions as m using (event_id)
            join documents as d using (document_id)
            group by n.event_id, n.digest
            order by n.event_id
            """
        )


def _note_corrections(
    connection: duckdb.DuckDBPyConnection,
    corrections: Sequence[log.Correction],
    amended: Sequence[Amendment],
    errors: Mapping[str, str],
) -> None:
    """Make the log a table, with what became of each line."""
    mention_of = {each.correction.correction_id: each.mention_id for each in amended}
    faults = [
        each.error or (errors.get(each.correction_id) if each.in_force else None) for each in corrections
    ]
    rows = pa.table(
        {
            "correction_id": pa.array([each.correction_id for each in corrections], pa.string()),
            "line": pa.array([each.line for each in corrections], pa.int64()),
            "action": pa.array([each.action for each in corrections], pa.string()),
            "event": pa.array([each.event for each in corrections], pa.string()),
            "value": pa.array([each.value for each in corrections], pa.string()),
            "corrected_by": pa.array([each.by for each in corrections], pa.string()),
            "corrected_on": pa.array([each.on for each in corrections], pa.date32()),
            "note": pa.array([each.note for each in corrections], pa.string()),
            "status": pa.array(
                [
                    "failed" if fault else "undone" if each.undone else "applied"
                    for each, fault in zip(corrections, faults, strict=True)
                ],
                pa.string(),
            ),
            "error": pa.array(faults, pa.string()),
            "mention_id": pa.array(
                [mention_of.get(each.correction_id) if each.in_force else None for each in corrections],
                pa.string(),
            ),
        }
    )
    connection.execute("delete from corrections")
    with registered(connection, "noted", rows):
        connection.execute(
            """
            insert into corrections by name
            select
                n.* exclude (mention_id),
                m.event_id
            from noted as n
            left join event_mentions as m using (mention_id)
            order by n.line
            """
        )
