"""The one job: everything, from the sources to the published file."""

from collections.abc import Mapping

import dagster as dg

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description="Read what is new or changed in the sources, and publish the timeline.",
)


# Dagster's own messages go to the event log; on the console only what is critical.
QUIET: Mapping[str, object] = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def reading(from_landing: bool) -> dict[str, object]:
    """The run configuration that reads anew from the landing folder, or else fetches."""
    return {"ops": {"documents": {"config": {"from_landing": from_landing}}}}
