"""What every kind of source gives: items whose bytes lie in the landing folder."""

import json
from dataclasses import dataclass
from pathlib import Path

from dateline.documents import landing


@dataclass(frozen=True, slots=True)
class Item:
    """A file, page or entry of a source as it is now.

    `path` is its key within the source; its bytes and what is said of it beside them (a sidecar, the entry
    of a feed, how a page was sent) are named by their hashes in the landing folder. With an `error` there
    are no bytes.
    """

    path: str
    content_sha256: str = ""
    beside_sha256: str | None = None
    size: int = 0
    error: str | None = None


def kept(folder: Path, path: str, data: bytes, beside: bytes | None = None) -> Item:
    """An item whose bytes are put into the landing folder."""
    beside_sha256 = None if beside is None else landing.keep(folder, beside)
    return Item(path, landing.keep(folder, data), beside_sha256, len(data))


def page_notes(url: str, content_type: str, **stated: object) -> bytes:
    """What is said of a page beside its bytes: its address, its media type, what an entry states of it."""
    notes = {"url": url, "content_type": content_type, **stated}
    return json.dumps({key: value for key, value in notes.items() if value}, sort_keys=True).encode()
