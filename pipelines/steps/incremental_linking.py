"""Linking mentions to events: only the blocks that something new is in."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from dateline.records import Event, arrow_table
from dateline.timeline.blocking import blocks, story_keys
from dateline.timeline.corrections import Correction
from dateline.timeline.joining import group_block, group_keys, join_block, keys_of_corrections
from dateline.timeline.overrides import Override, find_overrides
from pipelines.steps.changes import add_changes, state_before
from pipelines.steps.link_candidates import Group, LinkCandidates, digest_of, link_candidates, records_of
from warehouse.changes import replace_corrections
from warehouse.events import reliability, replace_blocks, replace_events, story_groups
from warehouse.sql import Connection
from warehouse.store import replace_table, string_table


@dataclass(frozen=True, slots=True)
class _Correction:
    """A row of `corrections`, with the mention that it is applied to instead of the event."""

    correction_id: str
    line: int
    action: str
    event: str
    value: str
    corrected_by: str
    corrected_on: dt.date | None
    note: str
    status: str
    error: str | None
    mention_id: str | None


def link_blocks(connection: Connection, corrections: Sequence[Correction]) -> tuple[int, int]:
    """Bring the events up to the mentions and corrections; how many mentions were joined, and events changed.

    Mentions are grouped by stories, and the groups joined across stories; a block of either is done anew when
    a digest of all that goes into it is not the one that was kept with what came of it. Call it in a
    transaction.
    """
    have = link_candidates(connection)
    overrides, errors = find_overrides(corrections, have.candidates)
    grouped = _grouped(connection, have)
    found = _blocks([group for groups in grouped.values() for group in groups], have, overrides)
    before = state_before(connection, list(found))
    new = {digest: groups for digest, groups in found.items() if digest not in before.digests}
    stories = sorted(have.story_of.items())
    replace_table(
        connection,
        "story_documents",
        string_table(document_id=[key for key, _ in stories], story_id=[story for _, story in stories]),
    )
    replace_table(connection, "story_groups", _group_rows(grouped))
    events, event_of = _joined(connection, new, have, overrides)
    replace_events(connection, events, event_of, before.gone)
    block_of = {
        event_of[mention]: digest for digest, groups in new.items() for group in groups for mention in group
    }
    replace_blocks(connection, before.gone, block_of)
    replace_corrections(connection, _correction_rows(corrections, overrides, errors))
    return len(event_of), add_changes(connection, before, events, event_of)


def _grouped(connection: Connection, have: LinkCandidates) -> Mapping[str, list[Group]]:
    """The groups of each block of stories, by its digest: those that were kept, the others made anew."""
    ids = list(have.candidates)
    kept: dict[str, list[Group]] = {}
    for digest, mention_ids in story_groups(connection):
        kept.setdefault(digest, []).append(tuple(mention_ids))
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
    groups: Sequence[Group], have: LinkCandidates, overrides: Sequence[Override]
) -> Mapping[str, list[Group]]:
    """The blocks of groups that are joined across stories, by their digests."""
    corrected = keys_of_corrections(overrides)
    found: dict[str, list[Group]] = {}
    for block in blocks(group_keys(group, have.candidates, corrected) for group in groups):
        members = sorted(groups[number] for number in block)
        inputs = [[(each, have.digests[each], corrected.get(each)) for each in group] for group in members]
        found[digest_of(inputs)] = members
    return found


def _joined(
    connection: Connection,
    found: Mapping[str, Sequence[Group]],
    have: LinkCandidates,
    overrides: Sequence[Override],
) -> tuple[list[Event], dict[str, str]]:
    """The events of blocks, and the event of each of their mentions."""
    letters = reliability(connection)
    events: list[Event] = []
    event_of: dict[str, str] = {}
    for groups, documents in records_of(connection, found.values()):
        joined = join_block(groups, documents, have.story_of, letters, overrides)
        events += joined.events
        event_of |= joined.event_of
    return events, event_of


def _group_rows(grouped: Mapping[str, Sequence[Group]]) -> pa.Table:
    rows = [
        (mention, group[0], digest)
        for digest, groups in grouped.items()
        for group in groups
        for mention in group
    ]
    return string_table(
        mention_id=[mention for mention, _, _ in rows],
        group_id=[first for _, first, _ in rows],
        digest=[digest for _, _, digest in rows],
    )


def _correction_rows(
    corrections: Sequence[Correction], overrides: Sequence[Override], errors: Mapping[str, str]
) -> pa.Table:
    """The log of corrections with what became of each line."""
    mention_of = {each.correction.correction_id: each.mention_id for each in overrides}
    rows = []
    for each in corrections:
        error = each.error or (errors.get(each.correction_id) if each.in_force else None)
        rows.append(
            _Correction(
                *(each.correction_id, each.line, each.action, each.event, each.value),
                *(each.by, each.on, each.note),
                status="failed" if error else "undone" if each.undone else "applied",
                error=error,
                mention_id=mention_of.get(each.correction_id) if each.in_force else None,
            )
        )
    return arrow_table(_Correction, rows)
