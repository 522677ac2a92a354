"""The published tables: an asset for each file of warehouse/marts, all made in one step."""

from collections.abc import Iterator

import dagster as dg

from pipelines.assets.ingest import OWNERS, POOL
from pipelines.assets.tables import table_checks
from pipelines.metadata import result
from pipelines.resources import Workspace
from warehouse.marts import mart, mart_names, refresh_marts

# Tables that no asset is named after: the asset that writes them stands for them.
_WRITTEN_WITH = {
    "source_status": "documents",
    "files": "documents",
    "fetches": "documents",
    "refreshes": "events",
}


def _upstream(name: str) -> list[str]:
    return sorted({_WRITTEN_WITH.get(table, table) for table in mart(name).upstream})


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
    check_specs=table_checks(mart_names()),
    pool=POOL,
    can_subset=True,
)
def marts(context: dg.AssetExecutionContext, workspace: Workspace) -> Iterator[dg.MaterializeResult[None]]:
    """Make those of the selected tables anew whose inputs changed, each after those that it reads."""
    selected = {key.to_user_string() for key in context.selected_asset_keys}
    names = [name for name in mart_names() if name in selected]
    with workspace.store() as connection:
        for name, is_made in refresh_marts(connection, names):
            yield result(connection, name, made_anew=is_made)
