"""Sources: one module a kind, all with one interface; what they declare and how it is read.

A kind gives the items of a source as they are now, their bytes put into the landing folder. To add one, write
its module, list it in KINDS and in `declaration.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.documents.sources import feed, folder, jsonl, pages, sitemap, warc
from dateline.documents.sources.declaration import load_sources
from dateline.documents.sources.documents import documents_apart, failed_item
from dateline.documents.sources.items import Item
from dateline.documents.sources.pages import is_address
from dateline.documents.sources.web import Fetch, Web
from dateline.records import Source

__all__ = [
    "KINDS",
    "Fetch",
    "Item",
    "Kind",
    "Web",
    "documents_apart",
    "failed_item",
    "is_address",
    "is_remote",
    "load_sources",
    "watched_files",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """How sources of a kind are read.

    `items` gives the items; it raises SourceUnreadable when the source as a whole cannot be read. Where
    `is_complete`, what is not among them any longer is gone; a feed only tells what is new. `watched` gives
    the files whose change asks for a refresh.
    """

    items: Callable[[Source, Path, Web], Iterator[Item]]
    is_complete: bool
    watched: Callable[[Source], list[Path]] = lambda _: []


KINDS = {
    "folder": Kind(folder.items, True, folder.watched),
    "pages": Kind(pages.items, True, pages.watched),
    "feed": Kind(feed.items, False),
    "sitemap": Kind(sitemap.items, False),
    "jsonl": Kind(jsonl.items, True, jsonl.watched),
    "warc": Kind(warc.items, True, warc.watched),
}


def watched_files(source: Source) -> list[Path]:
    """The files of a source on this machine whose change asks for a refresh. Raises SourceUnreadable."""
    return KINDS[source.kind].watched(source)


def is_remote(source: Source) -> bool:
    """Whether reading a source means waiting for the network."""
    return source.kind == "pages" or is_address(source.location)
