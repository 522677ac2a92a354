"""A refresh that is killed, and readers that hold the published file open."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.integration.conftest import Place, make_place, started

DEADLINE = 120
TEXTS = [
    f"Gunmen attacked the Syrian army near Homs on Monday, killing {n} soldiers." for n in range(10, 700)
]


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Poll until a condition holds."""
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, f"waited {DEADLINE} s for {what}"
        time.sleep(0.02)


def fill(place: Place) -> Place:
    for number, text in enumerate(TEXTS):
        place.write(f"{number:04}.txt", text)
    return place


def test_a_killed_refresh_is_taken_up_and_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    disturbed, calm = fill(make_place(tmp_path / "one")), fill(make_place(tmp_path / "two"))
    program = str(Path(sys.executable).with_name("dateline"))
    output = tmp_path / "output"
    with started([program, "refresh"], disturbed.environment, output) as process:
        wait_for(lambda: b"done: documents" in output.read_bytes(), "the documents")
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)
    assert b"done: published_timeline" not in output.read_bytes()
    assert not (disturbed.data / "timeline.duckdb").exists()
    again = disturbed.command("refresh")
    assert again.returncode == 0, again.stderr
    assert "0 new, 0 changed" in again.stdout
    assert calm.command("refresh").returncode == 0
    assert disturbed.marts() == calm.marts()
    assert len(calm.marts()["timeline"]) > 0


READER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
print(connection.execute("select count(*) from timeline").fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute("select count(*) from timeline").fetchone()[0], flush=True)
"""


def test_readers_and_refreshes_never_wait_for_each_other(place: Place) -> None:
    place.refresh()
    published = str(place.data / "timeline.duckdb")
    with subprocess.Popen(
        [sys.executable, "-c", READER, published], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        assert reader.stdout.readline() == "1\n"
        place.write("other.txt", "Peru extradited the banker on Friday.")
        assert place.refresh().success
        assert place.query("select count(*) from timeline") == [(2,)]
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "1\n"  # its snapshot
        assert reader.wait(timeout=10) == 0
