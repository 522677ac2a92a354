"""Write docs/tables.md and docs/queries.md: `python -m warehouse.docs`."""

from pathlib import Path

import duckdb

from warehouse.checks import checks
from warehouse.marts import mart_names, run_marts, upstream_tables
from warehouse.sql import sql_files
from warehouse.store import migrate

_DOCS = Path(__file__).parent.parent / "docs"

# The tables that a refresh keeps for itself; all others of the schema are the data.
_OF_THE_REFRESH = ("files", "source_status", "extractions", "event_lineage", "schema_version")


def tables_markdown() -> str:
    """The data dictionary, from the comments of a store that was just made."""
    connection = duckdb.connect()
    migrate(connection)
    run_marts(connection)
    tables = [name for (name,) in connection.execute(
        "select table_name from duckdb_tables() order by table_oid"
    ).fetchall()]
    return ""
