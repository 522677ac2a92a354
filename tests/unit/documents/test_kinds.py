"""Kinds of documents that are easily misread: a row of a file is an input and what is right for it."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.documents.sources import Item
from dateline.documents.sources.documents import documents_of
from dateline.documents.wrapping import joined, wrapped
from dateline.records import Document, Source
from tests.unit.documents.office import docx, placed_pdf

KINDS = Path(__file__).parents[2] / "fixtures" / "kinds" / "documents"
Read = Callable[..., Document]


def rows(kind: str) -> pytest.MarkDecorator:
    """The rows of a kind, those that have a `fails` with its reason as expected failures."""
    lines = (KINDS / f"{kind}.jsonl").read_text("utf-8").splitlines()
    cases = []
    for row in map(json.loads, lines):
        marks = [pytest.mark.xfail(reason=row["fails"], strict=True)] if "fails" in row else []
        cases.append(pytest.param(row, id=row["id"], marks=marks))
    return pytest.mark.parametrize("row", cases)


@rows("wrapped")
def test_lines_that_a_column_wrapped(row: dict[str, Any]) -> None:
    """`lines` as they stand, `joined` as their writer meant them."""
    found: list[str] = []
    goes_on = False
    for line, going in zip(row["lines"], wrapped(row["lines"]), strict=True):
        if goes_on:
            found[-1] = joined(found[-1], line, set())
        elif line:
            found.append(line)
        goes_on = going
    assert found == row["joined"]


@rows("pdf")
@pytest.mark.parametrize("one_object", [False, True], ids=["drawn apart", "drawn in one"])
def test_pages_of_a_pdf(read_one: Read, one_object: bool, row: dict[str, Any]) -> None:
    """`pages` of words at (left, height, size); `text` as a reader has it."""
    assert read_one("a.pdf", placed_pdf(row["pages"], one_object)).text.split("\n") == row["text"]


@rows("rows")
def test_rows_and_line_breaks_of_a_page(read_one: Read, row: dict[str, Any]) -> None:
    """`page` is the body of a page that states its day; `text` its lines, each under its own date."""
    day = '<meta property="article:published_time" content="2024-06-12T10:00:00Z">'
    document = read_one("a.html", f"<html><head>{day}</head><body><main>{row['page']}</main></body></html>")
    assert document.text.split("\n") == row["text"]
    assert str(document.published_at) == "2024-06-12"


@rows("docx")
def test_tables_and_line_breaks_of_a_word_document(read_one: Read, row: dict[str, Any]) -> None:
    """`blocks` are paragraphs, with line breaks, and tables; no row is the day of publication."""
    document = read_one("a.docx", docx(*row["blocks"]))
    assert document.text.split("\n") == row["text"]
    assert document.published_at is None


@rows("encodings")
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_text_whose_encoding_nothing_declares(read_one: Read, name: str, row: dict[str, Any]) -> None:
    text = row["text"]
    written = f"<html><body><main><p>{text}</p></main></body></html>" if name == "a.html" else text
    assert read_one(name, written.encode(row["encoding"])).text == text


@rows("feed")
def test_the_day_that_the_entry_of_a_feed_states(source: Source, row: dict[str, Any]) -> None:
    """`stated` in the entry of a `page` that is fetched on 1 December 2024."""
    notes = {"url": "https://a.example/x", "content_type": "text/html", "published": row["stated"]}
    fetched = dt.datetime(2024, 12, 1, tzinfo=dt.UTC)
    feed = replace(source, kind="feed")
    data = row["page"].encode()
    (document,) = documents_of(feed, Item("x"), data, json.dumps(notes).encode(), fetched)
    day = None if document.published_at is None else str(document.published_at)
    assert (day, document.published_basis, bool(document.warnings)) == (
        row["published"],
        row["basis"],
        row["warned"],
    )
    assert (document.published_confidence > 0.5) == (day is not None)


@rows("late")
def test_a_text_that_is_dated_after_its_publication_is_marked(read_one: Read, row: dict[str, Any]) -> None:
    document = read_one(row["name"], row["data"], row["sidecar"])
    day = None if document.published_at is None else str(document.published_at)
    assert (day, list(document.warnings)) == (row["published"], [row["warning"]] if row["warning"] else [])
