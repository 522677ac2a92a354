"""What a refresh did to the events that it joined anew: before and after."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from dateline.records import Event
from dateline.timeline.amending import CONFIRMED, SUPPRESSED
from dateline.timeline.lineage import lineage
from warehouse.store import registered

_STANDINGS = (SUPPRESSED, CONFIRMED)  # confidences that people give


@dataclass(frozen=True, slots=True)
class _State:
    """What a change tells of an event, before or after it."""

    title: str
    date: str | None
    event_type: str
    confidence: float
    collections: tuple[str, ...]

    @property
    def standing(self) -> float | None:
        return self.confidence if self.confidence in _STANDINGS else None


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


def state_before(connection: duckdb.DuckDBPyConnection, digests: Sequence[str]) -> Before:
    """The state of the store, given the digests of all blocks that there are now."""
    with registered(connection, "current", pa.table({"digest": pa.array(digests, pa.string())})):
        staying = connection.execute(
            "select distinct digest from event_blocks semi join current using (digest)"
        ).fetchall()
        gone = connection.execute(
            """
            select event_id
            from events
            anti join (select event_id from event_blocks semi join current using (digest)) using (event_id)
            order by event_id
            """
        ).fetchall()
    ids = tuple(row[0] for row in gone)
    with registered(connection, "gone", pa.table({"event_id": pa.array(ids, pa.string())})):
        event_of = connection.execute(
            """
            select mention_id, event_id
            from event_membership
            semi join gone using (event_id)
            semi join event_mentions using (mention_id)
            """
        ).fetchall()
    return Before(
        digests=frozenset(row[0] for row in staying),
        gone=ids,
        states=_states(connection, ids),
        event_of=dict(event_of),
        corrections=_applied(connection),
    )


def note_changes(
    connection: duckdb.DuckDBPyConnection,
    before: Before,
    events: Sequence[Event],
    event_of: Mapping[str, str],
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
    _write(connection, rows, before, after)
    return len(rows)


def _states(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Mapping[str, _State]:
    with registered(connection, "wanted", pa.table({"event_id": pa.array(ids, pa.string())})):
        rows = connection.execute(
            """
            select
                e.event_id,
                e.title,
                e.date_edtf,
                concat_ws('/', e.event_type, e.event_mode),
                e.confidence,
                coalesce(b.collections, [])
            from events as e
            semi join wanted using (event_id)
            left join event_blocks as b using (event_id)
            """
        ).fetchall()
    return {
        event_id: _State(title, date, event_type, confidence, tuple(collections))
        for event_id, title, date, event_type, confidence, collections in rows
    }


def _applied(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """The event of each correction that is applied."""
    return dict(
        connection.execute(
            """
            select correction_id, event_id
            from corrections
            where status = 'applied' and event_id is not null
            """
        ).fetchall()
    )


def _write(
    connection: duckdb.DuckDBPyConnection,
    changes: Sequence[tuple[str, str, str | None]],
    before: Before,
    after: Mapping[str, _State],
) -> None:
    now = _applied(connection)
    turned: defaultdict[str, set[str]] = defaultdict(set)  # corrections that came or went, by event
    for correction_id in now.keys() ^ before.corrections.keys():
        turned[now.get(correction_id) or before.corrections[correction_id]].add(correction_id)
    olds = [before.states.get(event_id) for event_id, _, _ in changes]
    news = [after.get(successor or event_id) for event_id, _, successor in changes]
    told = [new or old for old, new in zip(olds, news, strict=True)]
    columns: dict[str, pa.Array] = {
        "event_id": pa.array([event_id for event_id, _, _ in changes], pa.string()),
        "change": pa.array([change for _, change, _ in changes], pa.string()),
        "successor_id": pa.array([successor for _, _, successor in changes], pa.string()),
        "collections": pa.array(
            [state.collections if state else () for state in told], pa.list_(pa.string())
        ),
        "corrections": pa.array(
            [sorted(turned[event_id] | turned[successor or event_id]) for event_id, _, successor in changes],
            pa.list_(pa.string()),
        ),
    }
    for when, states in (("before", olds), ("after", news)):
        columns |= {
            f"title_{when}": pa.array([state and state.title for state in states], pa.string()),
            f"edtf_{when}": pa.array([state and state.date for state in states], pa.string()),
            f"type_{when}": pa.array([state and state.event_type for state in states], pa.string()),
            f"confidence_{when}": pa.array([state and state.confidence for state in states], pa.float64()),
        }
    with registered(connection, "noted", pa.table(columns)):
        connection.execute(
            """
            insert into event_changes by name
            select
                (select coalesce(max(refresh), 0) + 1 from refreshes) as refresh,
                *
            from noted
            """
        )
        connection.execute(
            """
            insert into event_lineage by name
            select event_id, successor_id, change
            from noted
            where change in ('merged', 'split', 'renamed', 'retracted')
            """
        )
    # an id that is in use again has no other
    connection.execute(
        "delete from event_lineage where event_id in (select event_id from events) and change <> 'split'"
    )
