"""The file that analysts open."""

import dagster as dg

from pipelines.assets.ingest import OWNERS, POOL
from pipelines.partitions import NIGHTLY
from pipelines.resources import Workspace
from warehouse.marts import mart_names
from warehouse.publish import publish


@dg.asset(
    deps=list(mart_names()),
    group_name="publish",
    kinds={"duckdb"},
    owners=OWNERS,
    pool=POOL,
    freshness_policy=NIGHTLY,
)
def published_timeline(workspace: Workspace) -> dg.MaterializeResult[None]:
    """A snapshot of the store, put in the place of timeline.duckdb all at once; readers never wait."""
    publish(workspace.working, workspace.published)
    return dg.MaterializeResult(
        metadata={
            "path": dg.MetadataValue.path(workspace.published.resolve()),
            "bytes": workspace.published.stat().st_size,
        }
    )
