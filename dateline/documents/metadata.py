"""A document's metadata from several places, each key from the most trusted place that has it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from dateline.documents.dates import day_of, is_placeholder
from dateline.documents.decoding import is_storable
from dateline.documents.errors import DocumentError
from dateline.records import PublishedBasis

# What others call the publication day; where such a key holds no date, it is another matter.
_ALSO_PUBLISHED = ("date", "pubdate", "datePublished", "date_published", "publication_date")
_KEYS = ("title", "published", "url", "publisher", "authors", "author", "language", "collection")
_MOST_YAML = 65_536  # characters; metadata is a few lines, and YAML is slow to read
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


# How sure a publication day is by the place that states it, where no other place was asked.
CONFIDENCE: dict[PublishedBasis, float] = {
    "sidecar": 1.0,
    "front_matter": 1.0,
    "record": 1.0,
    "feed": 0.95,
    "dateline": 0.9,
    "url": 0.9,
    "json_ld": 0.9,
    "opengraph": 0.85,
    "time_element": 0.85,
    "markup": 0.75,
    "none": 0.0,
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What one place says of a document; `basis` names the place.

    `confidence` is how sure the day is, 0 to 1; None where the place as such tells (`CONFIDENCE`). `warnings`
    name what was passed over or is in doubt.
    """

    published: dt.date | None = None
    basis: PublishedBasis = "none"
    confidence: float | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    collection: str | None = None
    warnings: tuple[str, ...] = ()


def merged(places: Sequence[Metadata]) -> Metadata:
    """The metadata of several places, the most trusted first."""
    dated = next((place for place in places if place.published), Metadata())
    texts = (place.published for place in places if place.basis == "dateline")
    late = () if dated.published is None else later_text(dated.published, texts, 0)
    return Metadata(
        published=dated.published,
        basis=dated.basis if dated.published else "none",
        confidence=dated.confidence,
        title=_first(place.title for place in places),
        url=_first(place.url for place in places),
        publisher=_first(place.publisher for place in places),
        authors=next((place.authors for place in places if place.authors), ()),
        language=_first(place.language for place in places),
        collection=_first(place.collection for place in places),
        warnings=(*(warning for place in places for warning in place.warnings), *late),
    )


def later_text(published: dt.date, texts: Iterable[dt.date | None], slack: int) -> tuple[str, ...]:
    """The warning that a text is dated more than so many days after its publication, if it is."""
    late = next((day for day in texts if day and (day - published).days > slack), None)
    return () if late is None else (f"the text is dated {late}, after its publication on {published}",)


def no_day(day: dt.date) -> str:
    """The warning that a day is what programs write for none."""
    return f"{day} is what programs write that know no date; it is not taken"


def metadata_of_yaml(text: str, name: str, first_line: int, basis: PublishedBasis) -> Metadata:
    """The metadata of a sidecar or of front matter, whose first line is line `first_line` of file `name`.

    Keys that are not known are warned of by name. Raises DocumentError naming file and line.
    """
    if len(text) > _MOST_YAML:
        raise DocumentError(
            f"{name}: over {_MOST_YAML:,} characters of metadata; write a few `key: value` lines"
        )
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise DocumentError(
            f"{name} line {first_line + line}: not YAML: {error.problem}; write `key: value`"
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise DocumentError(f"{name}: not YAML: {error}; write `key: value` lines") from error
    if node is None:
        return Metadata()
    if not isinstance(node, yaml.MappingNode):
        raise DocumentError(
            f"{name} line {first_line}: not `key: value` lines; write `published: 2024-11-06`"
        )
    pairs = [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
    lines = {key.value: key.start_mark.line for key, _ in pairs}
    # Words as they stand: YAML's own types would take `no` for false and choke on a 13th month.
    entries = {key.value: _plain(value) for key, value in pairs}

    def where(key: str) -> str:
        return f"{name} line {first_line + lines[key]}"

    unknown = [key for key in entries if key not in (*_KEYS, *_ALSO_PUBLISHED)]
    warnings = tuple(
        f"{where(key)}: {key}: no key that is read; there are {', '.join(_KEYS)}" for key in unknown
    )
    return replace(metadata_of(entries, basis, where), warnings=warnings)


def metadata_of(
    entries: Mapping[str, object], basis: PublishedBasis, where: Callable[[str], str]
) -> Metadata:
    """The metadata of known keys; others are passed over. `where` tells the place of a key for errors.

    Raises DocumentError for a date that is none and for a value of the wrong kind.
    """

    def text(key: str) -> str | None:
        value = entries.get(key)
        words = _names(value)
        if isinstance(value, list) or (isinstance(value, dict) and not words):
            raise DocumentError(f"{where(key)}: {key}: not a text; write `{key}: words`")
        if not all(map(is_storable, words)):
            raise DocumentError(f"{where(key)}: {key}: holds half a character or NUL; write it anew")
        return words[0] if words else None

    authors_key = "authors" if entries.get("authors") else "author"
    authors = _names(entries.get(authors_key))
    if not all(map(is_storable, authors)):
        raise DocumentError(
            f"{where(authors_key)}: {authors_key}: holds half a character or NUL; write it anew"
        )
    language = language_of(text("language"))
    published = text("published")
    day = None if published is None else day_of(published, language or "en")
    if published is not None and day is None:
        raise DocumentError(
            f"{where('published')}: published: {published[:60]!r} is not a date; write YYYY-MM-DD"
        )
    if day is None:
        others = [value for key in _ALSO_PUBLISHED if not isinstance(value := entries.get(key), list | dict)]
        days = (day_of(words, language or "en") for value in others for words in _names(value))
        day = next(filter(None, days), None)
    warnings: tuple[str, ...] = ()
    if basis == "record" and day is not None and is_placeholder(day):  # people may mean that very day
        warnings = (f"{where('published')}: published: {no_day(day)}",)
        day = None
    return Metadata(
        published=day,
        basis=basis,
        title=text("title"),
        url=text("url"),
        publisher=text("publisher"),
        authors=authors,
        language=language,
        collection=text("collection"),
        warnings=warnings,
    )


def language_of(value: str | None) -> str | None:
    """The language of a tag such as `en-GB`, `en`; what is no tag is left as it stands."""
    match = _CODE.fullmatch(value.strip()) if value else None
    return match[1].lower() if match else value


def _plain(node: yaml.Node) -> object:
    """A scalar's words, a list of them, or a mapping's `name`."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == "tag:yaml.org,2002:null" else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value if not isinstance(item, yaml.SequenceNode)]
    return {"name": next((value.value for key, value in node.value if key.value == "name"), None)}


def _names(value: object) -> tuple[str, ...]:
    """The words of a value: itself, the `name` of a mapping, or those of a list's items."""
    items = value if isinstance(value, list) else [value]
    named: Iterable[Any] = (item.get("name") if isinstance(item, dict) else item for item in items)
    words = (str(item).strip() for item in named if isinstance(item, str | int | float))
    return tuple(word for word in words if word)


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
