"""What Dagster shows of a table: its columns, its rows, a preview."""

import dagster as dg

from pipelines.checks import check_results
from pipelines.markdown import cell
from warehouse.sql import Connection
from warehouse.tables import columns_of, first_rows, row_count

_PREVIEW_ROWS = 8
_PREVIEW_COLUMNS = 8


def table_metadata(connection: Connection, table: str) -> dict[str, dg.MetadataValue]:
    """Row count, column schema with the comments, and a preview of a table in Markdown."""
    columns = columns_of(connection, table)
    shown = [column.name for column in columns[:_PREVIEW_COLUMNS]]
    rows = first_rows(connection, table, shown, _PREVIEW_ROWS)
    lines = [shown, ["---"] * len(shown), *([cell(value) for value in row] for row in rows)]
    schema = dg.TableSchema(
        columns=[dg.TableColumn(each.name, each.kind, description=each.meaning) for each in columns]
    )
    return {
        "dagster/row_count": dg.MetadataValue.int(row_count(connection, table)),
        "dagster/column_schema": dg.MetadataValue.table_schema(schema),
        "preview": dg.MetadataValue.md("\n".join(f"| {' | '.join(line)} |" for line in lines)),
    }


def result(
    connection: Connection, table: str, *also_checked: str, **counts: int
) -> dg.MaterializeResult[None]:
    """The materialisation of a table, with its metadata, further counts, and its checks' results."""
    return dg.MaterializeResult(
        asset_key=table,
        metadata={**table_metadata(connection, table), **counts},
        check_results=check_results(connection, table, *also_checked, asset=table),
    )
