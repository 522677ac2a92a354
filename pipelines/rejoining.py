"""Joining mentions to events: only the blocks that something new is in."""

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from dateline.records import Event
from dateline.timeline.amending import Amendment, amendments
from dateline.timeline.blocking import blocks, story_keys
from dateline.timeline.corrections import Correction
from dateline.timeline.joining import group_block, group_keys, join_block, keys_of_corrections
from pipelines.changes import note_changes, state_before
from pipelines.corrections import note_corrections
from pipelines.joinable import Group, Joinable, digest_of, joinable, records_of
from warehouse.load import replace_events
from warehouse.store import registered, replace_table


def rejoin(connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]) -> tuple[int, int]:
    """Bring the events up to the mentions and corrections; how many mentions were joined, and events changed.

    Mentions are grouped by stories, and the groups joined across stories; a block of either is done anew when
    a digest of all that goes into it is not the one that was kept with what came of it. Call it in a
    transaction.
    """
    have = joinable(connection)
    amended, errors = amendments(corrections, have.candidates)
    grouped = _grouped(connection, have)
    found = _blocks([group for groups in grouped.values() for group in groups], have, amended)
    before = state_before(connection, list(found))
    new = {digest: groups for digest, groups in found.items() if digest not in before.digests}
    replace_table(connection, "story_documents", _story_rows(have.story_of))
    replace_table(connection, "story_groups", _group_rows(grouped))
    events, event_of = _joined(connection, new, have, amended)
    replace_events(connection, events, event_of, before.gone)
    _note_blocks(connection, before.gone, new, event_of)
    note_corrections(connection, corrections, amended, errors)
    return len(event_of), note_changes(connection, before, events, event_of)


def _grouped(connection: duckdb.DuckDBPyConnection, have: Joinable) -> Mapping[str, list[Group]]:
    """The groups of each block of stories, by its digest: those that were kept, the others made anew."""
    ids = list(have.candidates)
    kept: dict[str, list[Group]] = {}
    for digest, members in connection.execute(
        """
        select digest, list(mention_id order by mention_id)
        from story_groups
        group by digest, group_id
        order by digest, group_id
        """
    ).fetchall():
        kept.setdefault(digest, []).append(tuple(members))
    found: dict[str, list[Group]] = {}
    for block in blocks(story_keys(have.candidates[mention]) for mention in ids):
        members = sorted(ids[number] for number in block)
        digest = digest_of([(mention, have.digests[mention]) for mention in members])
        found[digest] = kept.get(digest) or [tuple(members)]
    new = [digest for digest in found if digest not in kept]
    records = records_of(connection, [found[digest] for digest in new])
    for digest, ((mentions,), documents) in zip(new, records, strict=True):
        found[digest] = [
            tuple(sorted(mention.mention_id for mention in group))
            for group in group_block(mentions, documents, have.story_of)
        ]
    return found


def _blocks(
    groups: Sequence[Group], have: Joinable, amended: Sequence[Amendment]
) -> Mapping[str, list[Group]]:
    """The blocks of groups that are joined across stories, by their digests."""
    corrected = keys_of_corrections(amended)
    found: dict[str, list[Group]] = {}
    for block in blocks(group_keys(group, have.candidates, corrected) for group in groups):
        members = sorted(groups[number] for number in block)
        told = [[(each, have.digests[each], corrected.get(each)) for each in group] for group in members]
        found[digest_of(told)] = members
    return found


def _joined(
    connection: duckdb.DuckDBPyConnection,
    found: Mapping[str, Sequence[Group]],
    have: Joinable,
    amended: Sequence[Amendment],
) -> tuple[list[Event], dict[str, str]]:
    """The events of blocks, and the event of each of their mentions."""
    reliability = dict(connection.execute("select source_id, reliability from sources").fetchall())
    events: list[Event] = []
    event_of: dict[str, str] = {}
    for groups, documents in records_of(connection, found.values()):
        joined = join_block(groups, documents, have.story_of, reliability, amended)
        events += joined.events
        event_of |= joined.event_of
    return events, event_of


def _story_rows(story_of: Mapping[str, str]) -> pa.Table:
    ids = sorted(story_of)
    return pa.table(
        {
            "document_id": pa.array(ids, pa.string()),
            "story_id": pa.array([story_of[document] for document in ids], pa.string()),
        }
    )


def _group_rows(grouped: Mapping[str, Sequence[Group]]) -> pa.Table:
    rows = [
        (mention, group[0], digest)
        for digest, groups in grouped.items()
        for group in groups
        for mention in group
    ]
    return pa.table(
        {
            "mention_id": pa.array([mention for mention, _, _ in rows], pa.string()),
            "group_id": pa.array([first for _, first, _ in rows], pa.string()),
            "digest": pa.array([digest for _, _, digest in rows], pa.string()),
        }
    )


def _note_blocks(
    connection: duckdb.DuckDBPyConnection,
    gone: Sequence[str],
    new: Mapping[str, Sequence[Group]],
    event_of: Mapping[str, str],
) -> None:
    """Note from which block each event is, and the topics of the documents that report it."""
    block_of = {
        event_of[mention]: digest for digest, groups in new.items() for group in groups for mention in group
    }
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
            join event_membership as b using (event_id)
            join event_mentions as m using (mention_id)
            join documents as d using (document_id)
            group by n.event_id, n.digest
            order by n.event_id
            """
        )
