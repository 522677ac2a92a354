"""The published file stays open between questions, and a newer one is seen when the old is no longer read."""

import threading
from pathlib import Path

import duckdb
import pytest

from warehouse.snapshot import Snapshot
from warehouse.store import StoreError


def put(path: Path, value: int) -> None:
    """Publish a file that holds a number."""
    made = path.with_name("made.duckdb")
    with duckdb.connect(made) as connection:
        connection.execute(f"create table told as select {value} as value")
    made.replace(path)


def asked(snapshot: Snapshot) -> int:
    with snapshot.cursor() as cursor:
        found = cursor.execute("select value from told").fetchone()
    assert found is not None
    return int(found[0])


def test_a_new_file_is_seen_at_once(tmp_path: Path) -> None:
    path = tmp_path / "timeline.duckdb"
    put(path, 1)
    snapshot = Snapshot(path)
    assert asked(snapshot) == 1
    put(path, 2)
    assert asked(snapshot) == 2
    snapshot.close()


def test_who_reads_the_old_file_ends_with_it(tmp_path: Path) -> None:
    path = tmp_path / "timeline.duckdb"
    put(path, 1)
    snapshot = Snapshot(path)
    answers: list[int] = []
    with snapshot.cursor() as cursor:
        put(path, 2)
        later = threading.Thread(target=lambda: answers.append(asked(snapshot)))
        later.start()
        assert cursor.execute("select value from told").fetchone() == (1,)
        assert answers == []  # who comes later waits for the new file
    later.join(timeout=30)
    assert answers == [2]
    snapshot.close()


def test_an_error_of_one_reader_keeps_nobody_out(tmp_path: Path) -> None:
    path = tmp_path / "timeline.duckdb"
    put(path, 1)
    snapshot = Snapshot(path)
    with pytest.raises(duckdb.CatalogException), snapshot.cursor() as cursor:
        cursor.execute("select * from missing")
    put(path, 2)
    assert asked(snapshot) == 2
    snapshot.close()


def test_nothing_published_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match="nothing was published yet"),
        Snapshot(tmp_path / "no.duckdb").cursor(),
    ):
        pass
