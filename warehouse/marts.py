"""The marts: a published table for each file of marts/, made by its one select."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.scope import traverse_scope

from warehouse.sql import Connection, SqlFile, literal, quoted, sql_files
from warehouse.store import transaction
from warehouse.views import tables_of_views

_ROW = "one row: "
_COMPARED = {"documents": "* exclude (text)"}  # the hash of the text stands for it


@dataclass(frozen=True, slots=True)
class Mart:
    """A published table: its name, what a row is, what each column holds, its select, the tables it reads."""

    name: str
    row: str
    columns: dict[str, str]
    sql: str
    upstream: tuple[str, ...]


def mart_names() -> tuple[str, ...]:
    """The marts, each after those that it reads."""
    return tuple(_marts())


def mart(name: str) -> Mart:
    """The mart of this name; KeyError when there is none."""
    return _marts()[name]


def upstream_tables(name: str) -> tuple[str, ...]:
    """The tables and marts that a mart reads, by name."""
    return _marts()[name].upstream


def build_mart(connection: Connection, name: str) -> int:
    """Make a mart anew from the tables that it reads; how many rows it has. Call it in a transaction."""
    built = _marts()[name]
    table = quoted(name)
    connection.execute(f"create or replace table {table} as\n{built.sql}")
    connection.execute(f"comment on table {table} is {literal(built.row)}")
    for column, meaning in built.columns.items():
        connection.execute(f"comment on column {table}.{quoted(column)} is {literal(meaning)}")
    return int(connection.execute(f"select count(*) from {table}").fetchall()[0][0])


def run_marts(connection: Connection) -> dict[str, int]:
    """Make all marts anew; how many rows each has. Call it in a transaction."""
    return {name: build_mart(connection, name) for name in mart_names()}


def refresh_marts(connection: Connection, names: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Make those of the marts anew whose select, or what it reads, is not as when they were made.

    Gives each mart, in order, and whether it was made now. Each is made in a transaction of its own.
    """
    known = dict(connection.execute("select mart, inputs_digest from made_marts").fetchall())
    contents: dict[str, str] = {}
    for name in names:
        digest = _inputs_digest(connection, _marts()[name], contents)
        is_stale = known.get(name) != digest
        if is_stale:
            with transaction(connection):
                build_mart(connection, name)
                connection.execute("delete from made_marts where mart = ?", [name])
                connection.execute("insert into made_marts values (?, ?)", [name, digest])
        yield name, is_stale


def _inputs_digest(connection: Connection, built: Mart, contents: dict[str, str]) -> str:
    """A digest of all that a mart is made of; `contents` keeps the digests of tables for the next marts."""
    for table in built.upstream:
        if table not in contents:
            compared = f"(select {_COMPARED.get(table, '*')} from {quoted(table)})"
            rows = connection.execute(f"select count(*), sum(hash(t)) from {compared} as t").fetchall()
            contents[table] = repr(rows)
    views = [file.sql for file in sql_files("views")]
    inputs = (built.row, built.columns, built.sql, views, [contents[table] for table in built.upstream])
    return hashlib.sha256(repr(inputs).encode()).hexdigest()


@cache
def _marts() -> dict[str, Mart]:
    """All marts by name, in the order of `mart_names`."""
    files = {file.name: _parsed(file) for file in sql_files("marts")}
    order = TopologicalSorter(
        {name: [each for each in parsed.upstream if each in files] for name, parsed in files.items()}
    )
    return {name: files[name] for name in order.static_order()}


def _parsed(file: SqlFile) -> Mart:
    """A mart from its file: the comments on top say what a row is, the one behind a column what it holds."""
    select = sqlglot.parse_one(file.sql, dialect="duckdb")
    if not isinstance(select, exp.Query) or not " ".join(file.header).startswith(_ROW):
        raise ValueError(f"marts/{file.name}.sql: write one select under a comment '-- {_ROW}…'")
    columns: dict[str, str] = {}
    for column in select.selects:
        if not column.comments:
            raise ValueError(
                f"marts/{file.name}.sql: say in a comment behind column {column.alias_or_name} what it holds"
            )
        columns[column.alias_or_name] = _sentence(" ".join(comment.strip() for comment in column.comments))
    views = tables_of_views()
    upstream = {
        table
        for scope in traverse_scope(select)
        for source in scope.sources.values()
        if isinstance(source, exp.Table)
        for table in views.get(source.name, (source.name,))
    }
    row = _sentence(" ".join(file.header).removeprefix(_ROW))
    return Mart(file.name, row, columns, file.sql, tuple(sorted(upstream)))


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
