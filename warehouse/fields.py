"""What tables and their columns hold, from fields.yaml, and the comments of the schema that say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from warehouse.sql import Connection, literal, load_yaml, quoted


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its type, what it holds, the values that it may have, none for any."""

    type: str
    meaning: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view: what a row is, and its columns by name."""

    row: str
    fields: Mapping[str, Field]


@cache
def shared_fields() -> Mapping[str, Field]:
    """The columns that several tables have, by name."""
    return {column: _field(facts) for column, facts in load_yaml("fields.yaml")["shared"].items()}


@cache
def relations() -> Mapping[str, Relation]:
    """The tables and views of the store by name."""
    return {
        name: Relation(
            facts["row"],
            {
                column: shared_fields()[column] if own is None else _field(own)
                for column, own in facts["columns"].items()
            },
        )
        for name, facts in load_yaml("fields.yaml")["tables"].items()
    }


def describe(connection: Connection) -> None:
    """Bring the comments of tables and views, and of their columns, up to fields.yaml."""
    found = connection.execute(
        """
        select 'table', table_name, null, comment from duckdb_tables() where not internal
        union all
        select 'view', view_name, null, comment from duckdb_views() where not internal
        union all
        select 'column', table_name, column_name, comment from duckdb_columns() where not internal
        """
    ).fetchall()
    for kind, name, column, comment in found:
        if (relation := relations().get(name)) is None:  # a mart is explained by its own file
            continue
        field = relation.fields.get(column) or shared_fields().get(column)
        meaning = field.meaning if field else relation.row
        if comment != meaning:
            described = quoted(name) if column is None else f"{quoted(name)}.{quoted(column)}"
            connection.execute(f"comment on {kind} {described} is {literal(meaning)}")


def _field(facts: Mapping[str, Any]) -> Field:
    values = tuple(facts.get("values", ()))
    meaning = facts["holds"]
    return Field(
        facts["type"], f"{meaning} {', '.join(values)}" if meaning.endswith(":") else meaning, values
    )
