"""Reading sources into the store: what is new or changed, in chunks that a killed run keeps."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.documents import landing
from dateline.documents.sources import KINDS, Fetch, Item, documents_apart, failed_item, is_remote
from dateline.records import Document, Source, arrow_table, records_from
from dateline.versions import reader_version
from pipelines.steps.fetch_sources import Access, Fetched, fetch_sources
from warehouse import source_state
from warehouse.documents import document_counts, mark_removed, present_ids, upsert_documents
from warehouse.sql import Connection
from warehouse.store import transaction

_CHUNK_DOCUMENTS = 200
_CHUNK_BYTES = 20 << 20


@dataclass(slots=True)
class Outcome:
    """What a refresh found in a source; `error` says why it could not be read, or not to its end."""

    source_id: str
    attempted_at: dt.datetime
    error: str | None = None
    file_count: int = 0
    new_count: int = 0
    changed_count: int = 0
    unchanged_count: int = 0
    removed_count: int = 0
    failed_count: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _File:
    """A row of `files`: an item as it was read, by the digest of all that its documents are made from."""

    source_id: str
    path: str
    content_sha256: str
    reader_version: str
    document_count: int
    error: str | None
    raw_sha256: str
    beside_sha256: str | None


@dataclass(frozen=True, slots=True)
class _Read:
    """An item that was read: the digest of all that its documents are made from, and its documents."""

    item: Item
    digest: str
    documents: Sequence[Document]

    def row(self, source_id: str) -> _File:
        error = self.documents[0].error if len(self.documents) == 1 else None
        return _File(
            *(source_id, self.item.path, self.digest, reader_version(), len(self.documents), error),
            *(self.item.content_sha256, self.item.beside_sha256),
        )


@dataclass(slots=True)
class _Intake:
    """The reading of one source: what is known of it, what waits to be stored, what came of it so far."""

    source: Source
    known: Mapping[str, str | None]
    outcome: Outcome
    present: set[str] = field(default_factory=set)
    read: list[_Read] = field(default_factory=list)
    fetches: list[Fetch] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        documents = sum(len(read.documents) for read in self.read) + len(self.fetches)
        return documents >= _CHUNK_DOCUMENTS or sum(read.item.size for read in self.read) >= _CHUNK_BYTES


def ingest(connection: Connection, sources: Sequence[Source], access: Access) -> Iterator[Outcome]:
    """Bring the documents of sources up to what is there now; how it went, as each source ends.

    A source that cannot be read keeps its documents, and so does a page that cannot be fetched any longer.
    """
    intakes: dict[str, _Intake] = {}
    for fetched in fetch_sources(sources, _known_fetches(connection), access):
        name = fetched.source.source_id
        if name not in intakes:
            known = source_state.known_digests(connection, name, reader_version())
            intakes[name] = _Intake(fetched.source, known, Outcome(name, access.now))
        _take(connection, intakes[name], fetched, access.landing)
        if fetched.item is None:
            yield _ended(connection, intakes.pop(name), fetched)


def ingest_anew(connection: Connection, sources: Sequence[Source], access: Access) -> Iterator[Outcome]:
    """Read sources anew from the landing folder: nothing is listed, and nothing is fetched."""
    for source in sources:
        intake = _Intake(source, {}, Outcome(source.source_id, access.now))
        for landed in source_state.landed_items(connection, source.source_id):
            _take(connection, intake, Fetched(source, Item(*landed), ()), access.landing)
        _store(connection, intake)
        yield _counted(connection, intake)


def forget_undeclared(connection: Connection, declared: Sequence[Source]) -> None:
    """Mark the documents of sources that are declared no longer as removed, and forget the rest of them."""
    names = {source.source_id for source in declared}
    for source_id in source_state.known_sources(connection):
        if source_id not in names:
            with transaction(connection):
                source_state.forget_source(connection, source_id)


def store_outcomes(connection: Connection, outcomes: Sequence[Outcome]) -> None:
    """Note how refreshes of sources went, in a transaction."""
    source_state.store_outcomes(connection, arrow_table(Outcome, outcomes))


def _known_fetches(connection: Connection) -> Mapping[str, Mapping[str, Fetch]]:
    """All addresses as last asked for, by source and address."""
    known: defaultdict[str, dict[str, Fetch]] = defaultdict(dict)
    for fetch in records_from(Fetch, source_state.known_fetches(connection)):
        known[fetch.source_id][fetch.url] = fetch
    return known


def _take(connection: Connection, intake: _Intake, fetched: Fetched, landing_folder: Path) -> None:
    """Read what came of a source next, if it is new or changed; store what waits when it is enough."""
    intake.fetches += fetched.fetches
    if fetched.item is not None:
        intake.outcome.file_count += 1
        intake.present.add(fetched.item.path)
        read = _read(intake, fetched.item, landing_folder)
        if read is not None:
            intake.read.append(read)
    if intake.is_full:
        _store(connection, intake)


def _read(intake: _Intake, item: Item, landing_folder: Path) -> _Read | None:
    """An item's documents; None when they are there already, or when only fetching it again failed."""
    source, now = intake.source, intake.outcome.attempted_at
    if item.error is not None:
        keeps = is_remote(source) and intake.known.get(item.path)
        return None if keeps else _Read(item, "", [failed_item(source, item, now)])
    digest = _digest(source, item)
    if intake.known.get(item.path) == digest:
        return None
    data = landing.load(landing_folder, item.content_sha256)
    beside = None if item.beside_sha256 is None else landing.load(landing_folder, item.beside_sha256)
    return _Read(item, digest, documents_apart(source, item, data, beside, now))


def _digest(source: Source, item: Item) -> str:
    """The hash of all that an item's documents are made from, the source's own metadata included."""
    parts = (
        item.content_sha256,
        item.beside_sha256 or "",
        source.collection,
        source.publisher or "",
        source.language,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _store(connection: Connection, intake: _Intake) -> None:
    """Store what waits, drop what its items no longer hold, and note items and addresses as read."""
    name = intake.source.source_id
    if not intake.read and not intake.fetches:
        return
    with transaction(connection):
        if intake.read:
            _store_read(connection, name, intake.read, intake.outcome)
        latest = {fetch.url: fetch for fetch in intake.fetches}
        source_state.replace_fetches(connection, name, arrow_table(Fetch, latest.values()))
    intake.read, intake.fetches = [], []


def _store_read(connection: Connection, source_id: str, read: Sequence[_Read], outcome: Outcome) -> None:
    documents = [document for each in read for document in each.documents]
    before = source_state.documents_of_paths(connection, source_id, [each.item.path for each in read])
    counts = upsert_documents(connection, arrow_table(Document, documents))
    outcome.new_count += counts.new
    outcome.changed_count += counts.changed
    gone = before - {document.document_id for document in documents}
    outcome.removed_count += _remove(connection, source_id, gone)
    source_state.replace_files(
        connection, source_id, arrow_table(_File, [each.row(source_id) for each in read])
    )


def _remove(connection: Connection, source_id: str, gone: set[str]) -> int:
    """Mark those of a source's documents as removed that are gone; how many were there."""
    if not gone:
        return 0
    return mark_removed(connection, source_id, sorted(present_ids(connection, source_id) - gone))


def _ended(connection: Connection, intake: _Intake, fetched: Fetched) -> Outcome:
    """Store what still waits, and remove what a source that was read to its end does not hold any longer."""
    _store(connection, intake)
    intake.outcome.error = fetched.error
    intake.outcome.seconds = fetched.seconds
    name = intake.source.source_id
    is_whole = fetched.error is None and KINDS[intake.source.kind].is_complete
    if gone := sorted(set(intake.known) - intake.present) if is_whole else []:
        with transaction(connection):
            ids = source_state.documents_of_paths(connection, name, gone)
            intake.outcome.removed_count += _remove(connection, name, ids)
            source_state.forget_paths(connection, name, gone)
    return _counted(connection, intake)


def _counted(connection: Connection, intake: _Intake) -> Outcome:
    outcome = intake.outcome
    total, failed = document_counts(connection, outcome.source_id)
    outcome.unchanged_count = total - outcome.new_count - outcome.changed_count
    outcome.failed_count = failed
    return outcome
