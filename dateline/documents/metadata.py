"""A document's metadata from several places, each key from the most trusted place that has it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from dateline.documents.dates import required_day
from dateline.documents.errors import DocumentError
from dateline.records import PublishedBasis


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one place says of a document; `basis` names the place."""

    published: dt.date | None = None
    basis: PublishedBasis = "none"
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    collection: str | None = None


def merged(places: Sequence[Metadata]) -> Metadata:
    """The metadata of several places, the most trusted first."""
    dated = next((place for place in places if place.published), Metadata())
    return Metadata(
        published=dated.published,
        basis=dated.basis if dated.published else "none",
        title=_first(place.title for place in places),
        url=_first(place.url for place in places),
        publisher=_first(place.publisher for place in places),
        authors=next((place.authors for place in places if place.authors), ()),
        language=_first(place.language for place in places),
        collection=_first(place.collection for place in places),
    )


def metadata_of_yaml(data: str | bytes, where: str, basis: PublishedBasis) -> Metadata:
    """The metadata of a sidecar or of front matter. Raises DocumentError naming file and line."""
    try:
        entries = yaml.safe_load(data)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        raise DocumentError(f"{where}{line}: not YAML: {getattr(error, 'problem', error)}") from error
    except (UnicodeDecodeError, ValueError) as error:
        raise DocumentError(f"{where}: {error}") from error
    if entries is None:
        return Metadata()
    if not isinstance(entries, dict):
        raise DocumentError(f"{where}: write `key: value` lines, such as `published: 2024-11-06`")
    return metadata_of_mapping(entries, where, basis)


def metadata_of_mapping(entries: Mapping[Any, Any], where: str, basis: PublishedBasis) -> Metadata:
    """The metadata of known keys; others are passed over. Raises DocumentError for a date that is none."""
    published = entries.get("published")
    return Metadata(
        published=None if published in (None, "") else required_day(published, where),
        basis=basis,
        title=_string(entries.get("title")),
        url=_string(entries.get("url")),
        publisher=_string(entries.get("publisher")),
        authors=_authors(entries.get("authors", entries.get("author"))),
        language=_string(entries.get("language")),
        collection=_string(entries.get("collection")),
    )


def _string(value: Any) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int | float) else None


def _authors(value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    return tuple(name.strip() for name in names if isinstance(name, str) and name.strip())


def _first(values: Any) -> str | None:
    return next((value for value in values if value), None)
