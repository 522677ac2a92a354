"""What became of people's corrections."""

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from dateline.timeline.amending import Amendment
from dateline.timeline.corrections import Correction
from warehouse.store import registered


def note_corrections(
    connection: duckdb.DuckDBPyConnection,
    corrections: Sequence[Correction],
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
            left join event_membership as m using (mention_id)
            order by n.line
            """
        )
