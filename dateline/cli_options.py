"""What the commands share: options, exit statuses, the declared sources."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dateline.records import Source

Command = TypeVar("Command", bound=Callable[..., Any])

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


_FILTERS = (
    click.option("--collection", help="Only this collection."),
    click.option(
        "--from",
        "first",
        type=click.DateTime(["%Y-%m-%d"]),
        help="Only events that may lie on or after this day.",
    ),
    click.option(
        "--to",
        "last",
        type=click.DateTime(["%Y-%m-%d"]),
        help="Only events that may lie on or before this day.",
    ),
    click.option("--type", "event_type", type=str.upper, help="Only this event type, such as MOBILIZE."),
    click.option(
        "--country",
        type=str.upper,
        help="Only events in which this country (ISO 3166, three letters) takes part or that happen there.",
    ),
    click.option(
        "--place",
        help="Only events at a place, by words of its name, or in a country (ISO 3166, three letters).",
    ),
    click.option("--story", help="Only events that this story reports, by its id or words of its title."),
)


def filter_options(command: Command) -> Command:
    """The options that say which events, by the names of the parts of a filter."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def filter_parts(asked: dict[str, Any]) -> dict[str, Any]:
    """The parts of a filter as the options give them, with days for times."""
    return {name: value.date() if isinstance(value, dt.datetime) else value for name, value in asked.items()}


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
