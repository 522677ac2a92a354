"""fields.yaml says of every column what the schema and the engine make it."""

from typing import Any, get_args

import duckdb
import pytest

from dateline.events.codebook import load_codebook
from dateline.records import (
    Basis,
    DocumentStatus,
    EntityType,
    Extent,
    FoundBy,
    Granularity,
    Period,
    Precision,
    PublishedBasis,
    Qualifier,
    Realis,
    Role,
    TimexType,
)
from warehouse.fields import relations

LISTED = {
    ("activities", "realis"): Realis,
    ("documents", "published_basis"): PublishedBasis,
    ("documents", "status"): DocumentStatus,
    ("entities", "entity_type"): EntityType,
    ("event_mentions", "date_basis"): Basis,
    ("event_mentions", "date_extent"): Extent,
    ("event_mentions", "date_granularity"): Granularity,
    ("event_mentions", "date_qualifier"): Qualifier,
    ("event_mentions", "found_by"): FoundBy,
    ("event_mentions", "place_precision"): Precision,
    ("event_mentions", "realis"): Realis,
    ("participants", "role"): Role,
    ("summaries", "period"): Period,
    ("time_expressions", "timex_type"): TimexType,
}


def test_every_column_of_the_schema_is_told_with_its_type(empty_store: duckdb.DuckDBPyConnection) -> None:
    stored: dict[str, dict[str, str]] = {}
    for table, column, kind in empty_store.execute(
        """
        select table_name, column_name, lower(data_type)
        from duckdb_columns()
        where not internal
        order by table_name, column_index
        """
    ).fetchall():
        stored.setdefault(table, {})[column] = kind
    told = {
        name: {column: field.type for column, field in relation.fields.items()}
        for name, relation in relations().items()
    }
    assert told == stored


@pytest.mark.parametrize(("table", "column"), LISTED)
def test_the_listed_values_are_those_of_the_record(table: str, column: str) -> None:
    literal: Any = LISTED[table, column]
    assert set(relations()[table].fields[column].values) == set(get_args(literal))


def test_the_listed_event_types_are_those_of_the_codebook() -> None:
    types = {entry.type for entry in load_codebook().types}
    assert set(relations()["events"].fields["event_type"].values) == types
