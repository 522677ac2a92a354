"""The published file as a server reads it: kept open, and opened anew when a refresh replaced it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition

import duckdb

from warehouse.store import StoreError

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "400MB", "threads": 2}


class Reader:
    """The published file, open for many threads at a time.

    DuckDB gives a second connection of one process the file of the first, also when another has taken its
    name. So whoever comes after a refresh waits until those before are done, and opens the file anew.
    """

    def __init__(self, published: Path) -> None:
        self._published = published
        self._idle = Condition()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._file: tuple[int, int] | None = None
        self._readers = 0

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on the newest published file. Raises StoreError when nothing was published yet."""
        with self._idle:
            now = _identity(self._published)
            while self._readers and now != self._file:
                self._idle.wait()
                now = _identity(self._published)
            if self._connection is None or now != self._file:
                self._open(now)
            assert self._connection is not None
            cursor = self._connection.cursor()
            self._readers += 1
        try:
            yield cursor
        finally:
            cursor.close()
            with self._idle:
                self._readers -= 1
                self._idle.notify_all()

    def close(self) -> None:
        """Let the file go."""
        with self._idle:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self, now: tuple[int, int]) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = duckdb.connect(self._published, read_only=True, config=_SETTINGS)
        self._file = now


def _identity(path: Path) -> tuple[int, int]:
    """What tells a file from another of its name."""
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise StoreError(
            f"{path} does not exist: nothing was published yet; run `dateline refresh`"
        ) from error
    return found.st_ino, found.st_mtime_ns
