"""Days and months of the collections: how salient they are, and their summaries."""

from collections.abc import Iterator

import dagster as dg

from pipelines.assets.ingest import OWNERS, POOL
from pipelines.checks import check_specs
from pipelines.metadata import result
from pipelines.resources import Workspace
from pipelines.summarising import summarise_collections


@dg.asset(
    group_name="link",
    kinds={"duckdb", "python"},
    owners=OWNERS,
    pool=POOL,
    deps=["documents", "time_expressions", "event_mentions"],
    check_specs=check_specs("summaries", asset="summaries"),
)
def summaries(workspace: Workspace) -> Iterator[dg.MaterializeResult[None]]:
    """Summaries of days and months, in sentences of the documents; only of collections that changed."""
    with workspace.store() as connection:
        done = summarise_collections(connection)
        yield result(connection, "summaries", summarised=done.summarised, unchanged=done.unchanged)
