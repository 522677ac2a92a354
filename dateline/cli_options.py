"""What the commands share: options, exit statuses, the declared sources."""

from pathlib import Path

import click

from dateline.records import Source

FAILED = 1  # exit status: the work was done in part, or not at all
MISUSED = 2  # exit status: the command or the sources file is not right

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default="data",
    envvar="DATELINE_DATA",
    show_default=True,
    show_envvar=True,
    help="The folder that holds all that dateline writes.",
)
sources_option = click.option(
    "--sources",
    type=click.Path(dir_okay=False, path_type=Path),
    default="seeds/sources.yaml",
    envvar="DATELINE_SOURCES",
    show_default=True,
    show_envvar=True,
    help="The file that declares the sources.",
)


class Misuse(click.ClickException):
    """The command or the sources file is not right."""

    exit_code = MISUSED


def declared_sources(sources: Path) -> dict[str, Source]:
    """The sources of a sources file by name; it ends the command when the file is not right."""
    from dateline.documents import SourcesError, load_sources

    try:
        return {source.source_id: source for source in load_sources(sources)}
    except SourcesError as error:
        raise Misuse(str(error)) from error
