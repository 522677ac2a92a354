"""What the assets share: the folders of a run, the store in them, the clock."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from dateline.documents import load_sources
from dateline.documents.fetching import Client
from dateline.records import Source
from dateline.timeline.corrections import Correction, read_corrections
from pipelines.steps.fetch_sources import Access
from warehouse.sql import Connection
from warehouse.store import open_store

INBOX = "inbox"
CORRECTIONS = "corrections.csv"


class Workspace(dg.ConfigurableResource[None]):
    """The data folder, which holds all that a run writes, and the file that declares the sources.

    `webhook` is an address that is told of failed runs, empty for none.
    """

    data: str
    sources: str
    webhook: str = ""

    @property
    def working(self) -> Path:
        """The working store; only the pipeline opens it."""
        return Path(self.data, "working.duckdb")

    @property
    def published(self) -> Path:
        """The file that analysts open."""
        return Path(self.data, "timeline.duckdb")

    @property
    def landing(self) -> Path:
        """The folder of raw bytes by hash."""
        return Path(self.data, "landing")

    def declared(self) -> list[Source]:
        """The declared sources and the inbox. Raises SourcesError when the sources file is not right."""
        inbox = Path(self.data, INBOX).resolve()
        inbox.mkdir(parents=True, exist_ok=True)
        return [
            *load_sources(Path(self.sources)),
            Source(INBOX, "folder", str(inbox), INBOX, None, "F", "en"),
        ]

    def corrections(self) -> tuple[Correction, ...]:
        """The corrections that people made, from corrections.csv in the data folder."""
        path = Path(self.data, CORRECTIONS)
        return read_corrections(path.read_bytes()) if path.exists() else ()

    def access(self) -> Access:
        """What a run fetches the sources with."""
        return Access(self.landing, Client(), self.now())

    def now(self) -> dt.datetime:
        """The time that a run stamps on what it fetches."""
        return dt.datetime.now(dt.UTC)

    @contextmanager
    def store(self) -> Iterator[Connection]:
        """The working store, open for the block."""
        with open_store(self.working) as connection:
            yield connection


def workspace_from_environment() -> Workspace:
    """The workspace that DATELINE_DATA, DATELINE_SOURCES and DATELINE_WEBHOOK name."""
    return Workspace(
        data=os.environ.get("DATELINE_DATA", "data"),
        sources=os.environ.get("DATELINE_SOURCES", "seeds/sources.yaml"),
        webhook=os.environ.get("DATELINE_WEBHOOK", ""),
    )
