"""The rules of warehouse/checks as asset checks of the assets that write the tables."""

from collections.abc import Sequence

import dagster as dg

from pipelines.markdown import cell
from warehouse.checks import checks, run_checks
from warehouse.sql import Connection


def check_specs(*tables: str, asset: str) -> list[dg.AssetCheckSpec]:
    """The store's checks of some tables, as checks of the asset that writes them."""
    return [
        dg.AssetCheckSpec(check.name, asset=asset, description=check.rule)
        for table in tables
        for check in checks(table)
    ]


def check_results(connection: Connection, *tables: str, asset: str) -> list[dg.AssetCheckResult]:
    """Run the checks of some tables."""
    return [
        dg.AssetCheckResult(
            passed=result.passed,
            check_name=result.name,
            asset_key=asset,
            severity=dg.AssetCheckSeverity.ERROR
            if result.severity == "error"
            else dg.AssetCheckSeverity.WARN,
            metadata={"rows": result.row_count, "sample": dg.MetadataValue.md(_lines(result.sample))},
        )
        for table in tables
        for result in run_checks(connection, table)
    ]


def _lines(rows: Sequence[dict[str, object]]) -> str:
    return "\n".join("- " + ", ".join(f"{key}: {cell(value)}" for key, value in row.items()) for row in rows)
