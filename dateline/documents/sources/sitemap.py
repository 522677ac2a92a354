"""sitemap: the pages that a sitemap, a news sitemap or an index of sitemaps lists."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from dateline.documents.errors import DocumentError, SourceUnreadable
from dateline.documents.fetching import FetchError
from dateline.documents.isolation import apart
from dateline.documents.sources.items import Item
from dateline.documents.sources.pages import page_item
from dateline.documents.sources.web import Web
from dateline.records import Source

_MOST_SITEMAPS = 50  # that an index may lead to
_MOST_OPENED = 60 << 20  # bytes; the standard allows 50 MB
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Listed:
    """A page, or with `is_sitemap` a further sitemap, with what is said of it."""

    url: str
    modified: str
    is_sitemap: bool = False
    title: str = ""
    published: str = ""
    publisher: str = ""
    language: str = ""


def items(source: Source, landing_folder: Path, web: Web) -> Iterator[Item]:
    """The pages; one whose date of change is that of the last refresh is not asked for again.

    Raises SourceUnreadable when a sitemap cannot be had or is none.
    """
    pending, seen, pages = [source.location], {source.location}, set[str]()
    for url in pending:  # grows as sitemaps lead to further ones
        try:
            listed = apart(listed_in, web.get(url).data)
        except (FetchError, DocumentError) as error:
            raise SourceUnreadable(f"source {source.source_id!r}: {url}: {error}") from error
        for entry in listed:
            if entry.is_sitemap:
                if entry.url not in seen and len(pending) < _MOST_SITEMAPS:
                    seen.add(entry.url)
                    pending.append(entry.url)
            elif entry.url not in pages:
                pages.add(entry.url)
                version = entry.modified or entry.published or None
                stated = {
                    "title": entry.title,
                    "published": entry.published,
                    "publisher": entry.publisher,
                    "language": entry.language,
                }
                yield page_item(entry.url, entry.url, landing_folder, web, version, **stated)


def listed_in(data: bytes) -> list[Listed]:
    """What the bytes of a sitemap list. Raises DocumentError when they are no sitemap."""
    if data.startswith(_GZIP):
        opener = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            data = opener.decompress(data, _MOST_OPENED)
        except zlib.error as error:
            raise DocumentError(f"the sitemap's gzip data is damaged ({error})") from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(f"the sitemap is no XML ({error})") from error
    if root is None or _local(root) not in ("urlset", "sitemapindex"):
        raise DocumentError("the answer is no sitemap: give the address of one")
    entries = (_listed(element) for element in root if _local(element) in ("url", "sitemap"))
    return [entry for entry in entries if entry.url]


def _listed(element: etree._Element) -> Listed:
    words = {_local(child): (child.text or "").strip() for child in element.iter() if len(child) == 0}
    return Listed(
        url=words.get("loc", ""),
        modified=words.get("lastmod", ""),
        is_sitemap=_local(element) == "sitemap",
        title=words.get("title", ""),
        published=words.get("publication_date", ""),
        publisher=words.get("name", ""),
        language=words.get("language", ""),
    )


def _local(element: etree._Element) -> str:
    """An element's name without namespace; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
