"""The store's files of SQL and data, and the identifiers that its statements are put together from."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import yaml

Connection = duckdb.DuckDBPyConnection

FOLDER = Path(__file__).parent

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class SqlFile:
    """A file of SQL: its name without ending, the comment lines on top (without dashes), and all its text."""

    name: str
    header: tuple[str, ...]
    sql: str


def sql_files(folder: str) -> tuple[SqlFile, ...]:
    """The SQL files of a folder of this package, by name."""
    return tuple(_read(path) for path in sorted((FOLDER / folder).glob("*.sql")))


def load_yaml(name: str) -> dict[str, Any]:
    """A YAML file of this package, a mapping."""
    data: dict[str, Any] = yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return data


def quoted(name: str) -> str:
    """A table or column name as a quoted SQL identifier; ValueError when it is no plain lower-case name."""
    if not _IDENTIFIER.fullmatch(name):
        raise ValueError(f"{name!r} is no table or column name: use lower-case letters, digits and _")
    return f'"{name}"'


def literal(text: str) -> str:
    """Text as a quoted SQL string."""
    return "'" + text.replace("'", "''") + "'"


def _read(path: Path) -> SqlFile:
    sql = path.read_text(encoding="utf-8")
    header: list[str] = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        header.append(line.removeprefix("--").strip())
    return SqlFile(path.stem, tuple(header), sql)
