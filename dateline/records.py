"""The records that flow through the engine, and the Arrow tables that carry them to the store.

A record is a frozen dataclass. `arrow_schema` derives its table from its fields: a nested record becomes
columns with the field's name as prefix (`date_earliest`), a tuple of records a list of structs. Fields named
in `NOT_COLUMNS` live in a table of their own.
"""

import datetime as dt
import hashlib
import types
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import islice
from typing import Any, Literal, TypeGuard, TypeVar, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

T = TypeVar("T")

Extent = Literal["within", "spans"]
Granularity = Literal[
    "second",
    "minute",
    "hour",
    "part_of_day",
    "day",
    "days",
    "week",
    "part_of_month",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "open",
    "none",
]
Qualifier = Literal["", "~", "?", "%"]
Basis = Literal[
    "explicit",
    "relative_to_publication",
    "relative_to_expression",
    "relative_to_event",
    "publication",
    "document",
    "corrected",
    "none",
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Realis = Literal["asserted", "negated", "planned", "conditional", "alleged", "demanded"]
FoundBy = Literal["codebook", "model", "both"]
Role = Literal["actor", "recipient", "source"]
EntityType = Literal["country", "organisation", "person", "product", "group", "place"]
Precision = Literal["point", "city", "admin1", "country", "region"]
PublishedBasis = Literal[
    "sidecar",
    "front_matter",
    "record",
    "json_ld",
    "opengraph",
    "time_element",
    "dateline",
    "url",
    "markup",
    "feed",
    "none",
]
DocumentStatus = Literal["read", "failed", "removed"]
Period = Literal["day", "month"]


@dataclass(frozen=True, slots=True)
class Source:
    """A declared source of documents (an entry of sources.yaml).

    `location` is an absolute path or a web address; `reliability` is an Admiralty letter, A to F. `follow`
    asks for the pages behind a feed's entries; `private_hosts` may be at addresses that are not public;
    something new is expected every `fresh_days` days, None when nothing is.
    """

    source_id: str
    kind: str
    location: str
    collection: str
    publisher: str | None
    reliability: str
    language: str
    follow: bool = False
    private_hosts: tuple[str, ...] = ()
    fresh_days: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document in its current revision: text and metadata, or the error that kept it from being read.

    `external_id` is the path, URL or record id within the source; `published_at` is the publication day as
    its source states it (TimeML's document creation time), `published_confidence` how sure it is, 0 to 1;
    `content_sha256` is the hash of the raw bytes, under which the landing folder keeps them; `revision`
    counts from 1. `warnings` say what of its metadata is not read, or not believed.
    """

    document_id: str
    source_id: str
    external_id: str
    collection: str
    url: str | None
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    language: str
    published_at: dt.date | None
    published_basis: PublishedBasis
    published_confidence: float
    fetched_at: dt.datetime | None
    content_sha256: str
    revision: int
    duplicate_of: str | None
    text: str
    status: DocumentStatus
    error: str | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """When something was, as an interval of days that is never narrower than its evidence.

    `earliest` and `latest` are inclusive, None when unknown or open. `edtf` is the ISO 8601-2 form, `text`
    the words it came from, `anchor` the day it was resolved against, `rule` the rule that resolved it,
    `confidence` 0 to 1.
    """

    edtf: str | None
    earliest: dt.date | None
    latest: dt.date | None
    extent: Extent
    granularity: Granularity
    qualifier: Qualifier
    basis: Basis
    text: str | None
    anchor: dt.date | None
    rule: str | None
    confidence: float


UNDATED = ResolvedDate(None, None, None, "within", "none", "", "none", None, None, None, 0.0)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 time expression; offsets are code points into the document's text."""

    document_id: str
    char_start: int
    char_end: int
    text: str
    timex_type: TimexType
    timex_value: str
    timex_mod: str | None
    date: ResolvedDate


@dataclass(frozen=True, slots=True)
class Entity:
    """A country, organisation, person, product, group or place. `entity_id` is readable, made from the name.

    `iso3` is the ISO 3166-1 alpha-3 code of the country it belongs to, or the usual code of an
    intergovernmental organisation (NATO, UNO, EUR); `sector` is a PLOVER sector code.
    """

    entity_id: str
    name: str
    entity_type: EntityType
    iso3: str | None
    sector: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity in its role in an event mention, with the words that name it.

    The actor did it, to the recipient; the source is who claims it, where that is told.
    """

    role: Role
    char_start: int
    char_end: int
    text: str
    entity: Entity


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention says that its event happened; coordinates in degrees, None when not known.

    `precision` is how fine the words are: a point (a base, a crossing), a city, a first-level division of a
    country, a country, or a region of another kind (a sea, the Donbas).
    """

    text: str
    name: str
    iso3: str | None
    precision: Precision
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of an event: killed, injured, missing, arrested, displaced, troops, weapons, participants,
    amount, percent.

    `value` is the figure that the words give, None for "dozens" and "5 to 7"; `low` and `high` are the bounds
    that they set, both the figure itself where it is told as exact, None where they leave a side open.
    """

    kind: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    text: str


@dataclass(frozen=True, slots=True)
class EventMention:
    """One report of an event: its trigger, sentence, type, realis, date, place, participants and figures.

    `found_by` says what took its words for an event: a trigger of the codebook, the learned model, or both.
    `corrects` lists what its document says that earlier reports had wrong: date, or kinds of figures; the
    wrong date lies between `wrong_earliest` and `wrong_latest`, where it is told. The sentence that gives the
    date, often another, lies between `date_sentence_start` and `date_sentence_end`; None where none does.
    """

    mention_id: str
    document_id: str
    char_start: int
    char_end: int
    trigger: str
    sentence_start: int
    sentence_end: int
    sentence: str
    event_type: str
    event_mode: str | None
    realis: Realis
    date: ResolvedDate
    place: Place | None
    quantities: tuple[Quantity, ...]
    participants: tuple[Participant, ...]
    confidence: float
    found_by: FoundBy
    codebook_version: str
    engine_version: str
    corrects: tuple[str, ...] = ()
    wrong_earliest: dt.date | None = None
    wrong_latest: dt.date | None = None
    date_sentence_start: int | None = None
    date_sentence_end: int | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """What named participants do or undergo, told by any verb, whether or not the codebook has its type.

    One that is told as past without a day has the basis `publication` and an open start: it was over then.
    """

    activity_id: str
    document_id: str
    char_start: int
    char_end: int
    trigger: str
    sentence_start: int
    sentence_end: int
    sentence: str
    realis: Realis
    date: ResolvedDate
    participants: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """The joined reports of one event. `conflicts` says, a line each, where its reports disagree."""

    event_id: str
    event_type: str
    event_mode: str | None
    title: str
    date: ResolvedDate
    place: Place | None
    realis: Realis
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    mention_count: int
    document_count: int
    source_count: int
    first_published: dt.date | None
    last_published: dt.date | None
    confidence: float
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of a document. `dated`: it gives the day itself; else the day is that of its report."""

    document_id: str
    char_start: int
    char_end: int
    text: str
    dated: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """A day or month of a collection: how often later reports refer to it, and its sentences, best first."""

    collection: str
    period: Period
    first_day: dt.date
    last_day: dt.date
    salience: float
    sentences: tuple[SummarySentence, ...]


@dataclass(frozen=True, slots=True)
class StorySummary:
    """A story of a collection in sentences of its documents, best first."""

    collection: str
    story_id: str
    sentences: tuple[SummarySentence, ...]


NOT_COLUMNS: dict[type, set[str]] = {EventMention: {"participants"}, Activity: {"participants"}}

_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
    dt.datetime: pa.timestamp("us", tz="UTC"),
}


def stable_id(prefix: str, *parts: str) -> str:
    """A short text id made from content alone: `prefix` and 16 hexadecimal digits (64 bits of BLAKE2b)."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()
    return f"{prefix}_{digest}"


@cache
def arrow_schema(record: type) -> pa.Schema:
    """The Arrow schema of a record class."""
    return pa.schema([pa.field(name, kind) for name, kind in _columns(record, "")])


def arrow_table(record: type, rows: Iterable[Any]) -> pa.Table:
    """Records of one class as an Arrow table with `arrow_schema(record)`."""
    schema = arrow_schema(record)
    columns = _columns_of(record, list(rows))
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def records_from(record: type[T], table: pa.Table) -> list[T]:
    """The records in a table with the columns of `arrow_schema(record)`: the inverse of `arrow_table`.

    An optional nested record whose columns are all null is None; fields in `NOT_COLUMNS` are empty tuples.
    Columns that the record does not have are passed over; one that is missing raises KeyError.
    """
    kind: type = record
    columns = [table.column(name).to_pylist() for name in arrow_schema(kind).names]
    return _records_of(kind, columns, len(table))


@cache
def _columns(record: type, prefix: str) -> Sequence[tuple[str, pa.DataType]]:
    columns: list[tuple[str, pa.DataType]] = []
    for name, hint in _fields(record):
        kind = _required(hint)
        if _is_record(kind):
            columns += _columns(kind, f"{prefix}{name}_")
        else:
            columns.append((prefix + name, _arrow_type(kind)))
    return columns


@cache
def _fields(record: type) -> Sequence[tuple[str, Any]]:
    hints = get_type_hints(record)
    hidden = NOT_COLUMNS.get(record, set())
    return [(f.name, hints[f.name]) for f in fields(record) if f.name not in hidden]


@cache
def _required(hint: Any) -> Any:
    """The type without its `| None`."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(kind for kind in get_args(hint) if kind is not type(None))
    return hint


def _is_record(kind: Any) -> TypeGuard[type]:
    return isinstance(kind, type) and is_dataclass(kind)


@cache
def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _arrow_type(kind: Any) -> pa.DataType:
    if get_origin(kind) is Literal:
        return pa.string()
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        if _is_record(item):
            return pa.list_(pa.struct(list(arrow_schema(item))))
        return pa.list_(_SCALARS[item])
    return _SCALARS[kind]


def _columns_of(record: type, rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The values of records in the order of `_columns`, a column at a time; a row may be None."""
    for name, hint in _fields(record):
        kind = _required(hint)
        values: list[Any] = [None if row is None else getattr(row, name) for row in rows]
        if _is_record(kind):
            yield from _columns_of(kind, values)
        elif _is_tuple(kind) and _is_record(item := get_args(kind)[0]):
            names = arrow_schema(item).names
            parts = zip(*_columns_of(item, [each for value in values for each in value]), strict=True)
            told = (dict(zip(names, part, strict=True)) for part in parts)
            yield [list(islice(told, len(value))) for value in values]
        else:
            yield values


def _records_of(record: type, columns: Sequence[Sequence[Any]], count: int) -> list[Any]:
    """So many records from their values in the order of `_columns`."""
    hidden = NOT_COLUMNS.get(record, ())
    given = iter(columns)
    arguments: dict[str, Iterable[Any]] = {name: [()] * count for name in hidden}
    for name, hint in _fields(record):
        kind = _required(hint)
        if _is_record(kind):
            part = list(islice(given, len(_columns(kind, ""))))
            built = _records_of(kind, part, count)
            absent = (
                kind is not hint and all(each is None for each in row) for row in zip(*part, strict=True)
            )
            arguments[name] = [
                None if is_absent else row for row, is_absent in zip(built, absent, strict=True)
            ]
        elif _is_tuple(kind) and _is_record(item := get_args(kind)[0]):
            values: Sequence[Any] = next(given)
            told = [each for value in values for each in value]
            part = [[each[column] for each in told] for column in arrow_schema(item).names]
            items = iter(_records_of(item, part, len(told)))
            arguments[name] = [tuple(islice(items, len(value))) for value in values]
        elif _is_tuple(kind):
            arguments[name] = [tuple(value) for value in next(given)]
        else:
            arguments[name] = next(given)
    ordered = [arguments[field.name] for field in fields(record)]
    return [record(*row) for row in zip(*ordered, strict=True)]
