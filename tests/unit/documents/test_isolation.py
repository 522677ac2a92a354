"""Parsing in the worker process: what goes over its limits is listed, and the next document is read."""

import datetime as dt
import hashlib
import os
import time
from pathlib import Path

import pytest

from dateline.documents import DocumentError
from dateline.documents.isolation import apart
from dateline.documents.sources import Item, documents_apart
from dateline.documents.sources.feed import entries_of
from dateline.documents.sources.web import Page
from dateline.documents.worker import MOST_MEMORY
from dateline.records import Document, Source

NOW = dt.datetime(2024, 12, 1, 2, 0, tzinfo=dt.UTC)
PAGE = "<article><h1>Ferry sails</h1>" + "<p>The ferry sailed on 4 November 2024 with forty on board.</p>" * 5


def read(source: Source, name: str, text: str) -> tuple[str, str | None]:
    document = read_apart(source, name, text)
    return document.status, document.error


def read_apart(source: Source, name: str, text: str) -> Document:
    item = Item(name, hashlib.sha256(text.encode()).hexdigest())
    (document,) = documents_apart(source, item, text.encode(), None, NOW)
    return document


def test_a_document_is_read_as_it_is_here(source: Source) -> None:
    assert read(source, "a.html", PAGE) == ("read", None)


def test_calls_share_a_process_which_is_not_this_one() -> None:
    assert apart(os.getpid) == apart(os.getpid) != os.getpid()


def test_what_takes_too_much_memory_costs_itself_only(source: Source) -> None:
    with pytest.raises(DocumentError, match="it takes over 900 MB to read"):
        apart(bytes, 2 * MOST_MEMORY)
    assert read(source, "a.html", PAGE) == ("read", None)


def test_a_process_that_dies_costs_its_document_only(source: Source) -> None:
    with pytest.raises(DocumentError, match="its parser broke down"):
        apart(os.abort)
    assert read(source, "a.html", PAGE) == ("read", None)


def test_what_takes_too_long_costs_itself_only(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    apart(os.getpid)
    monkeypatch.setattr("dateline.documents.isolation._LONGEST_WAIT", 0.2)
    with pytest.raises(DocumentError, match="seconds to read: split it"):
        apart(time.sleep, 60)
    monkeypatch.undo()
    assert read(source, "a.html", PAGE) == ("read", None)


def test_a_feed_that_is_none_is_told_as_here() -> None:
    with pytest.raises(DocumentError, match=r"^the answer is no RSS or Atom feed: give the address of one$"):
        apart(entries_of, Page("https://a.example/feed", "text/html", PAGE.encode()))


def test_nothing_outside_a_document_is_read(source: Source, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
        f'<html><body><p>Before &x; after.</p><iframe src="file://{secret}"></iframe></body></html>'
    )
    document = read_apart(source, "a.html", page)
    assert document.status == "read"
    assert "secret words" not in document.text
