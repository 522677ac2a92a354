"""Reading a source into the store: what is new or changed, in chunks that a killed run keeps."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from dateline.documents import (
    READER_VERSION,
    SourceUnreadable,
    external_id_of,
    landing,
    list_files,
    read_file_apart,
    sidecar_of,
    unreadable_file,
)
from dateline.records import Document, Source, arrow_table, stable_id
from warehouse.store import mark_removed, registered, transaction, upsert_documents

_CHUNK_DOCUMENTS = 200
_CHUNK_BYTES = 20 << 20


@dataclass(slots=True)
class Outcome:
    """What a refresh found in a source; `error` says why it could not be read at all."""

    source_id: str
    error: str | None = None
    file_count: int = 0
    new_count: int = 0
    changed_count: int = 0
    unchanged_count: int = 0
    removed_count: int = 0
    failed_count: int = 0


@dataclass(slots=True)
class _File:
    """A file that was read: its path in the source, the hash of its bytes and sidecar, its documents."""

    path: str
    content_sha256: str
    documents: list[Document]
    size: int

    @property
    def error(self) -> str | None:
        return self.documents[0].error if len(self.documents) == 1 else None


@dataclass(slots=True)
class _Chunk:
    files: list[_File] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        documents = sum(len(file.documents) for file in self.files)
        return documents >= _CHUNK_DOCUMENTS or sum(file.size for file in self.files) >= _CHUNK_BYTES


def ingest(
    connection: duckdb.DuckDBPyConnection, source: Source, landing_folder: Path, now: dt.datetime
) -> Outcome:
    """Bring the documents of a folder source up to its files; one that cannot be read keeps its documents."""
    outcome = Outcome(source.source_id)
    try:
        paths = list_files(source)
    except SourceUnreadable as error:
        outcome.error = str(error)
        return outcome
    outcome.file_count = len(paths)
    known = _known_files(connection, source.source_id)
    for chunk in _chunks(source, paths, known, landing_folder, now):
        with transaction(connection):
            _store(connection, source, chunk, outcome)
    present = {external_id_of(source, path) for path in paths}
    with transaction(connection):
        _remove(connection, source.source_id, sorted(set(known) - present), outcome)
    counted = connection.execute(
        """
        select
            count(*),
            count(*) filter (status = 'failed')
        from documents
        where source_id = ? and status <> 'removed'
        """,
        [source.source_id],
    ).fetchall()[0]
    outcome.unchanged_count = counted[0] - outcome.new_count - outcome.changed_count
    outcome.failed_count = counted[1]
    return outcome


def forget_undeclared(connection: duckdb.DuckDBPyConnection, declared: Sequence[Source]) -> None:
    """Mark the documents of sources that are declared no longer as removed."""
    names = {source.source_id for source in declared}
    stored = connection.execute(
        "select distinct source_id from documents where status <> 'removed'"
    ).fetchall()
    for (source_id,) in sorted(stored):
        if source_id not in names:
            with transaction(connection):
                mark_removed(connection, source_id, [])
                connection.execute("delete from files where source_id = ?", [source_id])


def _chunks(
    source: Source,
    paths: Sequence[Path],
    known: dict[str, str],
    landing_folder: Path,
    now: dt.datetime,
) -> Iterator[_Chunk]:
    """The files that are new or changed, read, in chunks of bounded size."""
    chunk = _Chunk()
    for path in paths:
        file = _read(source, path, known, landing_folder, now)
        if file is not None:
            chunk.files.append(file)
            if chunk.is_full:
                yield chunk
                chunk = _Chunk()
    if chunk.files:
        yield chunk


def _read(
    source: Source, path: Path, known: dict[str, str], landing_folder: Path, now: dt.datetime
) -> _File | None:
    """A file's documents; None when its bytes, sidecar and reader are those of the last refresh."""
    relative = external_id_of(source, path)
    sidecar_path = sidecar_of(path)
    try:
        data = path.read_bytes()
        sidecar = sidecar_path.read_bytes() if sidecar_path.exists() else None
    except OSError as error:
        return _File(relative, "", [unreadable_file(source, path, error, now)], 0)
    digest = _digest(source, data, sidecar)
    if known.get(relative) == digest:
        return None
    landing.keep(landing_folder, data)
    if sidecar is not None:
        landing.keep(landing_folder, sidecar)
    return _File(relative, digest, read_file_apart(source, path, data, sidecar, now), len(data))


def _digest(source: Source, data: bytes, sidecar: bytes | None) -> str:
    """The hash of all that a file's documents are made from, the source's own metadata included."""
    digest = hashlib.sha256()
    stated = "\x1f".join((source.collection, source.publisher or "", source.language))
    for part in (data, b"" if sidecar is None else b"sidecar:" + sidecar, stated.encode()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _known_files(connection: duckdb.DuckDBPyConnection, source_id: str) -> dict[str, str]:
    """The hash of each file that this reader has read before."""
    rows = connection.execute(
        "select path, case when reader_version = ? then content_sha256 end from files where source_id = ?",
        [READER_VERSION, source_id],
    ).fetchall()
    return dict(rows)


def _store(connection: duckdb.DuckDBPyConnection, source: Source, chunk: _Chunk, outcome: Outcome) -> None:
    """Store a chunk's documents, drop what its files no longer hold, and note the files as read."""
    documents = [document for file in chunk.files for document in file.documents]
    before = {key for file in chunk.files for key in _ids_of(connection, source.source_id, file.path)}
    counts = upsert_documents(connection, arrow_table(Document, documents))
    outcome.new_count += counts.new
    outcome.changed_count += counts.changed
    _mark_gone(connection, source.source_id, before - {d.document_id for d in documents}, outcome)
    _replace_files(connection, source.source_id, chunk.files)


def _remove(
    connection: duckdb.DuckDBPyConnection, source_id: str, paths: Sequence[str], outcome: Outcome
) -> None:
    gone = {key for path in paths for key in _ids_of(connection, source_id, path)}
    _mark_gone(connection, source_id, gone, outcome)
    for path in paths:
        connection.execute("delete from files where source_id = ? and path = ?", [source_id, path])


def _mark_gone(
    connection: duckdb.DuckDBPyConnection, source_id: str, gone: set[str], outcome: Outcome
) -> None:
    if gone:
        rows = connection.execute(
            "select document_id from documents where source_id = ? and status <> 'removed'", [source_id]
        ).fetchall()
        present = sorted({row[0] for row in rows} - gone)
        outcome.removed_count += mark_removed(connection, source_id, present)


def _ids_of(connection: duckdb.DuckDBPyConnection, source_id: str, path: str) -> set[str]:
    """The documents of a file: the file itself, or the records in it."""
    rows = connection.execute(
        """
        select document_id
        from documents
        where source_id = ?
            and status <> 'removed'
            and (starts_with(external_id, ? || '#') or starts_with(external_id, ? || ':'))
        """,
        [source_id, path, path],
    ).fetchall()
    return {row[0] for row in rows} | {stable_id("d", source_id, path)}


def _replace_files(connection: duckdb.DuckDBPyConnection, source_id: str, files: Sequence[_File]) -> None:
    rows = pa.table(
        {
            "source_id": [source_id] * len(files),
            "path": [file.path for file in files],
            "content_sha256": [file.content_sha256 for file in files],
            "reader_version": [READER_VERSION] * len(files),
            "document_count": [len(file.documents) for file in files],
            "error": pa.array([file.error for file in files], pa.string()),
        }
    )
    with registered(connection, "read_files", rows):
        connection.execute(
            "delete from files where source_id = ? and path in (select path from read_files)", [source_id]
        )
        connection.execute("insert into files by name select * from read_files")
