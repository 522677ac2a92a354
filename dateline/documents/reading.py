"""A file of a source to its documents: the format by its name and bytes, the metadata in order of trust."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dateline.documents.dates import day_of_url
from dateline.documents.decoding import decode, refuse_binary
from dateline.documents.detection import detected_language
from dateline.documents.errors import DocumentError
from dateline.documents.folder import SIDECAR, external_id_of, sidecar_of
from dateline.documents.json_lines import Record, read_json_lines
from dateline.documents.limits import refuse_endless
from dateline.documents.markdown import read_markdown
from dateline.documents.metadata import CONFIDENCE, Metadata, merged, metadata_of_yaml
from dateline.documents.plain_text import read_plain_text
from dateline.records import Document, Source, stable_id

_TEXT = (".txt",)
_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")
_PDF_MAGIC = b"%PDF-"
_ZIP_MAGIC = b"PK\x03\x04"
_PDF = (".pdf",)
_DOCX = (".docx",)
BULK = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_MOST_BYTES = 50 << 20  # of a file that is one document
_ANONYMOUS = Source("", "folder", "", "", None, "F", "en")


def read_document(data: bytes, name: str, url: str | None = None) -> Document:
    """A document from a file's bytes; `name` tells the format, `url` where it came from. It has no source.

    Raises DocumentError, saying why and what to do, when it cannot be read.
    """
    if name.lower().endswith(BULK):
        raise DocumentError(f"{name} holds a document on each line: declare its folder as a source")
    text, metadata = _read(data, name, url, None)
    places = [Metadata(url=url), metadata, Metadata(published=day_of_url(url or metadata.url), basis="url")]
    return _document(_ANONYMOUS, name, hashlib.sha256(data).hexdigest(), text, merged(places), None)


def read_file(
    source: Source, path: Path, data: bytes, sidecar: bytes | None, fetched_at: dt.datetime
) -> list[Document]:
    """The documents of a file of a source; what cannot be read is one with status 'failed' and its error.

    `sidecar` holds the bytes of the file at `sidecar_of(path)`, if it is there; they are trusted most.
    """
    external_id = external_id_of(source, path)
    digest = hashlib.sha256(data).hexdigest()
    try:
        stated = (
            Metadata() if sidecar is None else _of_sidecar(sidecar, external_id_of(source, sidecar_of(path)))
        )
        if external_id.lower().endswith(BULK):
            documents = list(_bulk(source, external_id, data, stated, fetched_at))
            if not documents:
                raise DocumentError("the file is empty: fill it or remove it")
            return documents
        text, metadata = _read(data, external_id, stated.url, fetched_at.date())
    except DocumentError as error:
        return [_failed(source, external_id, digest, str(error), fetched_at)]
    of_url = Metadata(published=day_of_url(stated.url or metadata.url), basis="url")
    return [_document(source, external_id, digest, text, merged([stated, metadata, of_url]), fetched_at)]


def _read(data: bytes, name: str, url: str | None, latest: dt.date | None) -> tuple[str, Metadata]:
    """The text of a single document and what the document itself says of it."""
    text, metadata = _parsed(data, name, url, latest)
    refuse_endless(text)
    return text, metadata


def _parsed(data: bytes, name: str, url: str | None, latest: dt.date | None) -> tuple[str, Metadata]:
    """The text and metadata that the parser of a document's format gives.

    The parsers of each format are loaded with its first document: they take a second, and mostly run in the
    worker process.
    """
    ending = name.lower()
    if ending.endswith(SIDECAR):
        raise DocumentError("metadata of a file that is not there: add the file or remove its metadata")
    if not ending.endswith((*_TEXT, *_MARKDOWN, *_HTML, *_PDF, *_DOCX)):
        known = " ".join((*_TEXT, *_MARKDOWN, *_HTML, *_PDF, *_DOCX, *BULK))
        kind = Path(name).suffix or "a name without an ending"
        raise DocumentError(
            f"{kind} is not a kind of document that can be read: convert it to one of {known}"
        )
    if len(data) > _MOST_BYTES:
        raise DocumentError(f"{len(data):,} bytes; a document may have {_MOST_BYTES:,}: split it")
    # What the bytes begin with tells more than the name.
    if data.lstrip(b" \t\r\n")[:5] == _PDF_MAGIC:
        from dateline.documents.pdf import read_pdf

        return read_pdf(data)
    if ending.endswith(_DOCX) and data.startswith(_ZIP_MAGIC):
        from dateline.documents.docx import read_docx

        return read_docx(data)
    if ending.endswith((*_PDF, *_DOCX)):
        refuse_binary(data)
        raise DocumentError(
            f"the file is no {Path(name).suffix[1:].upper()}, whatever its name says: rename it"
        )
    if ending.endswith(_HTML):
        from dateline.documents.html import read_html

        return read_html(data, url, latest)
    if ending.endswith(_MARKDOWN):
        return read_markdown(data, name)
    return read_plain_text(data)


def _of_sidecar(data: bytes, name: str) -> Metadata:
    if not data.strip():
        return Metadata()
    try:
        text = decode(data)
    except DocumentError as error:
        raise DocumentError(f"{name}: {error}") from error
    return metadata_of_yaml(text, name, 1, "sidecar")


def _bulk(
    source: Source, external_id: str, data: bytes, stated: Metadata, fetched_at: dt.datetime
) -> Iterator[Document]:
    """The documents of a bulk file; a sidecar's title and URL are the file's, not theirs."""
    first_lines: dict[str, int] = {}
    for record in read_json_lines(data, external_id):
        key = record.key
        if key is not None and key in first_lines:
            error = (
                f"{external_id} line {record.line}: id: {key!r} is on line {first_lines[key]} too; change one"
            )
            record = replace(record, key=None, error=error)
        elif key is not None:
            first_lines[key] = record.line
        yield _of_record(source, external_id, record, replace(stated, title=None, url=None), fetched_at)


def _of_record(
    source: Source, file_id: str, record: Record, stated: Metadata, fetched_at: dt.datetime
) -> Document:
    external_id = f"{file_id}:{record.line}" if record.key is None else f"{file_id}#{record.key}"
    if record.error is not None:
        return _failed(source, external_id, record.content_sha256, record.error, fetched_at)
    of_url = Metadata(published=day_of_url(record.metadata.url), basis="url")
    metadata = merged([stated, record.metadata, of_url])
    return _document(source, external_id, record.content_sha256, record.text, metadata, fetched_at)


def _document(
    source: Source,
    external_id: str,
    digest: str,
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
        language=metadata.language or detected_language(text) or source.language,
        published_at=metadata.published,
        published_basis=metadata.basis,
        published_confidence=CONFIDENCE[metadata.basis]
        if metadata.confidence is None
        else metadata.confidence,
        fetched_at=fetched_at,
        content_sha256=digest,
        revision=1,
        duplicate_of=None,
        text=text,
        status="read",
        error=None,
        warnings=metadata.warnings,
    )


def _failed(source: Source, external_id: str, digest: str, error: str, fetched_at: dt.datetime) -> Document:
    empty = _document(source, external_id, digest, "", Metadata(), fetched_at)
    return replace(empty, status="failed", error=error)
