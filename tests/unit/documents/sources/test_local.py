"""Kinds of source that are on this machine, and the entry that `dateline source add` writes."""

import datetime as dt
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.documents import SourcesError, SourceUnreadable, load_sources
from dateline.documents.fetching import Client
from dateline.documents.sources.adding import add_entry, detect, name_of
from dateline.documents.sources.trying import try_source
from dateline.records import Document, Source

NOW = dt.datetime(2024, 11, 7, tzinfo=dt.UTC)


def documents(source: Source, kind: str, path: Path) -> list[Document]:
    return list(try_source(replace(source, kind=kind, location=str(path)), Client(), NOW))


def test_json_lines_with_the_keys_of_news_please(source: Source, tmp_path: Path) -> None:
    record = {
        "maintext": "A raid.",
        "date_publish": "2024-11-06 10:00:00",
        "title": "T",
        "url": "https://a.example/1",
        "source_domain": "a.example",
        "authors": ["Ann"],
    }
    path = tmp_path / "crawl.jsonl"
    path.write_text(json.dumps(record) + "\n")
    (document,) = documents(source, "jsonl", path)
    assert (document.external_id, document.text) == ("crawl.jsonl#https://a.example/1", "A raid.")
    assert (document.published_at, document.publisher) == (dt.date(2024, 11, 6), "a.example")
    assert documents(source, "jsonl", tmp_path) == [document]


def test_the_pages_of_a_web_archive(source: Source, tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url, status, kind, body in (
            ("https://a.example/old", "200 OK", "text/html", b"<p>An old text.</p>"),
            ("https://a.example/old", "200 OK", "text/html", b"<p>A new text of the page.</p>"),
            ("https://a.example/x.png", "200 OK", "image/png", b"\x89PNG"),
            ("https://a.example/gone", "404 Not Found", "text/html", b"<p>None.</p>"),
        ):
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            )
    (document,) = documents(source, "warc", path)
    assert (document.external_id, document.url) == (
        "crawl.warc.gz#https://a.example/old",
        "https://a.example/old",
    )
    assert document.text == "A new text of the page."


@pytest.mark.parametrize("kind", ["jsonl", "warc", "folder", "pages"])
def test_a_path_where_nothing_is_is_an_error_of_the_source(source: Source, tmp_path: Path, kind: str) -> None:
    with pytest.raises(SourceUnreadable, match="source 'pier'"):
        documents(source, kind, tmp_path / "nothing")


def test_an_entry_is_found_written_and_read(tmp_path: Path) -> None:
    folder, path = tmp_path / "Our Letters", tmp_path / "sources.yaml"
    folder.mkdir()
    found = detect(str(folder), Client())
    entry = {"name": name_of(str(folder)), "kind": found.kind, "location": found.location, "collection": "c"}
    add_entry(path, entry)
    (source,) = load_sources(path)
    assert (source.source_id, source.kind, source.location) == ("our-letters", "folder", str(folder))
    before = path.read_text()
    with pytest.raises(SourcesError, match="declared twice"):
        add_entry(path, entry)
    assert path.read_text() == before
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [("a.jsonl", "{}", "jsonl"), ("a.warc.gz", "", "warc"), ("a.txt", "https://a.example/\n", "pages")],
)
def test_a_file_is_known_by_its_name_or_its_addresses(
    tmp_path: Path, name: str, text: str, kind: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert detect(str(path), Client()).kind == kind


def test_a_document_is_no_source(tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    path.write_text("A speech.")
    with pytest.raises(SourcesError, match="dateline add"):
        detect(str(path), Client())
