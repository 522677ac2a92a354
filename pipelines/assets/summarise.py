"""Summaries of the collections, in sentences of their documents: one step, two tables."""

from collections.abc import Iterator

import dagster as dg

from pipelines.assets.ingest import POOL
from pipelines.assets.tables import asset_specs, table_checks
from pipelines.metadata import result
from pipelines.resources import Workspace
from pipelines.steps.summarise import summarise_collections

_DESCRIPTIONS = {
    "summaries": "Days and months: how salient they are, and their summaries.",
    "story_summaries": "Stories in sentences of their documents.",
}


@dg.multi_asset(
    name="summarising",
    specs=asset_specs(
        _DESCRIPTIONS,
        "link",
        ["documents", "time_expressions", "event_mentions", "story_documents"],
        {"duckdb", "python"},
    ),
    check_specs=table_checks(list(_DESCRIPTIONS)),
    pool=POOL,
)
def summarising(workspace: Workspace) -> Iterator[dg.MaterializeResult[None]]:
    """Summarise days, months and stories; only of collections that changed."""
    with workspace.store() as connection:
        done = summarise_collections(connection)
        counts = {"summarised": done.summarised, "unchanged": done.unchanged}
        for table in _DESCRIPTIONS:
            yield result(connection, table, **(counts if table == "summaries" else {}))
