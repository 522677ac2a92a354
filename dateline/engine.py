"""The engine as one call: documents in, time expressions and event mentions out."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from dateline.events.activities import read_activities
from dateline.events.dates.choice import date_sentences
from dateline.events.dates.given import DatedEvent, date_events
from dateline.events.reader import read_events
from dateline.events.sentences import sentences
from dateline.language import annotate
from dateline.records import Activity, Document, EventMention, TimeExpression
from dateline.temporal.tagger import tag_doc
from dateline.versions import engine_version
from dateline.workers.pool import ProcessEnded, parallel_map

__all__ = ["DatedEvent", "Reading", "date_events", "read", "read_documents"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the engine found in a document, and the reason where it could not read it."""

    document_id: str
    time_expressions: tuple[TimeExpression, ...]
    mentions: tuple[EventMention, ...]
    activities: tuple[Activity, ...]
    error: str | None


_FEW = 300_000  # characters up to which documents are read here: other processes take seconds to start


@dataclass(frozen=True, slots=True)
class _Input:
    """All that the engine is given of a document."""

    document_id: str
    text: str
    published: dt.date | None
    title: str | None
    language: str


def read(
    text: str, published: dt.date | None = None, title: str | None = None, language: str = "en"
) -> Reading:
    """Read one text; offsets are code points into it.

    Without a publication day relative expressions stay unresolved. A text in another language than English
    is read for its explicit dates alone, which is no error. Raises what the reading raises: the `error` of
    what is returned is always None.
    """
    return _read(_Input("", text, published, title, language))


def read_documents(documents: Iterable[Document]) -> Iterator[Reading]:
    """Read documents in order, lazily, many of them by a process a core.

    A document that fails is a reading with an error.
    """
    inputs = (_Input(d.document_id, d.text, d.published_at, d.title, d.language) for d in documents)
    first: list[_Input] = []
    size = 0
    for each in inputs:
        first.append(each)
        size += len(each.text)
        if size > _FEW:
            yield from parallel_map(_attempt, chain(first, inputs), _unread)
            return
    yield from map(_attempt, first)


def _attempt(given: _Input) -> Reading:
    try:
        return _read(given)
    except Exception as error:  # one document's failure is recorded, the others go on
        return _unread(given, f"{type(error).__name__}: {error}")


def _read(given: _Input) -> Reading:
    name = given.document_id
    if given.language.lower().split("-")[0] != "en":
        return Reading(name, _stated_days(given), (), (), None)
    (doc,) = annotate([given.text])
    expressions = tag_doc(doc, given.published, name, language=given.language)
    told = sentences(doc, expressions, given.published, given.title)
    dated = date_sentences(told, given.published)
    mentions = read_events(told, dated, name, engine_version())
    activities = read_activities(told, dated, name)
    return Reading(name, tuple(expressions), tuple(mentions), tuple(activities), None)


def _stated_days(given: _Input) -> tuple[TimeExpression, ...]:
    # Loaded with the first such text: its library takes half a second.
    from dateline.temporal.other_languages import tag_other

    return tuple(tag_other(given.text, given.language, given.document_id))


def _unread(given: _Input, error: str | ProcessEnded) -> Reading:
    return Reading(given.document_id, (), (), (), str(error))
