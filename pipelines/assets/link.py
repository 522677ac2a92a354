"""Mentions joined to events: one step, two tables."""

from collections.abc import Iterator

import dagster as dg

from pipelines.assets.ingest import POOL
from pipelines.assets.tables import asset_specs, table_checks
from pipelines.metadata import result
from pipelines.resources import Workspace
from pipelines.steps.link import link

_DESCRIPTIONS = {
    "events": "Events: the joined reports of one occurrence, with date, participants and conflicts.",
    "event_membership": "The event that a mention belongs to.",
    "event_participants": "Who took part in an event, and in which role.",
    "story_documents": "The story that a document tells.",
    "event_changes": "What each refresh did to the events, with before and after.",
    "corrections": "What people corrected, and what became of it.",
}
_ALSO_CHECKED = {"event_changes": ["event_lineage"]}


@dg.multi_asset(
    name="linking",
    specs=asset_specs(
        _DESCRIPTIONS, "link", ["event_mentions", "participants", "entities"], {"duckdb", "python"}
    ),
    check_specs=table_checks(list(_DESCRIPTIONS), _ALSO_CHECKED),
    pool=POOL,
)
def linking(workspace: Workspace) -> Iterator[dg.MaterializeResult[None]]:
    """Join the mentions of one event, within and across documents."""
    with workspace.store() as connection:
        done = link(connection, workspace.corrections(), workspace.now())
        counts = {"mentions": done.mentions, "joined": done.joined, "changed": done.changed}
        for table in _DESCRIPTIONS:
            also = _ALSO_CHECKED.get(table, ())
            yield result(connection, table, *also, **(counts if table == "events" else {}))
