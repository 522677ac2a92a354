"""The checks: one rule a file of checks/, a select of the rows that break it."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast, get_args

import duckdb

from warehouse.sql import SqlFile, sql_files

Severity = Literal["error", "warn"]

SAMPLE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Check:
    """A rule: its name, the table it watches, how bad a breach is, its words, the select of breaches."""

    name: str
    table: str
    severity: Severity
    rule: str
    sql: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found: whether the rule holds, how many rows break it, and the first of them."""

    name: str
    table: str
    severity: Severity
    passed: bool
    row_count: int
    sample: tuple[dict[str, Any], ...]


@cache
def checks(table: str | None = None) -> tuple[Check, ...]:
    """The checks of a table, or all of them, by name."""
    rules = (_parsed(file) for file in sql_files("checks"))
    return tuple(rule for rule in rules if table in (None, rule.table))


def run_checks(connection: duckdb.DuckDBPyConnection, table: str | None = None) -> list[CheckResult]:
    """Run the checks of a table, or all of them, by name."""
    results = []
    for check in checks(table):
        rows = connection.execute(check.sql).to_arrow_table()
        sample = tuple(rows.slice(0, SAMPLE_SIZE).to_pylist())
        results.append(
            CheckResult(check.name, check.table, check.severity, rows.num_rows == 0, rows.num_rows, sample)
        )
    return results


def _parsed(file: SqlFile) -> Check:
    """A check from its file: its comments on top give severity, table, and the rule in words."""
    labels = [line.partition(": ") for line in file.header[:2]]
    if [label for label, _, _ in labels] != ["severity", "table"] or len(file.header) < 3:
        raise ValueError(
            f"checks/{file.name}.sql: begin with '-- severity: …', '-- table: …' and the rule in words"
        )
    severity, table = (value for _, _, value in labels)
    if severity not in get_args(Severity):
        raise ValueError(f"checks/{file.name}.sql: severity is error or warn, not {severity!r}")
    return Check(file.name, table, cast(Severity, severity), " ".join(file.header[2:]), file.sql)
