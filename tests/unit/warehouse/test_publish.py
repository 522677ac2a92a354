"""The published file under readers, failures and kills."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.records import Source, arrow_table
from warehouse.publish import publish
from warehouse.store import StoreError, StoreLockedError, open_store, replace_table, transaction


def write(working: Path, *source_ids: str) -> None:
    sources = [Source(source_id, "folder", ".", "c", None, "F", "en") for source_id in source_ids]
    with open_store(working) as connection, transaction(connection):
        replace_table(connection, "sources", arrow_table(Source, sources))


def published_source(path: Path) -> str:
    with duckdb.connect(path, read_only=True) as reader:
        return str(reader.execute("select min(source_id) from sources").fetchall()[0][0])


@pytest.fixture
def working(tmp_path: Path) -> Path:
    path = tmp_path / "working.duckdb"
    write(path, "first")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_reader_in_another_process_keeps_its_snapshot(tmp_path: Path, working: Path) -> None:
    published = tmp_path / "timeline.duckdb"
    write(working, *(f"old {number}" for number in range(50_000)))
    publish(working, published)
    # The rows themselves are first read after the file was replaced: none can come from the reader's memory.
    script = """
import duckdb, sys
reader = duckdb.connect(sys.argv[1], read_only=True)
print(reader.execute("select count(*) from sources").fetchall(), flush=True)
sys.stdin.readline()
print(reader.execute("select count(*), min(source_id), max(source_id) from sources").fetchall(), flush=True)
"""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(published)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "[(50000,)]\n"
        # Several times, so that the new rows take the blocks of the old ones.
        for size in (70_000, 60_000, 80_000):
            write(working, *(f"new {number}" for number in range(size)))
            publish(working, published)
        seen, _ = reader.communicate("\n")
    assert seen == "[(50000, 'old 0', 'old 9999')]\n"
    assert published_source(published) == "new 0"
    assert names(tmp_path) == ["timeline.duckdb", "working.duckdb"]


def test_nobody_writes_the_store_while_it_is_copied(
    tmp_path: Path, working: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole_copy = shutil.copyfileobj
    refusals = []

    def copy(source: Any, target: Any, size: int) -> None:
        script = "import duckdb, sys; duckdb.connect(sys.argv[1])"
        writer = subprocess.run([sys.executable, "-c", script, str(working)], capture_output=True, text=True)
        refusals.append("Could not set lock" in writer.stderr)
        whole_copy(source, target, size)

    monkeypatch.setattr(shutil, "copyfileobj", copy)
    publish(working, tmp_path / "timeline.duckdb")
    assert refusals == [True]


def test_what_a_kill_left_in_the_log_is_published(tmp_path: Path, working: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from warehouse.store import open_store
with open_store(Path(sys.argv[1])) as connection:
    connection.execute("update sources set source_id = 'committed'")
    os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", script, str(working)]).returncode == 9
    assert names(tmp_path) == ["working.duckdb", "working.duckdb.wal"]
    publish(working, tmp_path / "timeline.duckdb")
    assert published_source(tmp_path / "timeline.duckdb") == "committed"


def test_a_failed_copy_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, working: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = tmp_path / "timeline.duckdb"
    publish(working, published)
    write(working, "second")

    def half(source: Any, target: Any, _: int) -> None:
        target.write(source.read(4096))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", half)
    with pytest.raises(OSError, match="No space left"):
        publish(working, published)
    assert published_source(published) == "first"
    assert names(tmp_path) == ["timeline.duckdb", "working.duckdb"]


def test_what_a_killed_publish_left_behind_goes(tmp_path: Path, working: Path) -> None:
    published = tmp_path / "timeline.duckdb"
    script = """
import os, shutil, sys
from pathlib import Path
from warehouse.publish import publish
def half(source, target, _):
    target.write(source.read(4096))
    target.flush()
    os._exit(9)
shutil.copyfileobj = half
publish(Path(sys.argv[1]), Path(sys.argv[2]))
"""
    killed = subprocess.run([sys.executable, "-c", script, str(working), str(published)])
    assert killed.returncode == 9
    assert len(names(tmp_path)) == 2
    publish(working, published)
    assert published_source(published) == "first"
    assert names(tmp_path) == ["timeline.duckdb", "working.duckdb"]


def test_a_log_that_a_killed_publish_left_is_not_played_back(tmp_path: Path, working: Path) -> None:
    published = tmp_path / "timeline.duckdb"
    script = """
import os, sys
from pathlib import Path
from warehouse import publish
def killed(connection):
    connection.execute("create table half (x bigint)")
    connection.commit()
    os._exit(9)
publish.show_joined = killed
publish.publish(Path(sys.argv[1]), Path(sys.argv[2]))
"""
    assert subprocess.run([sys.executable, "-c", script, str(working), str(published)]).returncode == 9
    assert ".timeline.duckdb.tmp.wal" in names(tmp_path)
    publish(working, published)
    with duckdb.connect(published, read_only=True) as reader:
        assert reader.execute("select * from duckdb_tables() where table_name = 'half'").fetchall() == []
    assert names(tmp_path) == ["timeline.duckdb", "working.duckdb"]


def test_what_a_reader_wrote_to_the_old_file_does_not_reach_the_new_one(
    tmp_path: Path, working: Path
) -> None:
    published = tmp_path / "timeline.duckdb"
    publish(working, published)
    script = """
import duckdb, os, sys
reader = duckdb.connect(sys.argv[1])
reader.execute("create table scribble as select 1 as x")
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", script, str(published)])
    assert "timeline.duckdb.wal" in names(tmp_path)
    publish(working, published)
    with duckdb.connect(published, read_only=True) as reader:
        found = reader.execute("select * from duckdb_tables() where table_name = 'scribble'").fetchall()
    assert found == []


def test_a_store_that_another_process_has_open_is_not_published(tmp_path: Path, working: Path) -> None:
    published = tmp_path / "timeline.duckdb"
    publish(working, published)
    script = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('ready', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(working)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        with pytest.raises(StoreLockedError, match=f"process {writer.pid}"):
            publish(working, published)
        writer.communicate()
    assert published_source(published) == "first"


def test_a_store_that_this_process_has_open_is_not_published(tmp_path: Path, working: Path) -> None:
    message = "is open in this process: close the store before publishing"
    with open_store(working), pytest.raises(StoreError, match=message):
        publish(working, tmp_path / "timeline.duckdb")
    assert names(tmp_path) == ["working.duckdb"]


def test_there_is_nothing_to_publish_before_the_first_refresh(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist: refresh before publishing"):
        publish(tmp_path / "working.duckdb", tmp_path / "timeline.duckdb")
    assert names(tmp_path) == []


def test_a_process_reads_the_new_file_beside_the_old_by_attaching_it(tmp_path: Path, working: Path) -> None:
    published = tmp_path / "timeline.duckdb"
    publish(working, published)
    with duckdb.connect(published, read_only=True):
        write(working, "second")
        publish(working, published)
        assert published_source(published) == "first"
        with duckdb.connect() as fresh:
            fresh.execute(f"attach '{published}' as published (read_only)")
            assert fresh.execute("select min(source_id) from published.sources").fetchall() == [("second",)]
    assert published_source(published) == "second"
