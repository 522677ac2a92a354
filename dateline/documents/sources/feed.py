"""feed: the entries of an RSS or Atom feed, or the pages behind them."""

import html
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import feedparser

from dateline.documents.errors import DocumentError, SourceUnreadable
from dateline.documents.fetching import FetchError
from dateline.documents.isolation import apart
from dateline.documents.sources.items import Item, kept, page_notes
from dateline.documents.sources.pages import page_item
from dateline.documents.sources.web import Page, Web
from dateline.records import Source

_MOST_ENTRIES = 5000
_TAGS = (b"<item", b"<entry")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of a document; `published` and `updated` in the feed's own words."""

    key: str
    url: str
    title: str
    content: str
    published: str
    updated: str
    authors: tuple[str, ...]
    language: str


def items(source: Source, landing_folder: Path, web: Web) -> Iterator[Item]:
    """The entries, newest first as the feed has them; with `follow` the pages that they lead to.

    Raises SourceUnreadable when the feed cannot be had or is none.
    """
    try:
        page = web.get(source.location)
        entries = apart(entries_of, page)
    except (FetchError, DocumentError) as error:
        raise SourceUnreadable(f"source {source.source_id!r}: {source.location}: {error}") from error
    for entry in entries:
        stated = {
            "title": entry.title,
            "published": entry.published,
            "authors": list(entry.authors),
            "language": entry.language,
        }
        if source.follow and entry.url:
            version = entry.updated or entry.published
            yield page_item(entry.key, entry.url, landing_folder, web, version, **stated)
        else:
            notes = page_notes(entry.url or page.url, "text/html", **stated)
            yield kept(landing_folder, entry.key, _as_page(entry), notes)


def entries_of(page: Page) -> list[Entry]:
    """The entries of a feed's bytes, each key once. Raises DocumentError when they are no feed."""
    if max(page.data.count(tag) for tag in _TAGS) > _MOST_ENTRIES:
        raise DocumentError(f"the feed has over {_MOST_ENTRIES:,} entries")
    # Given an open file, feedparser neither fetches nor opens what the bytes might name.
    parsed: Any = feedparser.parse(
        io.BytesIO(page.data),
        response_headers={"content-type": page.content_type, "content-location": page.url},
        sanitize_html=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise DocumentError("the answer is no RSS or Atom feed: give the address of one")
    language = _words(parsed.feed.get("language"))
    entries = (_entry(entry, language) for entry in parsed.entries)
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.key:
            found.setdefault(entry.key, entry)
    return list(found.values())


def _entry(entry: Any, language: str) -> Entry:
    url = _words(entry.get("link"))
    contents = [_words(part.get("value")) for part in entry.get("content", [])]
    updated = _words(dict.get(entry, "updated"))  # feedparser's own `get` would give the publication
    authors = (_words(author.get("name")) for author in entry.get("authors", []))
    return Entry(
        key=_words(entry.get("id")) or url,
        url=url if url.startswith(("http://", "https://")) else "",
        title=_words(entry.get("title")),
        content=max([*contents, _words(entry.get("summary"))], key=len),
        published=_words(entry.get("published")) or updated,
        updated=updated,
        authors=tuple(name for name in authors if name),
        language=language,
    )


def _words(value: object) -> str:
    """Text that can be stored: without NUL and half characters."""
    text = str(value or "").replace("\0", "")
    return text.encode("utf-8", errors="replace").decode("utf-8").strip()


def _as_page(entry: Entry) -> bytes:
    """An entry as the page that it would be."""
    title = html.escape(entry.title)
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>\n{entry.content}</article></body></html>"
    ).encode()
