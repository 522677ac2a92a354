"""Reading sources into the store: what is new or changed, in chunks that a killed run keeps."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from dateline.documents import landing
from dateline.documents.sources import KINDS, Fetch, Item, documents_apart, failed_item, is_remote
from dateline.records import Source
from pipelines import remembering
from pipelines.gathering import Gathered, Reach, gather
from pipelines.remembering import Outcome, Read
from warehouse.store import transaction

_CHUNK_DOCUMENTS = 200
_CHUNK_BYTES = 20 << 20


@dataclass(slots=True)
class _Intake:
    """The reading of one source: what is known of it, what waits to be stored, what came of it so far."""

    source: Source
    known: Mapping[str, str | None]
    outcome: Outcome
    present: set[str] = field(default_factory=set)
    read: list[Read] = field(default_factory=list)
    fetches: list[Fetch] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        documents = sum(len(read.documents) for read in self.read) + len(self.fetches)
        return documents >= _CHUNK_DOCUMENTS or sum(read.item.size for read in self.read) >= _CHUNK_BYTES


def ingest(
    connection: duckdb.DuckDBPyConnection, sources: Sequence[Source], reach: Reach
) -> Iterator[Outcome]:
    """Bring the documents of sources up to what is there now; how it went, as each source ends.

    A source that cannot be read keeps its documents, and so does a page that cannot be fetched any longer.
    """
    known = remembering.known_fetches(connection)
    intakes: dict[str, _Intake] = {}
    for gathered in gather(sources, known, reach):
        name = gathered.source.source_id
        if name not in intakes:
            intakes[name] = _Intake(
                gathered.source,
                remembering.known_digests(connection, name),
                Outcome(name, reach.now),
            )
        _take(connection, intakes[name], gathered, reach.landing)
        if gathered.item is None:
            yield _ended(connection, intakes.pop(name), gathered)


def ingest_anew(
    connection: duckdb.DuckDBPyConnection, sources: Sequence[Source], reach: Reach
) -> Iterator[Outcome]:
    """Read sources anew from the landing folder: nothing is listed, and nothing is fetched."""
    for source in sources:
        intake = _Intake(source, {}, Outcome(source.source_id, reach.now))
        for item in remembering.known_items(connection, source.source_id):
            _take(connection, intake, Gathered(source, item, ()), reach.landing)
        _store(connection, intake)
        yield _counted(connection, intake)


def forget_undeclared(connection: duckdb.DuckDBPyConnection, declared: Sequence[Source]) -> None:
    """Mark the documents of sources that are declared no longer as removed, and forget the rest of them."""
    names = {source.source_id for source in declared}
    for source_id in remembering.known_sources(connection):
        if source_id not in names:
            with transaction(connection):
                remembering.forget(connection, source_id)


def _take(
    connection: duckdb.DuckDBPyConnection, intake: _Intake, gathered: Gathered, landing_folder: Path
) -> None:
    """Read what came of a source next, if it is new or changed; store what waits when it is enough."""
    intake.fetches += gathered.fetches
    if gathered.item is not None:
        intake.outcome.file_count += 1
        intake.present.add(gathered.item.path)
        read = _read(intake, gathered.item, landing_folder)
        if read is not None:
            intake.read.append(read)
    if intake.is_full:
        _store(connection, intake)


def _read(intake: _Intake, item: Item, landing_folder: Path) -> Read | None:
    """An item's documents; None when they are there already, or when only fetching it again failed."""
    source, now = intake.source, intake.outcome.attempted_at
    if item.error is not None:
        keeps = is_remote(source) and intake.known.get(item.path)
        return None if keeps else Read(item, "", [failed_item(source, item, now)])
    digest = _digest(source, item)
    if intake.known.get(item.path) == digest:
        return None
    data = landing.load(landing_folder, item.content_sha256)
    beside = None if item.beside_sha256 is None else landing.load(landing_folder, item.beside_sha256)
    return Read(item, digest, documents_apart(source, item, data, beside, now))


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


def _store(connection: duckdb.DuckDBPyConnection, intake: _Intake) -> None:
    """Store what waits, drop what its items no longer hold, and note items and addresses as read."""
    if not intake.read and not intake.fetches:
        return
    with transaction(connection):
        if intake.read:
            counts = remembering.store_read(connection, intake.source.source_id, intake.read)
            intake.outcome.new_count += counts.new
            intake.outcome.changed_count += counts.changed
            intake.outcome.removed_count += counts.removed
        remembering.store_fetches(connection, intake.source.source_id, intake.fetches)
    intake.read, intake.fetches = [], []


def _ended(connection: duckdb.DuckDBPyConnection, intake: _Intake, gathered: Gathered) -> Outcome:
    """Store what still waits, and remove what a source that was read to its end does not hold any longer."""
    _store(connection, intake)
    intake.outcome.error = gathered.error
    intake.outcome.seconds = gathered.seconds
    is_whole = gathered.error is None and KINDS[intake.source.kind].is_complete
    if gone := sorted(set(intake.known) - intake.present) if is_whole else []:
        with transaction(connection):
            intake.outcome.removed_count += remembering.remove(connection, intake.source.source_id, gone)
    return _counted(connection, intake)


def _counted(connection: duckdb.DuckDBPyConnection, intake: _Intake) -> Outcome:
    outcome = intake.outcome
    total, failed = remembering.document_counts(connection, outcome.source_id)
    outcome.unchanged_count = total - outcome.new_count - outcome.changed_count
    outcome.failed_count = failed
    return outcome
