"""The published tables: an asset for each file of warehouse/marts."""

from collections.abc import Iterator

import dagster as dg

from pipelines.assets.ingest import OWNERS, POOL
from pipelines.checks import check_specs
from pipelines.metadata import result
from pipelines.resources import Workspace
from warehouse.marts import build_mart, mart, mart_names
from warehouse.store import transaction

# Tables that no asset is named after: the asset that writes them stands for them.
_WRITTEN_WITH = {
    "source_status": "documents",
    "files": "documents",
    "fetches": "documents",
    "refreshes": "events",
}


def _mart_asset(name: str) -> dg.AssetsDefinition:
    upstream = {_WRITTEN_WITH.get(table, table) for table in mart(name).upstream}
    if "event_mentions" in upstream:
        upstream.add("events")  # which write into a mention the event that it belongs to

    @dg.asset(
        name=name,
        deps=sorted(upstream),
        group_name="marts",
        kinds={"duckdb", "sql"},
        owners=OWNERS,
        pool=POOL,
        description=f"{mart(name).row}.",
        check_specs=check_specs(name, asset=name),
    )
    def build(workspace: Workspace) -> Iterator[dg.MaterializeResult[None]]:
        with workspace.store() as connection:
            with transaction(connection):
                build_mart(connection, name)
            yield result(connection, name)

    return build


marts = [_mart_asset(name) for name in mart_names()]
