"""The tables of the schema carry the records."""

import types
from typing import Any, Union, get_args, get_origin, get_type_hints

import duckdb
import pyarrow as pa
import pytest

from dateline.records import (
    NOT_COLUMNS,
    Activity,
    Document,
    Entity,
    Event,
    EventMention,
    ResolvedDate,
    Source,
    StorySummary,
    Summary,
    TimeExpression,
    arrow_schema,
)

TABLES = {
    "sources": (Source, {}),
    "documents": (Document, {"text_sha256": pa.string()}),
    "time_expressions": (TimeExpression, {}),
    "event_mentions": (EventMention, {}),
    "entities": (Entity, {}),
    "events": (Event, {}),
    "activities": (Activity, {}),
    "summaries": (Summary, {}),
    "story_summaries": (StorySummary, {}),
}


def columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, pa.DataType]:
    schema = connection.execute(f"select * from {table}").to_arrow_table().schema
    return dict(zip(schema.names, schema.types, strict=True))


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_columns_of_its_record(empty_store: duckdb.DuckDBPyConnection, table: str) -> None:
    record, more = TABLES[table]
    schema = arrow_schema(record)
    assert columns(empty_store, table) == dict(zip(schema.names, schema.types, strict=True)) | more


def optional_columns(record: type, prefix: str = "", optional: bool = False) -> set[str]:
    """The columns of a record that may be null."""
    found = set()
    for name, hint in get_type_hints(record).items():
        if name in NOT_COLUMNS.get(record, set()):
            continue
        parts: tuple[Any, ...] = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
        nullable = optional or type(None) in parts
        if hasattr(parts[0], "__dataclass_fields__"):
            found |= optional_columns(parts[0], f"{prefix}{name}_", nullable)
        elif nullable:
            found.add(prefix + name)
    return found


@pytest.mark.parametrize("table", TABLES)
def test_a_column_may_be_null_where_its_field_may(empty_store: duckdb.DuckDBPyConnection, table: str) -> None:
    record, _ = TABLES[table]
    rows = empty_store.execute(
        "select column_name from duckdb_columns() where table_name = ? and is_nullable", [table]
    ).fetchall()
    assert {name for (name,) in rows} == optional_columns(record)


def test_a_date_has_the_same_meaning_wherever_it_appears(empty_store: duckdb.DuckDBPyConnection) -> None:
    names = {f"date_{name}" for name in arrow_schema(ResolvedDate).names}
    rows = empty_store.execute(
        "select column_name, comment from duckdb_columns() where column_name like 'date\\_%' escape '\\' "
        "and not starts_with(column_name, 'date_sentence_')"
    ).fetchall()
    assert {name for name, _ in rows} == names
    assert len({row for row in rows if row[0] != "date_edtf"}) == len(names) - 1


def test_every_table_and_column_is_explained(empty_store: duckdb.DuckDBPyConnection) -> None:
    silent = empty_store.execute(
        """
        select table_name, null as column_name from duckdb_tables() where comment is null
        union all
        select table_name, column_name from duckdb_columns() where not internal and comment is null
        """
    ).fetchall()
    assert silent == []


def test_no_table_has_an_index(empty_store: duckdb.DuckDBPyConnection) -> None:
    assert empty_store.execute("select * from duckdb_indexes()").fetchall() == []
