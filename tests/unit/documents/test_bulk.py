"""JSON lines: each line a document, each bad line a failed row of its own."""

import datetime as dt
import gzip
import hashlib
import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents import DocumentError, read_document
from dateline.records import Document

ReadAll = Callable[..., list[Document]]

GOOD = {
    "id": "r-1",
    "text": " Two  spaces,\ta tab,\r\na line. ",
    "published": "2024-05-06T23:00:00-05:00",
    "title": "T",
    "url": "https://a.example/2020/01/01/x",
    "language": "en-US",
    "authors": ["A", {"name": "B"}],
    "publisher": "P",
    "collection": "ice",
    "mood": ["ignored"],
}


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_a_record_with_every_key_and_one_with_the_least(read_all: ReadAll) -> None:
    full, least = read_all("a.jsonl", lines(GOOD, {"text": "B."}))
    assert (full.external_id, full.text, full.title, full.url) == (
        "a.jsonl#r-1",
        GOOD["text"],
        "T",
        GOOD["url"],
    )
    assert (full.authors, full.publisher, full.collection, full.language) == (("A", "B"), "P", "ice", "en")
    assert (full.published_at, full.published_basis) == (dt.date(2024, 5, 6), "record")
    assert full.content_sha256 == hashlib.sha256(json.dumps(GOOD).encode()).hexdigest()
    assert (least.external_id, least.text, least.collection, least.publisher) == (
        "a.jsonl:2",
        "B.",
        "marrowby",
        "Pier Press",
    )
    assert (least.published_at, least.published_basis, least.language) == (None, "none", "en")


def test_a_sidecar_is_trusted_more_than_the_records_but_not_for_title_and_url(read_all: ReadAll) -> None:
    stated = "published: 2024-01-01\ncollection: sea\ntitle: File\nurl: https://a.example\n"
    first, second = read_all("a.jsonl", lines(GOOD, {"id": 2, "text": "B."}), stated)
    assert (first.published_basis, first.collection, first.title, first.url) == (
        "sidecar",
        "sea",
        "T",
        GOOD["url"],
    )
    assert (second.external_id, second.title, second.url) == ("a.jsonl#2", None, None)


def test_a_record_without_a_day_has_that_of_its_dateline_or_its_url(read_all: ReadAll) -> None:
    dateline, url = read_all(
        "a.jsonl",
        lines(
            {"text": "Head\nTromsø, 4 April 2024\nText."},
            {"text": "B.", "url": "https://a.example/2020/01/02/x"},
        ),
    )
    assert (dateline.published_at, dateline.published_basis) == (dt.date(2024, 4, 4), "dateline")
    assert (url.published_at, url.published_basis) == (dt.date(2020, 1, 2), "url")


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl", "a.ndjson", "a.ndjson.gz"])
@pytest.mark.parametrize("packed", [True, False])
def test_gzip_is_told_by_its_bytes(read_all: ReadAll, name: str, packed: bool) -> None:
    data = lines(GOOD).encode()
    (document,) = read_all(name, gzip.compress(data, mtime=0) if packed else data)
    assert (document.external_id, document.status) == (f"{name}#r-1", "read")


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("{", "a.jsonl line 2: not JSON"),
        ("[1]", "a.jsonl line 2: not a JSON object"),
        ('{"id": "x"}', "a.jsonl line 2: text: missing or empty"),
        ('{"id": "x", "text": "  "}', "a.jsonl line 2: text: missing or empty"),
        ('{"id": "x", "text": 5}', "a.jsonl line 2: text: missing or empty"),
        ('{"id": "x", "text": "\\ud800"}', "a.jsonl line 2: text: holds half a character"),
        (
            '{"id": "x", "text": "a\\u0000b"}',
            "a.jsonl line 2: text: holds half a character (a lone surrogate) or NUL",
        ),
        ('{"id": "\\udfff", "text": "a"}', "a.jsonl line 2: id: not a text"),
        ('{"id": ["x"], "text": "a"}', "a.jsonl line 2: id: not a text"),
        ('{"id": "x", "text": "a", "title": "\\ud800"}', "a.jsonl line 2: title: holds half a character"),
        (
            '{"id": "x", "text": "a", "authors": ["\\ud800"]}',
            "a.jsonl line 2: authors: holds half a character",
        ),
        (
            '{"id": "x", "text": "a", "published": "2024-02-30"}',
            "a.jsonl line 2: published: '2024-02-30' is not a date",
        ),
        ('{"id": "r-1", "text": "a"}', "a.jsonl line 2: id: 'r-1' is on line 1 too; change one"),
        ("[" * 100_000, "a.jsonl line 2: not JSON"),
        ('{"id": ' + "1" * 5000 + ', "text": "a"}', "a.jsonl line 2: not JSON"),
        ("\x00\x01\x02", "a.jsonl line 2: not JSON"),
    ],
)
def test_a_bad_line_is_a_failed_row_and_the_others_are_read(read_all: ReadAll, line: str, error: str) -> None:
    first, bad, last = read_all("a.jsonl", lines(GOOD) + line + "\n\n" + lines({"id": "z", "text": "Z."}))
    assert (first.status, last.external_id, last.text) == ("read", "a.jsonl#z", "Z.")
    assert (bad.external_id, bad.status, bad.text) == ("a.jsonl:2", "failed", "")
    assert error in str(bad.error)


def test_bytes_that_are_not_utf8_fail_their_line_alone(read_all: ReadAll) -> None:
    bad, good = read_all("a.jsonl", b'{"id": "x", "text": "caf\xe9"}\n{"id": "y", "text": "B."}')
    assert (bad.external_id, bad.status, good.status) == ("a.jsonl:1", "failed", "read")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (gzip.compress(b"", mtime=0), "empty"),
        (gzip.compress(b'{"text": "a"}', mtime=0)[:-6], "the gzip data is damaged"),
        (b"\x1f\x8b\x08 not gzip at all", "the gzip data is damaged"),
        (b"%PDF-1.7 \n\n", "the file is a PDF"),
    ],
)
def test_a_file_that_cannot_be_opened_is_one_failed_row(read_all: ReadAll, data: bytes, error: str) -> None:
    (document,) = read_all("a.jsonl.gz", data)
    assert (document.external_id, document.status) == ("a.jsonl.gz", "failed")
    assert error in str(document.error)


def test_a_file_that_opens_to_more_than_the_cap_is_one_failed_row(
    read_all: ReadAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.documents.json_lines._MOST_BYTES", 1000)
    (document,) = read_all("a.jsonl.gz", gzip.compress(lines(GOOD).encode() * 100))
    assert document.error == "the file opens to over 1,000 bytes: split it"


def test_a_line_of_no_end_costs_itself_only(read_all: ReadAll, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.documents.json_lines._MOST_LINE", 1000)
    data = lines(GOOD) + "[" * 5000 + "\n" + lines({"id": "z", "text": "Z."})
    first, bad, last = read_all("a.jsonl.gz", gzip.compress(data.encode()))
    assert (first.status, bad.error) == ("read", "a.jsonl.gz line 2: over 1,000 bytes; split it")
    assert (last.external_id, last.text) == ("a.jsonl.gz#z", "Z.")


def test_a_text_of_no_end_costs_its_line_only(read_all: ReadAll) -> None:
    bad, good = read_all("a.jsonl", lines({"id": "x", "text": "a" * 1_000_001}, GOOD))
    assert bad.error == "a.jsonl line 1: the text has 1,000,001 characters, over 1,000,000: split it"
    assert good.status == "read"


def test_a_bulk_file_is_no_single_document() -> None:
    with pytest.raises(DocumentError, match=r"a\.jsonl holds a document on each line"):
        read_document(b'{"text": "a"}', "a.jsonl")


@given(
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1),
    escaped=st.booleans(),
)
def test_any_text_comes_back_character_for_character(
    read_all: ReadAll, texts: list[str], escaped: bool
) -> None:
    data = "".join(json.dumps({"text": text}, ensure_ascii=escaped) + "\n" for text in texts)
    for text, document in zip(texts, read_all("a.jsonl", data), strict=True):
        assert (document.text, document.status) == ((text, "read") if text.strip() else ("", "failed"))
