"""The checks: selects of the rows that break a rule, one a file of checks/singular, or by a template.

The templates are in checks/generic, what they are filled with in checks/generic.yaml and fields.yaml.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Any, Literal, cast, get_args

from warehouse.fields import relations
from warehouse.sql import Connection, SqlFile, literal, load_yaml, sql_files

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
    rules = [*map(_parsed, sql_files("checks/singular")), *_declared(), *_accepted_values()]
    return tuple(sorted((rule for rule in rules if table in (None, rule.table)), key=lambda rule: rule.name))


def run_checks(connection: Connection, table: str | None = None) -> list[CheckResult]:
    """Run the checks of a table, or all of them, by name."""
    results = []
    for check in checks(table):
        rows = connection.execute(check.sql).to_arrow_table()
        sample = tuple(rows.slice(0, SAMPLE_SIZE).to_pylist())
        results.append(
            CheckResult(check.name, check.table, check.severity, rows.num_rows == 0, rows.num_rows, sample)
        )
    return results


def _declared() -> Iterator[Check]:
    """The checks that generic.yaml declares."""
    for name, given in load_yaml("checks/generic.yaml").items():
        yield _filled(name, given["template"], {"where": "true", **given})


def _accepted_values() -> Iterator[Check]:
    """A check for each table that has columns whose values fields.yaml lists."""
    views = {file.name for file in sql_files("views")}
    for table, relation in relations().items():
        listed = {name: field.values for name, field in relation.fields.items() if field.values}
        if listed and table not in views:
            conditions = [
                f"{name} not in ({', '.join(map(literal, values))})" for name, values in listed.items()
            ]
            given = {
                "table": table,
                "shown": next(iter(relation.fields)),
                "names": ", ".join(listed),
                "columns": ",\n    ".join(listed),
                "not_listed": "\n    or ".join(conditions),
            }
            yield _filled(f"{table}_accepted_values", "accepted_values", given)


def _filled(name: str, template: str, given: Mapping[str, str]) -> Check:
    """A check from a template of generic/: the comment on top, where it has one, is the rule in words."""
    file = {file.name: file for file in sql_files("checks/generic")}[template]
    rule = given.get("rule") or " ".join(file.header)
    return Check(
        name, given["table"], "error", *(Template(text).substitute(given) for text in (rule, file.sql))
    )


def _parsed(file: SqlFile) -> Check:
    """A singular check from its file: its comments on top give severity, table, and the rule in words."""
    labels = [line.partition(": ") for line in file.header[:2]]
    if [label for label, _, _ in labels] != ["severity", "table"] or len(file.header) < 3:
        raise ValueError(
            f"checks/singular/{file.name}.sql: begin with '-- severity: …', '-- table: …' "
            "and the rule in words"
        )
    severity, table = (value for _, _, value in labels)
    if severity not in get_args(Severity):
        raise ValueError(f"checks/singular/{file.name}.sql: severity is error or warn, not {severity!r}")
    return Check(file.name, table, cast(Severity, severity), " ".join(file.header[2:]), file.sql)
