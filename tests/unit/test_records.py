"""Records to Arrow tables and back."""

import datetime as dt
import types
from dataclasses import fields, is_dataclass, replace
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.records import (
    NOT_COLUMNS,
    UNDATED,
    Document,
    Entity,
    Event,
    EventMention,
    Participant,
    Source,
    TimeExpression,
    arrow_schema,
    arrow_table,
    records_from,
)

RECORDS: list[type] = [Source, Document, TimeExpression, Entity, Participant, EventMention, Event]

SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    str: st.text(max_size=8),
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False),
    dt.date: st.dates(),
    dt.datetime: st.datetimes(timezones=st.just(dt.UTC)),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that a field with this type hint may hold."""
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of([st.none() if kind is type(None) else values(kind) for kind in get_args(hint)])
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    return rows(hint) if is_dataclass(hint) else SCALARS[hint]


def rows(record: Any) -> st.SearchStrategy[Any]:
    hints = get_type_hints(record)
    return st.builds(record, **{f.name: values(hints[f.name]) for f in fields(record)})


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_records_come_back_as_they_went(record: type, data: st.DataObject) -> None:
    written = data.draw(st.lists(rows(record), max_size=3))
    table = arrow_table(record, written)
    assert table.schema.equals(arrow_schema(record))
    kept = [replace(row, **dict.fromkeys(NOT_COLUMNS.get(record, ()), ())) for row in written]
    assert records_from(record, table) == kept


def test_a_required_record_of_nulls_is_no_missing_record() -> None:
    expression = TimeExpression("d_1", 0, 5, "today", "DATE", "PRESENT_REF", None, UNDATED)
    assert records_from(TimeExpression, arrow_table(TimeExpression, [expression])) == [expression]


def test_columns_may_stand_in_any_order_beside_others() -> None:
    source = Source("s", "folder", ".", "c", None, "B", "en")
    table = arrow_table(Source, [source])
    shuffled = table.select(table.column_names[::-1]).append_column("more", pa.array([1]))
    assert records_from(Source, shuffled) == [source]


def test_a_missing_column_is_named() -> None:
    table = arrow_table(Source, []).drop_columns(["kind"])
    with pytest.raises(KeyError, match="kind"):
        records_from(Source, table)
