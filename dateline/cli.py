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

from dateline.cli_options import (
    FAILED,
    Misuse,
    data_option,
    declared_sources,
    filter_options,
    filter_parts,
    sources_option,
)
from dateline.cli_sources import source_group
from dateline.display import print_days, print_rows
from dateline.errors import DatelineError

_SHOWN = 100  # events at the end of the timeline that a refresh prints


class _Group(click.Group):
    """Prints what is not right with what was given, where others print a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for; exit status 1 when it cannot be done."""
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
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
    from warehouse import published

    console = Console()
    run = run_refresh(data, sources, console, source, from_landing)
    if run.failure is not None:
        Console(stderr=True).print(f"The refresh failed: {run.failure}", soft_wrap=True, markup=False)
        sys.exit(FAILED)
    console.print(run.summary, soft_wrap=True, markup=False, highlight=False)
    path = data / "timeline.duckdb"
    rows = published.timeline(path, published.Filter())
    print_rows(rows[-_SHOWN:], console)
    if len(rows) > _SHOWN:
        console.print(f"\nThe last {_SHOWN} of {len(rows)} events; `dateline timeline` prints all.")
    console.print(
        f"\nTables: {path} (SQL: duckdb.connect('{path}', read_only=True))\n"
        "Pages: make pages, then http://127.0.0.1:3001\n"
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
@filter_options
@click.option(
    "--entity",
    help="What a country, organisation, person or product of this name does or undergoes, with what the "
    "codebook has no type for; the last words of a name will do.",
)
@click.option(
    "--key-dates",
    type=click.IntRange(min=1),
    metavar="N",
    help="The N days that mattered most, each with a summary.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, a row of the timeline each.")
@data_option
def timeline(entity: str | None, key_dates: int | None, as_json: bool, data: Path, **asked: Any) -> None:
    """Print the published timeline, that of an entity, or the key dates.

    Exit status 1 when nothing was published yet.
    """
    from warehouse import published

    wanted = published.Filter(**filter_parts(asked))
    if key_dates and (entity or wanted != published.Filter(wanted.collection, wanted.first, wanted.last)):
        raise click.UsageError("--key-dates goes with --collection, --from and --to only")
    path = data / "timeline.duckdb"
    if key_dates:
        rows = published.key_dates(path, key_dates, wanted)
    elif entity:
        rows = published.entity_timeline(path, entity, wanted)
    else:
        rows = published.timeline(path, wanted)
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
    elif key_dates:
        print_days(rows)
    else:
        print_rows(rows, Console())


@main.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    help="What to write: csv, jsonl, geojson or parquet.  [default: by the ending of TARGET]",
)
@filter_options
@data_option
def export(target: Path, form: str | None, data: Path, **asked: Any) -> None:
    """Write the published timeline to a file for other programs.

    TARGET.about.json, written beside it, says the filter, the refresh, how many rows there are, and what is
    left out.
    """
    from viewer.exports import FORMATS
    from viewer.exports import export as exported
    from warehouse import published

    form = form or target.suffix.removeprefix(".")
    if form not in FORMATS:
        raise Misuse(f"{target.name} ends in none of {', '.join(FORMATS)}: give a --format")
    with published.opened(data / "timeline.duckdb") as connection:
        count = exported(connection, published.Filter(**filter_parts(asked)), form, target)
    click.echo(f"{target}: {count} event{'s' * (count != 1)}")


@main.command()
@click.argument("action", type=click.Choice(["join", "split", "date", "type", "suppress", "confirm", "undo"]))
@click.argument("names", nargs=-1, required=True, metavar="EVENT [VALUE]...")
@click.option("--by", required=True, envvar="DATELINE_USER", show_envvar=True, help="Who corrects.")
@click.option("--note", default="", help="Why.")
@data_option
def correct(action: str, names: tuple[str, ...], by: str, note: str, data: Path) -> None:
    """Correct an event; it takes effect at the next refresh, and is applied at each one after.

    \b
    join EVENT OTHER           they are one event
    split EVENT MENTION...     these mentions of it are an event of their own
    date EVENT EDTF            when it happened, such as 2024-10-31 or 2024-10/2024-11
    type EVENT TYPE[/MODE]     what kind of event it is
    suppress EVENT             it is no event for the timeline
    confirm EVENT              it is certain
    undo CORRECTION            take a correction back

    Events are named by their id, which `dateline timeline --json` prints. Corrections are lines of
    corrections.csv in the data folder.
    """
    from dateline.timeline.corrections import append_correction

    event, value = ("", names[0]) if action == "undo" else (names[0], " ".join(names[1:]))
    if action != "undo":
        event = _mention_of(data, event)
    if action == "join":
        value = _mention_of(data, value)
    added = append_correction(data / "corrections.csv", action, event, value, by, dt.date.today(), note)
    click.echo(f"{added.correction_id}: {action} {event} {value}".rstrip())
    click.echo("Run `dateline refresh` to apply it.")


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
    a document comes out, in the same order; of another language than English with its explicit dates alone. A
    line that is not a document is reported and skipped; the exit status is then 1.
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
@click.option("--event", help="Explain instead when the events were that this word of TEXT tells.")
def explain(text: str, published: dt.datetime | None, narrative: bool | None, event: str | None) -> None:
    """Show step by step how the time expressions of TEXT are resolved, or when an event was.

    Exit status 1 when it has none.
    """
    from dateline.events.dates.why import explain_event
    from dateline.temporal.explain import explain as explained

    day = published and published.date()
    derivations = list(explain_event(text, day, event) if event else explained(text, day, narrative))
    for number, steps in enumerate(derivations):
        if number:
            click.echo()
        for name, gave in steps:
            click.echo(f"{name:12} {gave}")
    if not derivations:
        click.echo(f"No word “{event}”." if event else "No time expression.", err=True)
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
    """Show the events of SENTENCE, and what found each. Exit status 1 when there are none."""
    from dateline.engine import read

    mentions = read(sentence, published and published.date()).mentions
    for mention in mentions:
        mode = f"/{mention.event_mode}" if mention.event_mode else ""
        click.echo(
            f"{mention.trigger}: {mention.event_type}{mode}, {mention.realis}, {mention.confidence:.2f}, "
            f"found by {mention.found_by}"
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


@main.command()
@click.option("--port", default=3001, show_default=True, help="The port.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address; any but this machine's asks for a token.",
)
@click.option(
    "--token",
    envvar="DATELINE_TOKEN",
    show_envvar=True,
    help="What others have to name, 16 characters or more.",
)
@data_option
def serve(port: int, host: str, token: str | None, data: Path) -> None:
    """Serve the pages of the published timeline: events, documents with their evidence, search, feeds.

    They follow each refresh. Without a token this machine alone is answered.
    """
    from viewer.security import LOOPBACK, TOKEN_LENGTH
    from viewer.server import serve as serve_pages

    if token is None and host not in LOOPBACK:
        raise Misuse(f"others can reach {host}: give a --token of {TOKEN_LENGTH} characters or more")
    if token is not None and len(token) < TOKEN_LENGTH:
        raise Misuse(f"the token has {len(token)} characters; {TOKEN_LENGTH} are the least")
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Pages: http://{shown}:{port}/{f'?token={token}' if token else ''} (Ctrl-C ends)")
    serve_pages(data / "timeline.duckdb", host, port, token)


def _mention_of(data: Path, name: str) -> str:
    """The mention that stands for an event, given the event's id or the mention's own."""
    from warehouse.published import mention_of

    if name.startswith("m_"):
        return name
    mention = mention_of(data / "timeline.duckdb", name)
    if mention is None:
        raise click.ClickException(f"there is no event {name}: `dateline timeline --json` prints their ids")
    return mention
