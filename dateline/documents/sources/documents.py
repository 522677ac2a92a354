"""Items of sources to documents: what is said beside the bytes completes what the bytes say."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from dateline.documents.dates import day_of, is_placeholder
from dateline.documents.decoding import decode
from dateline.documents.detection import detected_language
from dateline.documents.errors import DocumentError
from dateline.documents.isolation import apart
from dateline.documents.metadata import CONFIDENCE, language_of, no_day
from dateline.documents.reading import BULK, read_document, read_file
from dateline.documents.sources.items import Item
from dateline.documents.sources.media import NAMES, charset, media_type
from dateline.records import Document, Source, stable_id

_OF_FILES = ("folder", "jsonl")


def documents_of(
    source: Source, item: Item, data: bytes, beside: bytes | None, fetched_at: datetime
) -> list[Document]:
    """The documents of an item, from its bytes and those beside it; what cannot be read is a failed one."""
    if source.kind in _OF_FILES:
        folder = Path(source.location) if source.kind == "folder" else Path()
        placed = replace(source, location=str(folder))
        return read_file(placed, folder / item.path, data, beside, fetched_at)
    return [_page(source, item, data, json.loads(beside or b"{}"), fetched_at)]


def documents_apart(
    source: Source, item: Item, data: bytes, beside: bytes | None, fetched_at: datetime
) -> list[Document]:
    """`documents_of` in the worker process, where a hostile file or page costs itself only.

    Bulk files are read here: their parser is safe, and they may take longer than a page.
    """
    if source.kind == "jsonl" or item.path.lower().endswith(BULK):
        return documents_of(source, item, data, beside, fetched_at)
    try:
        return apart(documents_of, source, item, data, beside, fetched_at)
    except DocumentError as error:
        return [failed_item(source, replace(item, error=str(error)), fetched_at)]


def failed_item(source: Source, item: Item, fetched_at: datetime) -> Document:
    """The failed document of an item whose bytes cannot be had."""
    return _failed(source, item, item.error or "", None, fetched_at)


def _page(source: Source, item: Item, data: bytes, notes: dict[str, Any], fetched_at: datetime) -> Document:
    """A page's document: what the page says of itself, then what its feed or sitemap entry says."""
    url = notes.get("url")
    try:
        read = read_document(_in_unicode(data, notes.get("content_type", "")), _name(notes), url)
    except DocumentError as error:
        return _failed(source, item, str(error), url, fetched_at)
    language = read.language
    if language == "en" and detected_language(read.text) is None:  # the reader's answer when nothing tells it
        language = language_of(notes.get("language")) or source.language
    if read.published_at is None:
        read = _dated_by_entry(read, day_of(notes.get("published", ""), language), fetched_at.date())
    return replace(
        read,
        document_id=stable_id("d", source.source_id, item.path),
        source_id=source.source_id,
        external_id=item.path,
        collection=read.collection or source.collection,
        title=read.title or notes.get("title"),
        authors=read.authors or tuple(notes.get("authors", ())),
        publisher=read.publisher or notes.get("publisher") or source.publisher,
        language=language,
        fetched_at=fetched_at,
        content_sha256=item.content_sha256,
    )


def _dated_by_entry(document: Document, day: date | None, fetched: date) -> Document:
    """A document with the day that its feed or sitemap states, which cannot be after it was fetched."""
    if day is None:
        return document
    if is_placeholder(day):
        return replace(document, warnings=(*document.warnings, f"feed: {no_day(day)}"))
    if day > fetched + timedelta(days=1):
        warning = f"feed: {day} is after it was fetched, on {fetched}; it is not taken"
        return replace(document, warnings=(*document.warnings, warning))
    return replace(
        document, published_at=day, published_basis="feed", published_confidence=CONFIDENCE["feed"]
    )


def _name(notes: dict[str, Any]) -> str:
    """The name that tells the reader the format: by the media type, else by the address."""
    known = NAMES.get(media_type(notes.get("content_type", "")))
    if known is not None and notes.get("content_type"):
        return known
    name = PurePosixPath(urlsplit(notes.get("url", "")).path).name
    return name if PurePosixPath(name).suffix else "page.html"


def _in_unicode(data: bytes, content_type: str) -> bytes:
    """Text whose encoding only the server told, as UTF-8; anything else as it is."""
    encoding = charset(content_type)
    if encoding in (None, "utf-8", "utf8") or not media_type(content_type).startswith("text/"):
        return data
    return decode(data, encoding).encode()


def _failed(source: Source, item: Item, error: str, url: str | None, fetched_at: datetime) -> Document:
    return Document(
        document_id=stable_id("d", source.source_id, item.path),
        source_id=source.source_id,
        external_id=item.path,
        collection=source.collection,
        url=url,
        title=None,
        authors=(),
        publisher=source.publisher,
        language=source.language,
        published_at=None,
        published_basis="none",
        published_confidence=0.0,
        fetched_at=fetched_at,
        content_sha256=item.content_sha256,
        revision=1,
        duplicate_of=None,
        text="",
        status="failed",
        error=error,
    )
