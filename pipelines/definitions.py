"""The code location that Dagster loads."""

import dagster as dg

from pipelines.assets.extract import extraction
from pipelines.assets.ingest import documents, sources
from pipelines.assets.link import linking
from pipelines.assets.marts import marts
from pipelines.assets.publish import published_timeline
from pipelines.assets.summarise import summarising
from pipelines.jobs import refresh
from pipelines.resources import Workspace, workspace_from_environment
from pipelines.schedules import nightly_refresh
from pipelines.sensors import failed_runs, failing_sources, new_documents


def build_definitions(workspace: Workspace) -> dg.Definitions:
    """All definitions over a workspace; tests pass their own."""
    return dg.Definitions(
        assets=[sources, documents, extraction, linking, summarising, marts, published_timeline],
        jobs=[refresh],
        schedules=[nightly_refresh],
        sensors=[new_documents, failing_sources, failed_runs],
        resources={"workspace": workspace},
        executor=dg.in_process_executor,
    )


defs = build_definitions(workspace_from_environment())
