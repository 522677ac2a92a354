"""The `dateline` command.

The one place where engine, store and orchestration meet; each is imported when a command needs it, so that
`dateline timeline` does not wait for Dagster.
"""

import datetime as dt
import json
import os
import sys
from pathlib import Path
from typing import Any, TextIO

import click
from rich.console import Console
from rich.table import Table

from dateline.cli_options import FAILED, Misuse, data_option, declared_sources, sources_option
from dateline.cli_sources import source_group


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline")
def main() -> None:
    """Turn documents into a timeline of dated events."""


main.add_command(source_group)


@main.command()
@click.option("--source", help="Read this source alone; the run fails when it cannot be read.")
@click.option(
    "--from-landing",
    is_flag=True,
    help="Read anew what the landing folder keeps; list and fetch nothing.",
)
@data_option
@sources_option
def refresh(source: str | None, from_landing: bool, data: Path, sources: Path) -> None:
    """Read what is new or changed in the sources, and publish the timeline.

    This is the nightly job, run here and now. Exit status: 0 done, 1 the run failed, 2 the sources file
    is not right.
    """
    declared = declared_sources(sources)
    if source is not None and source not in (*declared, "inbox"):
        raise Misuse(f"no source is named {source}; there are {', '.join((*sorted(declared), 'inbox'))}")
    from pipelines.running import run_refresh

    console = Console()
    run = run_refresh(data, sources, console, source, from_landing)
    if run.failure is not None:
        Console(stderr=True).print(f"The refresh failed: {run.failure}", soft_wrap=True, markup=False)
        sys.exit(FAILED)
    console.print(run.summary, soft_wrap=True, markup=False, highlight=False)
    _print_timeline(data, console)
    published = data / "timeline.duckdb"
    console.print(
        f"\nTables: {published} (SQL: duckdb.connect('{published}', read_only=True))\n"
        "User interface: make ui, then http://127.0.0.1:3000",
        soft_wrap=True,
        markup=False,
        highlight=False,
    )


@main.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@data_option
def add(path: Path, data: Path) -> None:
    """Copy a document, or a folder of documents, into the inbox.

    Sidecars (FILE.meta.yaml) go along. A file that is there with other content becomes a new revision.
    """
    from dateline.inbox import copy_in

    added = copy_in(path, data / "inbox")
    for file in added:
        click.echo(f"{file.what}: {file.path}")
    if not added:
        raise click.ClickException(f"{path} holds no file that could be a document")
    click.echo("Run `dateline refresh` to read them, or leave it to the sensor of the user interface.")


@main.command()
@click.option("--collection", help="Only this topic.")
@click.option(
    "--from",
    "first",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Only events that may lie on or after this day.",
)
@click.option(
    "--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="Only events that may lie on or before this day."
)
@click.option("--type", "event_type", type=str.upper, help="Only this event type, such as MOBILIZE.")
@click.option(
    "--country",
    type=str.upper,
    help="Only events in which this country (ISO 3166, three letters) takes part or that happen there.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, a row of the timeline each.")
@data_option
def timeline(
    collection: str | None,
    first: dt.datetime | None,
    last: dt.datetime | None,
    event_type: str | None,
    country: str | None,
    as_json: bool,
    data: Path,
) -> None:
    """Print the published timeline. Exit status 1 when nothing was published yet."""
    from warehouse.published import Filter

    wanted = Filter(collection, first and first.date(), last and last.date(), event_type, country)
    rows = _rows(data, wanted)
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
    else:
        _print_rows(rows, Console())


@main.command()
@click.argument("documents", type=click.File("r", encoding="utf-8"))
@click.option(
    "-o",
    "--output",
    type=click.File("w", encoding="utf-8"),
    default="-",
    help="Where to write; - is standard output.",
)
def extract(documents: TextIO, output: TextIO) -> None:
    """Read documents for dates and events without a database.

    DOCUMENTS holds a JSON object a line: {"id", "text", "published"?, "title"?, "url"?, "language"?}. A line
    a document comes out, in the same order. A line that is not a document is reported and skipped; the exit
    status is then 1.
    """
    from dateline.extract import NotADocument
    from dateline.extract import extract as extracted

    status = 0
    for line in extracted(documents):
        if isinstance(line, NotADocument):
            click.echo(str(line), err=True)
            status = FAILED
        else:
            click.echo(line, file=output)
    sys.exit(status)


@main.command()
@click.argument("text")
@click.option(
    "--published", type=click.DateTime(["%Y-%m-%d"]), help="The day from which relative expressions count."
)
@click.option(
    "--narrative/--news",
    default=None,
    help="Count from the date before, or from publication.  [default: by the text's own dates]",
)
def explain(text: str, published: dt.datetime | None, narrative: bool | None) -> None:
    """Show step by step how the time expressions of TEXT are resolved. Exit status 1 when it has none."""
    from dateline.temporal.explain import explain as explained

    derivations = list(explained(text, published and published.date(), narrative))
    for number, steps in enumerate(derivations):
        if number:
            click.echo()
        for name, gave in steps:
            click.echo(f"{name:12} {gave}")
    if not derivations:
        click.echo("No time expression.", err=True)
        sys.exit(FAILED)


@main.group()
def codebook() -> None:
    """Check the codebook of event types, and try it on a sentence."""


@codebook.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
def check(folder: Path | None) -> None:
    """Check the files of the codebook (or of FOLDER) against the schema and against their own examples.

    Exit status: 0 all is well, 1 an example does not come out, 2 a file breaks the schema.
    """
    from dateline.events.codebook import CodebookError, load_codebook
    from dateline.events.examples import faults

    try:
        loaded = load_codebook(folder) if folder else load_codebook()
    except CodebookError as error:
        raise Misuse(str(error)) from error
    wrong = list(faults(loaded))
    for event_type, example, reason in wrong:
        click.echo(f"{event_type}: {example.text}\n    {reason}")
    triggers = sum(len(entry.triggers) for entry in loaded.types)
    examples = sum(len(entry.examples) for entry in loaded.types)
    click.echo(
        f"{len(loaded.types)} types, {triggers} triggers, {examples} examples, "
        f"{len(wrong)} of which do not come out."
    )
    sys.exit(FAILED if wrong else 0)


@codebook.command(name="try")
@click.argument("sentence")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it was published.")
def try_sentence(sentence: str, published: dt.datetime | None) -> None:
    """Show the events that the codebook finds in SENTENCE. Exit status 1 when there are none."""
    from dateline.engine import read

    mentions = read(sentence, published and published.date()).mentions
    for mention in mentions:
        mode = f"/{mention.event_mode}" if mention.event_mode else ""
        click.echo(
            f"{mention.trigger}: {mention.event_type}{mode}, {mention.realis}, {mention.confidence:.2f}"
        )
        for participant in mention.participants:
            entity = participant.entity
            click.echo(f"    {participant.role:9} {participant.text} ({entity.iso3 or entity.name})")
        if mention.place is not None:
            click.echo(f"    place     {mention.place.text} ({mention.place.iso3 or mention.place.name})")
        if mention.date.edtf is not None:
            click.echo(f"    date      {mention.date.text} ({mention.date.edtf})")
    if not mentions:
        click.echo("No event.", err=True)
        sys.exit(FAILED)


@main.command()
@click.option("--port", default=3000, show_default=True, help="The port on 127.0.0.1.")
@data_option
@sources_option
def ui(port: int, data: Path, sources: Path) -> None:
    """Start Dagster's user interface and its daemon, which runs the schedule and the sensors."""
    from pipelines.running import prepare_home

    home = prepare_home(data)
    os.environ |= {
        "DAGSTER_HOME": str(home),
        "DATELINE_DATA": str(data.resolve()),
        "DATELINE_SOURCES": str(sources.resolve()),
    }
    command = Path(sys.executable).with_name("dagster")
    arguments = [str(command), "dev", "-h", "127.0.0.1", "-p", str(port), "-m", "pipelines.definitions"]
    os.execv(command, arguments)


def _rows(data: Path, wanted: Any) -> list[dict[str, Any]]:
    from warehouse.published import timeline as published_timeline
    from warehouse.store import StoreError

    try:
        return published_timeline(data / "timeline.duckdb", wanted)
    except StoreError as error:
        raise click.ClickException(str(error)) from error


def _print_timeline(data: Path, console: Console) -> None:
    from warehouse.published import Filter

    _print_rows(_rows(data, Filter()), console)


def _print_rows(rows: list[dict[str, Any]], console: Console) -> None:
    """A table on a terminal; three plain lines an event when piped."""
    if not rows:
        console.print("No events.")
        return
    if not console.is_terminal:
        for row in rows:
            click.echo(f"{row['date_edtf']}  {_kind(row)}  {row['title']}")
            click.echo(f"    {row['sentence']}")
            click.echo(f"    {_evidence(row)}")
        return
    table = Table("when", "what", "evidence", show_lines=True)
    for row in rows:
        table.add_row(
            row["date_edtf"],
            f"{row['title']}\n[dim]{_kind(row)}[/]",
            f"{row['sentence']}\n[dim]{_evidence(row)}[/]",
        )
    console.print(table)


def _kind(row: dict[str, Any]) -> str:
    kind = f"{row['event_type']}/{row['event_mode']}" if row["event_mode"] else str(row["event_type"])
    return kind if row["realis"] == "asserted" else f"{kind} ({row['realis']})"


def _evidence(row: dict[str, Any]) -> str:
    """Where the date comes from and how sure event and date are."""
    words = f"“{row['date_text']}”" if row["date_text"] else "no words"
    where = row["publisher"] or row["document_title"] or row["document_id"]
    sure = f"event {row['confidence']:.2f}, date {row['date_confidence']:.2f}"
    basis = row["date_basis"].replace("_", " ")
    return f"{words}, {basis} · {where}, {row['published_at'] or 'undated'} · {sure}"
