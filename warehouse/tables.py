"""What a table is: its columns, how many rows it has, and the first of them."""

from dataclasses import dataclass
from typing import Any

from warehouse.sql import Connection, quoted


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, what it holds."""

    name: str
    kind: str
    meaning: str


def columns_of(connection: Connection, table: str) -> list[Column]:
    """The columns of a table or view, in order."""
    rows = connection.execute(
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
    return [Column(*row) for row in rows]


def row_count(connection: Connection, table: str) -> int:
    """How many rows a table has."""
    return int(connection.execute(f"select count(*) from {quoted(table)}").fetchall()[0][0])


def first_rows(connection: Connection, table: str, columns: list[str], count: int) -> list[tuple[Any, ...]]:
    """Some columns of the first rows of a table."""
    selected = ", ".join(quoted(column) for column in columns)
    return connection.execute(f"select {selected} from {quoted(table)} limit {count}").fetchall()
