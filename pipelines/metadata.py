"""What Dagster shows of a table: its columns, its rows, a preview."""

from collections.abc import Sequence

import dagster as dg
import duckdb

from pipelines.checks import check_results
from pipelines.markdown import cell
from warehouse.sql import quoted

_PREVIEW_ROWS = 8
_PREVIEW_COLUMNS = 8


def table_metadata(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, dg.MetadataValue]:
    """Row count, column schema with the comments, and a preview of a table in Markdown."""
    columns = connection.execute(
        """
        select
            column_name,
            data_type,
            comment
        from duckdb_columns()
        where table_name = ?
        order by column_index
        """,
        [table],
    ).fetchall()
    (count,) = connection.execute(f"select count(*) from {quoted(table)}").fetchall()[0]
    schema = dg.TableSchema(
        columns=[dg.TableColumn(name, kind, description=comment) for name, kind, comment in columns]
    )
    return {
        "dagster/row_count": dg.MetadataValue.int(count),
        "dagster/column_schema": dg.MetadataValue.table_schema(schema),
        "preview": dg.MetadataValue.md(_preview(connection, table, [column[0] for column in columns])),
    }


def result(
    connection: duckdb.DuckDBPyConnection, table: str, *also_checked: str, **counts: int
) -> dg.MaterializeResult[None]:
    """The materialisation of a table, with its metadata, further counts, and its checks' results."""
    return dg.MaterializeResult(
        asset_key=table,
        metadata={**table_metadata(connection, table), **counts},
        check_results=check_results(connection, table, *also_checked, asset=table),
    )


def _preview(connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> str:
    shown = columns[:_PREVIEW_COLUMNS]
    selected = ", ".join(quoted(column) for column in shown)
    rows = connection.execute(f"select {selected} from {quoted(table)} limit {_PREVIEW_ROWS}").fetchall()
    lines = [shown, ["---"] * len(shown), *([cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
