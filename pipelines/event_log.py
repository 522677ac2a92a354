"""Dagster's event log in SQLite, with connections that stay open between events.

Dagster's own opens and closes one several times for each event, and flushes the file with each: that was half
of what a refresh with nothing new took.
"""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine, event

_KEPT = 4  # files that stay open: the index, and those of the latest runs


class EventLog(SqliteEventLogStorage):
    """The event log, in the files and tables of Dagster's own."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: OrderedDict[str, Engine] = OrderedDict()
        super().__init__(base_dir, inst_data)

    @classmethod
    def config_type(cls) -> dict[str, Any]:
        """What dagster.yaml says of it: `home`, the folder of the instance."""
        return {"home": dg.StringSource}

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Any) -> "EventLog":
        """The event log in its usual place in the instance's folder."""
        return cls(str(Path(config_value["home"], "history", "runs")), inst_data)

    def dispose(self) -> None:
        """Close all files."""
        super().dispose()
        self._close()

    def wipe(self) -> None:
        """Delete all events, and the files of the runs."""
        self._close()
        super().wipe()

    def _close(self) -> None:
        with self._db_lock:
            while self._engines:
                self._engines.popitem()[1].dispose()

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            engine = self._engine(shard)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.begin() as connection:
                yield connection

    def _engine(self, shard: str) -> Engine:
        if shard not in self._engines:
            timeout = {"timeout": SQLITE_BUSY_TIMEOUT_SECONDS}
            engine = create_engine(self.conn_string_for_shard(shard), connect_args=timeout)
            event.listen(engine, "connect", _write_without_waiting)
            self._engines[shard] = engine
            if len(self._engines) > _KEPT:
                self._engines.popitem(last=False)[1].dispose()
        self._engines.move_to_end(shard)
        return self._engines[shard]


def _write_without_waiting(connection: Any, _: object) -> None:
    """Let the log reach the disk in its own time: a power cut may cost the last events, no more."""
    connection.executescript("pragma synchronous = normal")
