"""Steps that write several tables: an asset and the checks for each of them."""

from collections.abc import Mapping, Sequence

import dagster as dg

from pipelines.assets.ingest import OWNERS
from pipelines.checks import check_specs


def asset_specs(
    descriptions: Mapping[str, str], group: str, deps: Sequence[str], kinds: set[str]
) -> list[dg.AssetSpec]:
    """The assets of tables, given with their descriptions, that one step writes."""
    return [
        dg.AssetSpec(table, deps=deps, group_name=group, kinds=kinds, owners=OWNERS, description=description)
        for table, description in descriptions.items()
    ]


def table_checks(
    tables: Sequence[str], also_checked: Mapping[str, Sequence[str]] | None = None
) -> list[dg.AssetCheckSpec]:
    """The checks of tables that one step writes, and of others that are checked with one of them."""
    also = also_checked or {}
    return [spec for table in tables for spec in check_specs(table, *also.get(table, ()), asset=table)]
