"""Views: a select a file."""

import re

from warehouse.fields import describe
from warehouse.sql import Connection, SqlFile, quoted, sql_files

_READS = re.compile(r"\b(?:from|join) (\w+)")


def make_views(connection: Connection) -> None:
    """Make the views of views/, which the store and the published file have alike."""
    for file in sql_files("views"):
        _make(connection, file)


def show_joined(connection: Connection) -> None:
    """Put a view for each file of snapshot/ in the place of a table, which is `stored_…` from then on.

    These are for analysts alone: what the steps of a refresh keep apart is shown as one.
    """
    for file in sql_files("snapshot"):
        connection.execute(f"alter table {quoted(file.name)} rename to {quoted(f'stored_{file.name}')}")
        _make(connection, file)
    describe(connection)


def tables_of_views() -> dict[str, tuple[str, ...]]:
    """The tables that each view of views/ reads."""
    return {
        file.name: tuple(_READS.findall("\n".join(file.sql.splitlines()[len(file.header) :])))
        for file in sql_files("views")
    }


def _make(connection: Connection, file: SqlFile) -> None:
    connection.execute(f"create or replace view {quoted(file.name)} as\n{file.sql}")
