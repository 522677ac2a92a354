"""JSON lines, plain or gzipped: many documents in a file, each line read on its own."""

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.documents.decoding import is_storable, refuse_binary
from dateline.documents.errors import DocumentError
from dateline.documents.limits import refuse_endless
from dateline.documents.metadata import Metadata, merged, metadata_of
from dateline.documents.plain_text import told_by

# What news-please calls the keys of a record.
_NEWS_PLEASE = {"maintext": "text", "date_publish": "published", "source_domain": "publisher"}
_GZIP = b"\x1f\x8b"
_MOST_BYTES = 1 << 30  # that a file may open to
_MOST_LINE = 20 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Record:
    """A line: its number, the hash of its bytes (no line end), and its document or what is wrong with it."""

    line: int
    content_sha256: str
    key: str | None
    text: str
    metadata: Metadata
    error: str | None


def read_json_lines(data: bytes, name: str) -> Iterator[Record]:
    """The records of a file, in order; blank lines are passed over. A bad line is a record with an error.

    Raises DocumentError when the file as a whole cannot be opened.
    """
    for number, line in enumerate(_lines(data), start=1):
        if number == 1:
            refuse_binary(line)
        if not line.strip():
            continue
        digest = hashlib.sha256(line.rstrip(b"\r\n")).hexdigest()
        try:
            yield Record(number, digest, *_parsed(line, f"{name} line {number}"), None)
        except DocumentError as error:
            yield Record(number, digest, None, "", Metadata(), str(error))


def _lines(data: bytes) -> Iterator[bytes]:
    """The lines of a file, of an endless one its beginning: a small gzip file may open to one."""
    packed = io.BytesIO(data)
    size = 0
    try:
        with gzip.open(packed) if data.startswith(_GZIP) else packed as stream:
            while line := stream.readline(_MOST_LINE + 1):
                size += len(line)
                rest = line
                while len(rest) > _MOST_LINE and size <= _MOST_BYTES:
                    rest = stream.readline(_MOST_LINE + 1)
                    size += len(rest)
                if size > _MOST_BYTES:
                    raise DocumentError(f"the file opens to over {_MOST_BYTES:,} bytes: split it")
                yield line
    except (OSError, EOFError, zlib.error) as error:
        raise DocumentError(f"the gzip data is damaged ({error}): fetch the file again") from error


def _parsed(line: bytes, where: str) -> tuple[str | None, str, Metadata]:
    """The id, text and metadata of a line."""
    if len(line) > _MOST_LINE:
        raise DocumentError(f"{where}: over {_MOST_LINE:,} bytes; split it")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DocumentError(
            f'{where}: not JSON ({error}); write {{"id": …, "text": …}} on one line'
        ) from error
    if not isinstance(record, dict):
        raise DocumentError(f'{where}: not a JSON object; write {{"id": …, "text": …}}')
    record = _renamed(record)
    text, key = record.get("text"), record.get("id")
    if not isinstance(text, str) or not text.strip():
        raise DocumentError(f"{where}: text: missing or empty; give the document's text")
    if not is_storable(text):
        raise DocumentError(f"{where}: text: holds half a character (a lone surrogate) or NUL; remove it")
    try:
        refuse_endless(text)
    except DocumentError as error:
        raise DocumentError(f"{where}: {error}") from error
    if not isinstance(key, str | int | None) or (isinstance(key, str) and not is_storable(key)):
        raise DocumentError(f"{where}: id: not a text; write a string that no other line has")
    stated = metadata_of(record, "record", lambda _: where)
    return (
        str(key) if key not in (None, "") else None,
        text,
        merged([stated, told_by(text, stated.language or "en")]),
    )


def _renamed(record: dict[str, object]) -> dict[str, object]:
    """A record under this project's names; one of news-please's has no id but its address."""
    if "maintext" not in record or "text" in record:
        return record
    return {"id": record.get("url"), **{_NEWS_PLEASE.get(key, key): record[key] for key in record}}
