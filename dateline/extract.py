"""`dateline extract`: JSON lines of documents in, JSON lines of what was read out, no database.

In, a line a document: {"id", "text", "published"?, "title"?, "url"?, "language"?}. Out, a line a document in
the same order, with the keys of `json_of`.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import tee
from typing import Any

from dateline.engine import Reading, read_documents
from dateline.errors import DatelineError
from dateline.records import Document, EventMention, Participant, Place, TimeExpression


class NotADocument(DatelineError, ValueError):
    """A line that is not a document; the message says why."""


def extract(lines: Iterable[str]) -> Iterator[str | NotADocument]:
    """The output line of every input line, in order; for a line that is not a document, the error instead.

    Blank lines are passed over. The message of an error starts with the number of its line.
    """
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    entries, again = tee(_parsed(number, line) for number, line in numbered)
    readings = read_documents(entry for entry in again if isinstance(entry, Document))
    for entry in entries:
        if isinstance(entry, NotADocument):
            yield entry
            continue
        reading = next(readings)
        if reading.error is not None:
            yield NotADocument(f"document {entry.document_id!r}: {reading.error}")
        yield json.dumps(json_of(entry, reading), ensure_ascii=False)


def document_of(record: Mapping[str, Any]) -> Document:
    """The document of an input record. Raises NotADocument, saying what is missing or wrong."""
    if not isinstance(record, Mapping):
        raise NotADocument("not a JSON object")
    for key in ("id", "text"):
        if not isinstance(record.get(key), str):
            raise NotADocument(f"`{key}` must be a string")
    for key in ("title", "url", "language", "published"):
        if not isinstance(record.get(key), str | None):
            raise NotADocument(f"`{key}` must be a string or null")
    return Document(
        document_id=record["id"],
        source_id="",
        external_id=record["id"],
        collection="",
        url=record.get("url"),
        title=record.get("title"),
        authors=(),
        publisher=None,
        language=record.get("language") or "en",
        published_at=_published(record.get("published")),
        published_basis="record" if record.get("published") else "none",
        published_confidence=1.0 if record.get("published") else 0.0,
        fetched_at=None,
        content_sha256="",
        revision=1,
        duplicate_of=None,
        text=record["text"],
        status="read",
        error=None,
    )


def json_of(document: Document, reading: Reading) -> dict[str, Any]:
    """A document's reading as a JSON object."""
    return {
        "id": document.document_id,
        "published": _iso(document.published_at),
        "time_expressions": [json_of_expression(expression) for expression in reading.time_expressions],
        "mentions": [_mention(mention) for mention in reading.mentions],
    }


def _parsed(number: int, line: str) -> Document | NotADocument:
    try:
        return document_of(json.loads(line))
    except json.JSONDecodeError as error:
        return NotADocument(f"line {number}: not JSON: {error.msg} at column {error.colno}")
    except NotADocument as error:
        return NotADocument(f"line {number}: {error}")


def _published(value: str | None) -> dt.date | None:
    if not value:
        return None
    try:
        return dt.datetime.fromisoformat(value).date()
    except ValueError as error:
        raise NotADocument(f"`published` is {value!r}: write it as YYYY-MM-DD") from error


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def json_of_expression(expression: TimeExpression) -> dict[str, Any]:
    """A time expression as it is written in the output."""
    date = expression.date
    return {
        "start": expression.char_start,
        "end": expression.char_end,
        "text": expression.text,
        "type": expression.timex_type,
        "value": expression.timex_value,
        "mod": expression.timex_mod,
        "edtf": date.edtf,
        "earliest": _iso(date.earliest),
        "latest": _iso(date.latest),
        "granularity": date.granularity,
        "basis": date.basis,
        "rule": date.rule,
    }


def _mention(mention: EventMention) -> dict[str, Any]:
    date = mention.date
    return {
        "start": mention.char_start,
        "end": mention.char_end,
        "trigger": mention.trigger,
        "sentence_start": mention.sentence_start,
        "sentence_end": mention.sentence_end,
        "type": mention.event_type,
        "mode": mention.event_mode,
        "realis": mention.realis,
        "date": {
            "edtf": date.edtf,
            "earliest": _iso(date.earliest),
            "latest": _iso(date.latest),
            "granularity": date.granularity,
            "extent": date.extent,
            "basis": date.basis,
            "text": date.text,
            "sentence_start": mention.date_sentence_start,
            "sentence_end": mention.date_sentence_end,
        },
        "participants": [_participant(entry) for entry in mention.participants],
        "place": _place(mention.place),
        "quantities": [
            {"kind": q.kind, "value": q.value, "low": q.low, "high": q.high, "unit": q.unit, "text": q.text}
            for q in mention.quantities
        ],
        "confidence": mention.confidence,
        "found_by": mention.found_by,
    }


def _participant(entry: Participant) -> dict[str, Any]:
    return {
        "role": entry.role,
        "start": entry.char_start,
        "end": entry.char_end,
        "text": entry.text,
        "name": entry.entity.name,
        "entity_type": entry.entity.entity_type,
        "iso3": entry.entity.iso3,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "text": place.text,
        "name": place.name,
        "iso3": place.iso3,
        "precision": place.precision,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }
