"""What a refresh did to the events that it joined anew: before and after."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.records import Event, arrow_table
from dateline.timeline.lineage import lineage
from dateline.timeline.overrides import CONFIRMED, SUPPRESSED
from warehouse import changes
from warehouse.sql import Connection

_STANDINGS = (SUPPRESSED, CONFIRMED)  # confidences that people give


@dataclass(frozen=True, slots=True)
class _State:
    """What a change tells of an event, before or after it."""

    title: str
    date: str | None
    event_type: str
    confidence: float
    collections: Sequence[str]

    @property
    def standing(self) -> float | None:
        return self.confidence if self.confidence in _STANDINGS else None


@dataclass(frozen=True, slots=True)
class _Change:
    """A row of `event_changes`, without the number of the refresh."""

    event_id: str
    change: str
    successor_id: str | None
    collections: tuple[str, ...]
    corrections: tuple[str, ...]
    title_before: str | None
    edtf_before: str | None
    type_before: str | None
    confidence_before: float | None
    title_after: str | None
    edtf_after: str | None
    type_after: str | None
    confidence_after: float | None


@dataclass(frozen=True, slots=True)
class Before:
    """The store before a refresh joins anew.

    `digests` are the blocks that stay; `gone` the events of the others, `states` what these were, `event_of`
    the event of each mention of theirs that is still there, `corrections` the event of each correction.
    """

    digests: frozenset[str]
    gone: tuple[str, ...]
    states: Mapping[str, _State]
    event_of: Mapping[str, str]
    corrections: Mapping[str, str]


def state_before(connection: Connection, digests: Sequence[str]) -> Before:
    """The state of the store, given the digests of all blocks that there are now."""
    staying = changes.staying_digests(connection, digests)
    gone = changes.events_outside(connection, sorted(staying))
    return Before(
        digests=staying,
        gone=gone,
        states=_states(connection, gone),
        event_of=changes.event_of_mentions(connection, gone),
        corrections=changes.applied_corrections(connection),
    )


def add_changes(
    connection: Connection, before: Before, events: Sequence[Event], event_of: Mapping[str, str]
) -> int:
    """Add a row for each event that changed to `event_changes`, and ids that are gone to `event_lineage`.

    Call it when events, their blocks and the corrections are written. Returns the number of rows.
    """
    after = _states(connection, [event.event_id for event in events])
    rows: list[tuple[str, str, str | None]] = []  # event, change, successor
    replaced = lineage(before.event_of, event_of)
    successors = {each.successor_id for each in replaced}
    rows += [(each.event_id, each.change, each.successor_id) for each in replaced]
    untold = set(before.gone) - set(before.event_of.values()) - set(after)
    rows += [(event_id, "retracted", None) for event_id in sorted(untold)]
    for event_id in sorted(after):
        old, new = before.states.get(event_id), after[event_id]
        if old is None and event_id not in successors:
            rows.append((event_id, "added", None))
        elif old is not None and old.date != new.date:
            rows.append((event_id, "moved", None))
        elif old is not None and (old.event_type, old.standing) != (new.event_type, new.standing):
            rows.append((event_id, "revised", None))
    turned = _turned(before.corrections, changes.applied_corrections(connection))
    records = [
        _change(row, before.states.get(row[0]), after.get(row[2] or row[0]), turned[row[0]] | turned[row[2]])
        for row in rows
    ]
    changes.add_changes(connection, arrow_table(_Change, records))
    return len(rows)


def _states(connection: Connection, ids: Sequence[str]) -> Mapping[str, _State]:
    return {row[0]: _State(*row[1:]) for row in changes.event_states(connection, ids)}


def _turned(before: Mapping[str, str], now: Mapping[str, str]) -> defaultdict[str | None, set[str]]:
    """The corrections that came or went, by event."""
    turned: defaultdict[str | None, set[str]] = defaultdict(set)
    for correction_id in now.keys() ^ before.keys():
        turned[now.get(correction_id) or before[correction_id]].add(correction_id)
    return turned


def _change(
    row: tuple[str, str, str | None], old: _State | None, new: _State | None, corrections: set[str]
) -> _Change:
    shown = new or old
    return _Change(
        *row,
        tuple(shown.collections) if shown else (),
        tuple(sorted(corrections)),
        *(old.title, old.date, old.event_type, old.confidence) if old else (None,) * 4,
        *(new.title, new.date, new.event_type, new.confidence) if new else (None,) * 4,
    )
