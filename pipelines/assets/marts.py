"""The published tables: an asset for each file of warehouse/marts, all made in one step."""

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


def _upstream(name: str) -> list[str]:
    tables = {_WRITTEN_WITH.get(table, table) for table in mart(name).upstream}
    if "event_mentions" in tables:
        tables.add("events")  # which write into a mention the event that it belongs to
    return sorted(tables)


@dg.multi_asset(
    name="marts",
    specs=[
        dg.AssetSpec(
            name,
            deps=_upstream(name),
            group_name="marts",
            kinds={"duckdb", "sql"},
            owners=OWNERS,
            description=f"{mart(name).row}.",
            skippable=True,
        )
        for name in mart_names()
    ],
    check_specs=[spec for name in mart_names() for spec in check_specs(name, asset=name)],
    pool=POOL,
    can_subset=True,
)
def marts(context: dg.AssetExecutionContext, workspace: Workspace) -> Iterator[dg.MaterializeResult[None]]:
    """Make the selected tables anew, each after those that it reads."""
    selected = {key.to_user_string() for key in context.selected_asset_keys}
    with workspace.store() as connection:
        for name in mart_names():
            if name in selected:
                with transaction(connection):
                    build_mart(connection, name)
                yield result(connection, name)
