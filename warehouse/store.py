"""The working store: opened briefly, migrated, loaded from Arrow tables, every step in one transaction."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dateline.errors import DatelineError
from warehouse.fields import describe
from warehouse.sql import Connection, quoted, sql_files
from warehouse.views import make_views

# A query fetches nothing and draws no progress, days do not depend on the machine's zone, tables keep their
# order.
_SETTINGS = """
    set enable_progress_bar = false;
    set TimeZone = 'UTC';
    set preserve_insertion_order = true;
    set autoinstall_known_extensions = false;
"""
_LOCK_HOLDER = re.compile(r"lock is held in (?P<program>.+?) \(PID (?P<pid>\d+)\)")


class StoreError(DatelineError):
    """The store cannot be used as it is; the message says what to do."""


class StoreLockedError(StoreError):
    """Another process has the store open."""


@contextmanager
def open_store(path: Path) -> Iterator[Connection]:
    """The store at `path`, made or migrated when needed, and closed however the block ends.

    Raises StoreLockedError while another process has it open, StoreError when a newer program wrote it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = connect(path)
    try:
        connection.execute(_SETTINGS)
        migrate(connection)
        yield connection
    finally:
        connection.close()


def connect(path: Path, config: dict[str, Any] | None = None) -> Connection:
    """A connection to the database at `path` as it is; StoreLockedError while another process has it open."""
    try:
        return duckdb.connect(path, config=config or {})
    except duckdb.IOException as error:
        holder = _LOCK_HOLDER.search(str(error))
        if holder is None:
            raise
        raise StoreLockedError(
            f"{path} is open in process {holder['pid']} ({holder['program']}): "
            "wait until it ends, or end it, and start again"
        ) from error


def migrate(connection: Connection) -> None:
    """Bring the schema up to the newest migration, in one transaction; a newer schema raises StoreError."""
    migrations = {int(file.name.split("_")[0]): file for file in sql_files("schema")}
    newest, stored = max(migrations), _schema_version(connection)
    if stored > newest:
        (path,) = connection.execute(
            "select path from duckdb_databases() where database_name = current_database()"
        ).fetchall()[0]
        raise StoreError(
            f"{path} has schema {stored} and this program knows schemas up to {newest}: "
            "install the dateline that wrote it, or refresh into another data folder"
        )
    if stored == newest:
        return
    with transaction(connection):
        for number in sorted(number for number in migrations if number > stored):
            connection.execute(migrations[number].sql)
            connection.execute("insert into schema_version values (?, ?)", [number, migrations[number].name])
        make_views(connection)
        describe(connection)


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All that the block writes is kept when it ends, and nothing of it when it raises. Does not nest."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def replace_table(connection: Connection, table: str, rows: pa.Table) -> None:
    """Make `rows` all that the table holds; columns go by name. Call it in a transaction."""
    connection.execute(f"delete from {quoted(table)}")
    append_rows(connection, table, rows)


def replace_rows(
    connection: Connection, table: str, key_column: str, keys: Sequence[str], rows: pa.Table
) -> None:
    """Replace the table's rows whose `key_column` is one of `keys` by `rows`; columns go by name.

    Rows with any other key are a ValueError: the next replacement would not find them. Call it in a
    transaction.
    """
    strays = set(rows[key_column].to_pylist()) - set(keys)
    if strays:
        raise ValueError(f"{table}: rows for {sorted(strays)[:3]}, which are not among the keys to replace")
    with registered(connection, "replaced", string_table(key=keys)):
        connection.execute(
            f"delete from {quoted(table)} where {quoted(key_column)} in (select key from replaced)"
        )
    append_rows(connection, table, rows)


def append_rows(connection: Connection, table: str, rows: pa.Table) -> None:
    """Add rows to a table; columns go by name."""
    with registered(connection, "incoming", rows):
        connection.execute(f"insert into {quoted(table)} by name select * from incoming")


def string_table(**columns: Iterable[str | None]) -> pa.Table:
    """Columns of strings as an Arrow table."""
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


@contextmanager
def registered(connection: Connection, name: str, table: pa.Table) -> Iterator[None]:
    """The Arrow table as a view of this name while the block runs."""
    connection.register(name, table)
    try:
        yield
    finally:
        connection.unregister(name)


def _schema_version(connection: Connection) -> int:
    """The number of the newest migration that the store has had, 0 for a new one."""
    tables = connection.execute(
        "select 1 from duckdb_tables() where table_name = 'schema_version'"
    ).fetchall()
    if not tables:
        return 0
    return int(connection.execute("select max(version) from schema_version").fetchall()[0][0])
