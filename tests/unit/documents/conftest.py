import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.documents import read_file
from dateline.records import Document, Source

NOW = dt.datetime(2024, 12, 1, 2, 0, tzinfo=dt.UTC)
SOURCE = Source("pier", "folder", "/pier", "marrowby", "Pier Press", "C", "en")


@pytest.fixture
def source() -> Source:
    return SOURCE


@pytest.fixture(scope="session")
def read_all() -> Callable[..., list[Document]]:
    """The documents of a file's bytes, and of its sidecar's."""

    def read(name: str, data: bytes | str, sidecar: bytes | str | None = None) -> list[Document]:
        stated = sidecar.encode() if isinstance(sidecar, str) else sidecar
        raw = data.encode() if isinstance(data, str) else data
        return read_file(SOURCE, Path(SOURCE.location, name), raw, stated, NOW)

    return read


@pytest.fixture(scope="session")
def read_one(read_all: Callable[..., list[Document]]) -> Callable[..., Document]:
    def read(name: str, data: bytes | str, sidecar: bytes | str | None = None) -> Document:
        (document,) = read_all(name, data, sidecar)
        return document

    return read
