"""JSON lines, plain or gzipped: many documents in a file, each line read on its own."""

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.documents.errors import DocumentError
from dateline.documents.metadata import Metadata, metadata_of_mapping

_MOST_BYTES = 1 << 30  # that a gzip file may open to


@dataclass(frozen=True, slots=True)
class Record:
    """A line: its number, the hash of its bytes, and the document on it or what is wrong with it."""

    line: int
    content_sha256: str
    key: str | None
    text: str
    metadata: Metadata
    error: str | None


def read_bulk(data: bytes, name: str) -> Iterator[Record]:
    """The records of a file, in order; blank lines are passed over. A bad line is a record with an error.

    Raises DocumentError when the file as a whole cannot be opened.
    """
    for number, line in enumerate(io.BytesIO(_opened(data)), start=1):
        if not line.strip():
            continue
        digest = hashlib.sha256(line).hexdigest()
        try:
            key, text, metadata = _parsed(line, f"{name} line {number}")
        except DocumentError as error:
            yield Record(number, digest, None, "", Metadata(), str(error))
        else:
            yield Record(number, digest, key, text, metadata, None)


def _opened(data: bytes) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            opened = stream.read(_MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DocumentError(f"the gzip data is damaged: {error}") from error
    if len(opened) > _MOST_BYTES:
        raise DocumentError("the file opens to over 1 GiB: split it")
    return opened


def _parsed(line: bytes, where: str) -> tuple[str | None, str, Metadata]:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError(f"{where}: not JSON: {error}") from error
    if not isinstance(record, dict):
        raise DocumentError(f"{where}: not a JSON object with `id` and `text`")
    text, key = record.get("text"), record.get("id")
    if not isinstance(text, str) or not text.strip():
        raise DocumentError(f"{where}: `text` is missing or empty")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise DocumentError(f"{where}: `text` holds half a character (a lone surrogate)") from error
    if "\x00" in text:
        raise DocumentError(f"{where}: `text` holds a NUL character")
    metadata = metadata_of_mapping(record, where, "record")
    return None if key is None else str(key), text, metadata
