"""The data dictionary and the analysts' cookbook: `python -m warehouse.docs` writes them to docs/."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from warehouse.checks import checks
from warehouse.fields import relations
from warehouse.marts import mart, mart_names, run_marts, upstream_tables
from warehouse.sql import sql_files
from warehouse.store import migrate
from warehouse.tables import columns_of
from warehouse.views import show_joined

_DOCS = Path(__file__).parent.parent / "docs"

# Tables that a refresh keeps for itself; all others of the schema are what it found.
_OF_THE_REFRESH = {
    "files",
    "fetches",
    "source_status",
    "extractions",
    "event_lineage",
    "event_blocks",
    "story_groups",
    "refreshes",
    "made_marts",
    "schema_version",
}


def tables_markdown() -> str:
    """The data dictionary, from the comments of an empty store with its marts."""
    connection = duckdb.connect()
    try:
        migrate(connection)
        run_marts(connection)
        show_joined(connection)
        return "\n".join(
            [
                "# Tables",
                "",
                "What the published DuckDB file holds. Offsets count Unicode code points into",
                "`documents.text`: the words are `substring(text, char_start + 1, char_end - char_start)`.",
                "Days are inclusive at both ends; null means unknown or open. `event_mentions` is a view:",
                "`stored_event_mentions` with the event of each mention from `event_membership`.",
                "",
                "<!-- Written by `python -m warehouse.docs` from its fields.yaml, marts and checks. -->",
                *_section(connection, "Marts: read these first", _marts_for_readers()),
                *_section(connection, "What was found", (t for t in relations() if t not in _OF_THE_REFRESH)),
                *_section(
                    connection,
                    "What a refresh keeps for the next",
                    (t for t in relations() if t in _OF_THE_REFRESH),
                ),
                *_rules(),
                "",
            ]
        )
    finally:
        connection.close()


def queries_markdown() -> str:
    """The cookbook, from the files of queries/: the first line of each is the question that it answers."""
    lines = [
        "# Questions and their queries",
        "",
        "Each runs unedited on the published file, `data/timeline.duckdb`, opened read-only; what it asks",
        "for is set in the `asked` part at its top. `warehouse/queries/` has them as files.",
        "",
        "<!-- Written by `python -m warehouse.docs` from warehouse/queries. -->",
    ]
    for file in sql_files("queries"):
        question, *notes = file.header
        select = "\n".join(file.sql.splitlines()[len(file.header) :])
        lines += ["", f"## {question}", "", *notes, *([""] if notes else []), "```sql", select, "```"]
    return "\n".join([*lines, ""])


def _section(connection: duckdb.DuckDBPyConnection, title: str, tables: Iterable[str]) -> list[str]:
    lines = ["", f"## {title}"]
    for table in tables:
        row = mart(table).row if table in mart_names() else relations()[table].row
        lines += ["", f"### {table}", "", f"A row is {row[0].lower()}{row[1:].rstrip('.')}.", ""]
        if table in mart_names():
            lines += [f"Made from {_names(upstream_tables(table))}.", ""]
        columns = columns_of(connection, table)
        lines += _table(
            ("column", "type", "what it holds"), [(f"`{c.name}`", c.kind.lower(), c.meaning) for c in columns]
        )
    return lines


def _marts_for_readers() -> list[str]:
    """The marts, the timeline first."""
    return sorted(mart_names(), key=lambda name: name != "timeline")


def _rules() -> list[str]:
    rows = [(f"`{check.table}`", check.rule, check.severity) for check in checks()]
    return [
        "",
        "## Rules that every refresh checks",
        "",
        "An error says that the tables cannot be trusted, a warning lists what an analyst should know.",
        "",
        *_table(("table", "rule", "severity"), sorted(rows)),
    ]


def _names(tables: Sequence[str]) -> str:
    return ", ".join(f"`{table}`" for table in tables)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [_line(head), _line(["---"] * len(head)), *(_line(row) for row in rows)]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> None:
    """Write docs/tables.md and docs/queries.md."""
    (_DOCS / "tables.md").write_text(tables_markdown(), encoding="utf-8")
    (_DOCS / "queries.md").write_text(queries_markdown(), encoding="utf-8")


if __name__ == "__main__":
    main()
