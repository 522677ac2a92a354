"""A data folder and a source folder of its own for every test."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest

from pipelines.definitions import build_definitions
from pipelines.jobs import QUIET, reading
from pipelines.partitions import declare
from pipelines.resources import Workspace

MARTS = (
    *("timeline", "entity_timeline", "event_salience", "day_summary", "month_summary"),
    *("story_summary", "undated", "source_coverage"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A data folder, a folder of documents, and the sources file that declares it as `news`."""

    data: Path
    documents: Path
    sources: Path

    def write(self, name: str, text: str | bytes, published: str | None = "2024-11-06") -> Path:
        """Put a document, with a sidecar that dates it, into the source folder."""
        path = self.documents / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        if published is not None:
            path.with_name(path.name + ".meta.yaml").write_text(f"published: {published}\n")
        return path

    def remove(self, name: str) -> None:
        """Take a document and its sidecar away."""
        for path in (self.documents / name, self.documents / f"{name}.meta.yaml"):
            path.unlink(missing_ok=True)

    def refresh(
        self, source: str | None = None, workspace: Workspace | None = None, from_landing: bool = False
    ) -> dg.ExecuteInProcessResult:
        """Run the refresh job, of all sources or one, in this process, with a passing instance."""
        workspace = workspace or Workspace(data=str(self.data), sources=str(self.sources))
        job = build_definitions(workspace).resolve_job_def("refresh")
        with dg.DagsterInstance.ephemeral() as instance:
            declare(instance, workspace.declared())
            return job.execute_in_process(
                instance=instance,
                partition_key=source,
                run_config={**reading(from_landing), **QUIET},
                raise_on_error=False,
            )

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the published file."""
        connection = duckdb.connect(self.data / "timeline.duckdb", read_only=True)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def marts(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of the marts, in the order in which they are stored."""
        return {mart: self.query(f"select * from {mart}") for mart in MARTS}

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process that works on this place."""
        named = {"DATELINE_DATA": str(self.data), "DATELINE_SOURCES": str(self.sources), "COLUMNS": "200"}
        return {**os.environ, **named}

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run the `dateline` command and wait for it."""
        program = Path(sys.executable).with_name("dateline")
        return subprocess.run(
            [program, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


def make_place(folder: Path) -> Place:
    """A new place below a folder."""
    place = Place(folder / "data", folder / "documents", folder / "sources.yaml")
    place.documents.mkdir(parents=True)
    place.sources.write_text(
        "sources:\n"
        "  - name: news\n"
        "    kind: folder\n"
        "    location: documents\n"
        "    collection: test\n"
        "    publisher: The Test\n"
    )
    return place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place with one document."""
    made = make_place(tmp_path)
    made.write("raid.txt", "A raid\nGunmen attacked the Syrian army near Homs on Monday.\n")
    return made


@contextmanager
def started(
    arguments: list[str], environment: dict[str, str], output: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process in a session of its own; it and its children are ended with the block."""
    with output.open("wb") as stream:
        process = subprocess.Popen(
            arguments, env=environment, stdout=stream, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            yield process
        finally:
            for number in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(process.pid, number)
                    process.wait(timeout=10)
                except (ProcessLookupError, subprocess.TimeoutExpired):
                    continue
