"""The published file stays open between questions, and a newer one is seen when the old is no longer read."""

import threading
from pathlib import Path

import duckdb
import pytest

from warehouse.reader import Reader
from warehouse.store import StoreError


def put(path: Path, value: int) -> None:
    """Publish a file that holds a number."""
    made = path.with_name("made.duckdb")
    with duckdb.connect(made) as connection:
        connection.execute(f"create table told as select {value} as value")
    made.replace(path)


def asked(reader: Reader) -> int:
    with reader.cursor() as cursor:
        found = cursor.execute("select value from told").fetchone()
    assert found is not None
    return int(found[0])


def test_a_new_file_is_seen_at_once(tmp_path: Path) -> None:
    path = tmp_path / "timeline.duckdb"
    put(path, 1)
    reader = Reader(path)
    assert asked(reader) == 1
    put(path, 2)
    assert asked(reader) == 2
    reader.close()


def test_who_reads_the_old_file_ends_with_it(tmp_path: Path) -> None:
    path = tmp_path / "timeline.duckdb"
    put(path, 1)
    reader = Reader(path)
    answers: list[int] = []
    with reader.cursor() as cursor:
        put(path, 2)
        later = threading.Thread(target=lambda: answers.append(asked(reader)))
        later.start()
        assert cursor.execute("select value from told").fetchone() == (1,)
        assert answers == []  # who comes later waits for the new file
    later.join(timeout=30)
    assert answers == [2]
    reader.close()


def test_an_error_of_one_reader_keeps_nobody_out(tmp_path: Path) -> None:
    path = tmp_path / "timeline.duckdb"
    put(path, 1)
    reader = Reader(path)
    with pytest.raises(duckdb.CatalogException), reader.cursor() as cursor:
        cursor.execute("select * from missing")
    put(path, 2)
    assert asked(reader) == 2
    reader.close()


def test_nothing_published_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match="nothing was published yet"),
        Reader(tmp_path / "no.duckdb").cursor(),
    ):
        pass
