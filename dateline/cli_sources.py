"""`dateline source`: declaring sources, and seeing what they would give."""

import datetime as dt
from itertools import islice
from pathlib import Path

import click

from dateline.cli_options import Misuse, declared_sources, sources_option


@click.group(name="source")
def source_group() -> None:
    """Declare sources, and see what they would give."""


@source_group.command(name="add")
@click.argument("place")
@click.option("--name", help="The source's name.  [default: from the host, the file or the folder]")
@click.option("--collection", help="The collection that it belongs to.  [default: its name]")
@click.option("--publisher", help="Who publishes its documents.")
@click.option("--follow", is_flag=True, help="Read the pages behind the entries of a feed.")
@click.option(
    "--private-host", "private_hosts", multiple=True, help="A host that may be at a private address."
)
@sources_option
def add_source(
    place: str,
    name: str | None,
    collection: str | None,
    publisher: str | None,
    follow: bool,
    private_hosts: tuple[str, ...],
    sources: Path,
) -> None:
    """Write an entry for PLACE, a web address or a path, into the sources file.

    The kind is found by looking: a feed (or a page that names its feed), a sitemap, a page, JSON lines, a web
    archive, a list of addresses, a folder. Exit status 1 when it cannot be had or is no source.
    """
    from dateline.documents.fetching import Client
    from dateline.documents.sources.adding import add_entry, detect, name_of

    found = detect(place, Client(), private_hosts)
    name = name or name_of(place)
    told = {
        "name": name,
        "kind": found.kind,
        "location": found.location,
        "collection": collection or name,
        "publisher": publisher,
        "follow": follow,
        "private_hosts": list(private_hosts),
    }
    add_entry(sources, {key: value for key, value in told.items() if value})
    click.echo(f"{sources}: source {name}, a {found.kind} at {found.location}")
    click.echo(f"`dateline source test {name}` shows what it gives.")


@source_group.command(name="test")
@click.argument("name")
@click.option("--most", default=10, show_default=True, help="How many documents to show.")
@sources_option
def test_source(name: str, most: int, sources: Path) -> None:
    """Show the first documents that the source NAME would give; nothing is kept.

    Exit status 1 when it cannot be read or gives nothing.
    """
    from dateline.documents.fetching import Client
    from dateline.documents.sources.trying import try_source

    declared = declared_sources(sources)
    if name not in declared:
        raise Misuse(f"no source is named {name}; there are {', '.join(sorted(declared))}")
    shown = 0
    for document in islice(try_source(declared[name], Client(), dt.datetime.now(dt.UTC)), most):
        shown += 1
        day = f"{document.published_at or 'undated'} ({document.published_basis})"
        told = document.error or f"{day}  {len(document.text):,} characters  {document.title or ''}"
        click.echo(f"{document.external_id}\n    {document.status}: {told}")
    if not shown:
        raise click.ClickException(f"source {name} gives nothing")
