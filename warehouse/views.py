"""Views: a select a file, explained by its comment on top and by the columns that it shows."""

import re

import duckdb

from warehouse.sql import SqlFile, literal, quoted, sql_files

_READS = re.compile(r"\b(?:from|join) (\w+)")


def make_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views of views/, which the store and the published file have alike."""
    for file in sql_files("views"):
        _make(connection, file)


def show_joined(connection: duckdb.DuckDBPyConnection) -> None:
    """Put a view for each file of snapshot/ in the place of a table, which is `stored_…` from then on.

    These are for analysts alone: what the steps of a refresh keep apart is shown as one.
    """
    for file in sql_files("snapshot"):
        connection.execute(f"alter table {quoted(file.name)} rename to {quoted(f'stored_{file.name}')}")
        _make(connection, file)


def tables_of_views() -> dict[str, tuple[str, ...]]:
    """The tables that each view of views/ reads."""
    return {file.name: _tables_of(file) for file in sql_files("views")}


def _make(connection: duckdb.DuckDBPyConnection, file: SqlFile) -> None:
    view = quoted(file.name)
    connection.execute(f"create or replace view {view} as\n{file.sql}")
    row = " ".join(file.header).removeprefix("one row: ")
    connection.execute(f"comment on view {view} is {literal(row[0].upper() + row[1:])}")
    explained = connection.execute(
        """
        select
            shown.column_name,
            any_value(stored.comment)
        from duckdb_columns() as shown
        join duckdb_columns() as stored using (column_name)
        where shown.table_name = ? and list_contains(?, stored.table_name)
        group by all
        """,
        [file.name, list(_tables_of(file))],
    ).fetchall()
    for column, meaning in explained:
        connection.execute(f"comment on column {view}.{quoted(column)} is {literal(meaning)}")


def _tables_of(file: SqlFile) -> tuple[str, ...]:
    return tuple(_READS.findall("\n".join(file.sql.splitlines()[len(file.header) :])))
