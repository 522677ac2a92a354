"""pages: one web page, or the pages whose addresses a text file lists, an address a line."""

from collections.abc import Iterator
from pathlib import Path

from dateline.documents.errors import SourceUnreadable
from dateline.documents.fetching import FetchError
from dateline.documents.sources.items import Item, kept, page_notes
from dateline.documents.sources.web import Web
from dateline.records import Source


def items(source: Source, landing_folder: Path, web: Web) -> Iterator[Item]:
    """The pages, each asked for conditionally. Raises SourceUnreadable when the list cannot be read."""
    for url in addresses(source):
        yield page_item(url, url, landing_folder, web)


def addresses(source: Source) -> list[str]:
    """The addresses, each once, in their order; blank lines and those that begin with # are passed over."""
    if is_address(source.location):
        return [source.location]
    try:
        text = Path(source.location).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnreadable(
            f"source {source.source_id!r}: {source.location} cannot be read ({error}): "
            "write a text file with an address on each line"
        ) from error
    lines = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def watched(source: Source) -> list[Path]:
    """The list of addresses."""
    return [Path(source.location)]


def is_address(location: str) -> bool:
    """Whether a location is a web address rather than a path."""
    return location.startswith(("http://", "https://"))


def page_item(
    path: str,
    url: str,
    landing_folder: Path,
    web: Web,
    version: str | None = None,
    **stated: object,
) -> Item:
    """The page at an address as an item, with what else is stated of it; an error if it cannot be had."""
    try:
        page = web.get(url, version)
    except FetchError as error:
        return Item(path, error=f"{url}: {error}")
    return kept(landing_folder, path, page.data, page_notes(page.url, page.content_type, **stated))
