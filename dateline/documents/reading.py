"""A file of a source to its documents: the format by its name and bytes, the metadata in order of trust."""

import datetime as dt
import hashlib
import re
from dataclasses import replace
from pathlib import Path

from dateline.documents.bulk import Record, read_bulk
from dateline.documents.dates import day_of_dateline, day_of_url
from dateline.documents.decoding import decode
from dateline.documents.errors import DocumentError
from dateline.documents.html import read_html
from dateline.documents.metadata import Metadata, merged, metadata_of_yaml
from dateline.records import Document, Source, stable_id

READER_VERSION = "1"  # raised when files are read otherwise than before

_HTML = {".html", ".htm", ".xhtml"}
_MARKDOWN = {".md", ".markdown"}
_BULK = {".jsonl", ".ndjson", ".gz"}
_TEXT = {".txt"}
_MOST_BYTES = 50 << 20  # of a file that is one document
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)?---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TITLE_LENGTH = 120
_ANONYMOUS = Source("", "folder", "", "", None, "F", "en")


def read_document(data: bytes, name: str, url: str | None = None) -> Document:
    """A document from a file's bytes; `name` tells the format, `url` where it came from.

    Raises DocumentError, saying why and what to do, when it cannot be read.
    """
    text, metadata = _read(data, name)
    places = [metadata, Metadata(published=day_of_url(url or metadata.url), basis="url", url=url)]
    return _document(_ANONYMOUS, name, data, text, merged(places), None)


def read_file(
    source: Source, path: Path, data: bytes, sidecar: bytes | None, fetched_at: dt.datetime
) -> list[Document]:
    """The documents of a file of a source; what cannot be read is a document with status 'failed' and its error.

    `sidecar` holds the bytes of `<file>.meta.yaml`, if there is one; its metadata is trusted most.
    """
    external_id = path.relative_to(source.location).as_posix()
    try:
        stated = (
            Metadata()
            if sidecar is None
            else metadata_of_yaml(sidecar, f"{external_id}.meta.yaml", "sidecar")
        )
        if _ending(path.name) in _BULK:
            return _bulk(source, external_id, data, stated, fetched_at)
        text, metadata = _read(data, external_id)
    except DocumentError as error:
        return [_failed(source, external_id, hashlib.sha256(data).hexdigest(), str(error), fetched_at)]
    url = stated.url or metadata.url
    whole = merged([stated, metadata, Metadata(published=day_of_url(url), basis="url")])
    return [_document(source, external_id, data, text, whole, fetched_at)]


def unreadable_file(source: Source, path: Path, error: OSError, fetched_at: dt.datetime) -> Document:
    """The failed document of a file whose bytes cannot be had."""
    external_id = path.relative_to(source.location).as_posix()
    return _failed(source, external_id, "", f"the file cannot be opened: {error.strerror}", fetched_at)


def _read(data: bytes, name: str) -> tuple[str, Metadata]:
    """The text of a single document and what the document itself says of it."""
    ending = _ending(name)
    if len(data) > _MOST_BYTES:
        raise DocumentError(
            f"the file has {len(data):,} bytes; a document may have {_MOST_BYTES:,}: split it"
        )
    if ending in _HTML:
        return read_html(data)
    if ending in _MARKDOWN:
        return _markdown(decode(data), name)
    if ending in _TEXT:
        text = decode(data)
        return text, _told(text)
    known = ", ".join(sorted(_HTML | _MARKDOWN | _BULK | _TEXT))
    raise DocumentError(
        f"{ending or 'a name without an ending'} is not a kind of document that is read ({known})"
    )


def _markdown(text: str, name: str) -> tuple[str, Metadata]:
    """Front matter split off; the rest of the text is kept character for character."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text, _told(text)
    body = text[match.end() :]
    if not body.strip():
        raise DocumentError("there is nothing below the front matter")
    return body, merged(
        [metadata_of_yaml(match[1] or "", f"{name} front matter", "front_matter"), _told(body)]
    )


def _told(text: str) -> Metadata:
    """What a plain text says of itself: a short first line without a full stop is its title."""
    lines = text.strip().split("\n", 1)
    first = lines[0].strip().lstrip("# ")
    is_title = len(lines) > 1 and 0 < len(first) <= _TITLE_LENGTH and first[-1] not in ".:;,"
    return Metadata(published=day_of_dateline(text), basis="dateline", title=first if is_title else None)


def _bulk(
    source: Source, external_id: str, data: bytes, stated: Metadata, fetched_at: dt.datetime
) -> list[Document]:
    documents: list[Document] = []
    seen: set[str] = set()
    for record in read_bulk(data, external_id):
        document = _of_record(source, external_id, record, stated, fetched_at)
        if document.external_id in seen:
            error = f"{external_id} line {record.line}: the id {record.key!r} stands on an earlier line too"
            key = f"{external_id}:{record.line}"
            document = _failed(source, key, record.content_sha256, error, fetched_at)
        seen.add(document.external_id)
        documents.append(document)
    if not documents:
        raise DocumentError("the file is empty")
    return documents


def _of_record(
    source: Source, external_id: str, record: Record, stated: Metadata, fetched_at: dt.datetime
) -> Document:
    key = f"{external_id}#{record.key}" if record.key is not None else f"{external_id}:{record.line}"
    if record.error is not None:
        return _failed(source, key, record.content_sha256, record.error, fetched_at)
    url = Metadata(published=day_of_url(record.metadata.url), basis="url")
    metadata = merged([replace(stated, title=None, url=None), record.metadata, url])
    document = _document(source, key, b"", record.text, metadata, fetched_at)
    return replace(document, content_sha256=record.content_sha256)


def _document(
    source: Source,
    external_id: str,
    data: bytes,
    text: str,
    metadata: Metadata,
    fetched_at: dt.datetime | None,
) -> Document:
    return Document(
        document_id=stable_id("d", source.source_id, external_id),
        source_id=source.source_id,
        external_id=external_id,
        collection=metadata.collection or source.collection,
        url=metadata.url,
        title=metadata.title,
        authors=metadata.authors,
        publisher=metadata.publisher or source.publisher,
        language=metadata.language or source.language,
        published_at=metadata.published,
        published_basis=metadata.basis,
        fetched_at=fetched_at,
        content_sha256=hashlib.sha256(data).hexdigest(),
        revision=1,
        duplicate_of=None,
        text=text,
        status="read",
        error=None,
    )


def _failed(source: Source, external_id: str, digest: str, error: str, fetched_at: dt.datetime) -> Document:
    empty = _document(source, external_id, b"", "", Metadata(), fetched_at)
    return replace(empty, content_sha256=digest, status="failed", error=error)


def _ending(name: str) -> str:
    return Path(name).suffix.lower()
