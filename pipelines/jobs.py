"""The one job: everything, from the sources to the published file."""

import dagster as dg

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description="Read what is new or changed in the sources, and publish the timeline.",
)


def run_config(*sources: str) -> dict[str, object]:
    """The run configuration that reads these sources only."""
    return {"ops": {"documents": {"config": {"sources": list(sources)}}}}
