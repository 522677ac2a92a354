"""Rows of the published tables as the command prints them."""

from typing import Any

import click
from rich.console import Console
from rich.table import Table


def print_rows(rows: list[dict[str, Any]], console: Console) -> None:
    """A table on a terminal; three plain lines an event when piped."""
    if not rows:
        console.print("No events.")
        return
    if not console.is_terminal:
        for row in rows:
            click.echo(f"{row['date_edtf']}  {_kind(row)}  {row['title']}")
            for line in _sentences(row):
                click.echo(f"    {line}")
            click.echo(f"    {_evidence(row)}")
        return
    table = Table("when", "what", "evidence", show_lines=True)
    for row in rows:
        sentences = "\n".join(_sentences(row))
        table.add_row(
            row["date_edtf"],
            f"{row['title']}\n[dim]{_kind(row)}[/]",
            f"{sentences}\n[dim]{_evidence(row)}[/]",
        )
    console.print(table)


def print_days(rows: list[dict[str, Any]]) -> None:
    """A line and a summary a day."""
    for row in rows:
        events = f"{row['event_count']} event{'s' * (row['event_count'] != 1)}"
        click.echo(f"{row['day']}  salience {row['salience']:.1f}, {events} · {row['collection']}")
        click.echo(f"    {row['summary']}")
    if not rows:
        click.echo("No days with a summary.")


def _kind(row: dict[str, Any]) -> str:
    kind = (
        f"{row['event_type']}/{row['event_mode']}" if row["event_mode"] else row["event_type"] or "activity"
    )
    return kind if row["realis"] == "asserted" else f"{kind} ({row['realis']})"


def _sentences(row: dict[str, Any]) -> list[str]:
    """The sentence that tells what happened, and the one that says when, if it is another."""
    told, dated = row["sentence"], row["date_sentence"]
    return [told] if dated in (None, told) else [told, f"Dated by: {dated}"]


def _evidence(row: dict[str, Any]) -> str:
    """Where the date comes from and how sure event and date are."""
    words = f"“{row['date_text']}”" if row["date_text"] else "no words"
    where = row["publisher"] or row["document_title"] or row["document_id"]
    event = "" if row["confidence"] is None else f"event {row['confidence']:.2f}, "
    sure = f"{event}date {row['date_confidence']:.2f}"
    basis = row["date_basis"].replace("_", " ")
    return f"{words}, {basis} · {where}, {row['published_at'] or 'undated'} · {sure}"
