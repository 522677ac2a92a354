"""The engine as one call: documents in, time expressions and event mentions out."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import tee
from pathlib import Path

from dateline.events.activities import read_activities
from dateline.events.codebook import load_codebook
from dateline.events.reader import read_events
from dateline.language import annotate, model_digest
from dateline.records import Activity, Document, EventMention, TimeExpression
from dateline.temporal import tag_doc

_ROOMS = ("language", "temporal", "events")
_OTHERS = ("codebook", "training")  # has a version of its own; changes what is read through the model alone


def _engine_version() -> str:
    """The release with a digest of the rooms and the model that read: what they say changes only with it."""
    here = Path(__file__).parent
    digest = hashlib.sha256(model_digest().encode())
    for room in _ROOMS:
        for path in sorted((here / room).rglob("*")):
            if path.suffix in (".py", ".yaml", ".parquet") and path.parent.name not in _OTHERS:
                digest.update(path.relative_to(here).as_posix().encode())
                digest.update(path.read_bytes())
    return f"{version('dateline')}+{digest.hexdigest()[:8]}"


ENGINE_VERSION = _engine_version()
CODEBOOK_VERSION = load_codebook().version


@dataclass(frozen=True, slots=True)
class Reading:
    """What the engine found in a document, and the reason where it could not read it for events."""

    document_id: str
    time_expressions: tuple[TimeExpression, ...]
    mentions: tuple[EventMention, ...]
    activities: tuple[Activity, ...]
    error: str | None


def read(
    text: str, published: dt.date | None = None, title: str | None = None, language: str = "en"
) -> Reading:
    """Read one text; offsets are code points into it.

    Without a publication day relative expressions stay unresolved. A text in another language than English
    is read for its explicit dates alone: the reading says so in `error`.
    """
    return next(iter(_read([("", text, published, title, language)])))


def read_documents(documents: Iterable[Document]) -> Iterator[Reading]:
    """Read documents in order, lazily, in batches; a document that fails is a reading with an error."""
    return _read((d.document_id, d.text, d.published_at, d.title, d.language) for d in documents)


def _read(documents: Iterable[tuple[str, str, dt.date | None, str | None, str]]) -> Iterator[Reading]:
    documents, again = tee(documents)
    docs = annotate(map(_readable, documents))
    for doc, (document_id, text, published, title, language) in zip(docs, again, strict=True):
        if not _is_english(language):
            error = (
                f"language {language!r} is read for explicit dates alone: events are read in English ('en')"
            )
            yield Reading(document_id, _stated_days(text, language, document_id), (), (), error)
            continue
        try:
            expressions = tag_doc(doc, published, document_id)
            mentions = read_events(doc, expressions, published, title, document_id, ENGINE_VERSION)
            activities = read_activities(doc, expressions, published, document_id)
        except Exception as error:  # one document's failure is recorded, the others go on
            yield Reading(document_id, (), (), (), f"{type(error).__name__}: {error}")
            continue
        yield Reading(document_id, tuple(expressions), tuple(mentions), tuple(activities), None)


def _is_english(language: str) -> bool:
    return language.lower().split("-")[0] == "en"


def _stated_days(text: str, language: str, document_id: str) -> tuple[TimeExpression, ...]:
    # Loaded with the first such text: its library takes half a second.
    from dateline.temporal.other_languages import tag_other

    return tuple(tag_other(text, language, document_id))


def _readable(document: tuple[str, str, dt.date | None, str | None, str]) -> str:
    return document[1] if _is_english(document[4]) else ""
