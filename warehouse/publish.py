"""The published file: a snapshot of the store that analysts open while the next refresh runs.

What linking says of mentions is a table of its own in the store; analysts find it in `event_mentions` too.
"""

import fcntl
import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import duckdb

from warehouse.store import StoreError, StoreLockedError, connect, transaction
from warehouse.views import show_joined

_CHUNK = 1 << 20


def publish(working: Path, published: Path) -> None:
    """Put a copy of the store at `working` in the place of `published`, all at once.

    Who has the old file open keeps it; who opens it next gets the new one. Nobody may have the store open:
    another process raises StoreLockedError, an unclosed connection of this one StoreError. After any failure
    the old file is still in place.
    """
    if not working.is_file():
        raise StoreError(f"{working} does not exist: refresh before publishing")
    _checkpoint(working)
    published.parent.mkdir(parents=True, exist_ok=True)
    with working.open("r+b") as store:
        _hold(store, working)
        _replace(published, store)


def _checkpoint(working: Path) -> None:
    """Bring all that is committed into the file itself, and leave it closed."""
    try:
        # Settings that no other connection has: DuckDB refuses them while this process has the file open.
        connection = connect(working, {"threads": 1})
    except duckdb.ConnectionException as error:
        raise StoreError(f"{working} is open in this process: close the store before publishing") from error
    try:
        connection.execute("checkpoint")
    finally:
        connection.close()


def _hold(store: BinaryIO, working: Path) -> None:
    """Keep every other process from writing the store, and from publishing it, until `store` is closed."""
    try:
        fcntl.lockf(store, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise StoreLockedError(f"{working} is open in another process: publish when it has ended") from error


def _replace(published: Path, store: BinaryIO) -> None:
    # One name for all runs: what a killed one left behind is overwritten, and never read.
    copy = published.with_name(f".{published.name}.tmp")
    log = copy.with_name(f"{copy.name}.wal")
    log.unlink(missing_ok=True)  # DuckDB would replay it onto the new copy
    try:
        with copy.open("wb") as target:
            shutil.copyfileobj(store, target, _CHUNK)
        with closing(connect(copy)) as connection, transaction(connection):
            show_joined(connection)
        with copy.open("rb") as target:
            os.fsync(target.fileno())
        # A reader that wrote to the old file may have left its log; DuckDB would replay it onto the new file.
        published.with_name(f"{published.name}.wal").unlink(missing_ok=True)
        copy.replace(published)
    finally:
        copy.unlink(missing_ok=True)
        log.unlink(missing_ok=True)
    folder = os.open(published.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
