"""Files that would stop a careless reader: read, or listed with what is wrong and what to do."""

import gzip
import sys
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.documents import DocumentError, read_document
from dateline.records import Document

Read = Callable[..., Document]

ENDINGS = ["a.txt", "a.md", "a.html"]
SENTENCE = "Zürich wählte – trotz allem – die Fähre; „über die Brücke“ sprach niemand gern. "


@pytest.mark.parametrize("name", ENDINGS)
@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "the file is empty: fill it or remove it"),
        (b" \n\t\r\n", "the file is empty"),
        (b"\x00" * 5000, "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "the PDF is damaged"),
        (b"\n%PDF-1.4", "the PDF is damaged"),
        (b"PK\x03\x04\x14\x00", "the file is a ZIP archive"),
        (gzip.compress(b"text", mtime=0), "the file is gzip data"),
        (b"{\\rtf1\\ansi text}", "the file is an RTF document"),
        (b"text with a \x00 in it", "the file holds control characters"),
        (bytes(range(256)) * 40, "the file holds control characters"),
        (b"\x01\x02\x03\x04 text", "the file holds control characters"),
        (b"\xff\xfe\x00\xd8A", "the file begins as utf-16-le and is not"),
    ],
)
def test_what_is_no_text_is_listed_with_the_reason(
    read_one: Read, name: str, data: bytes, error: str
) -> None:
    document = read_one(name, data)
    assert (document.status, document.text, document.external_id) == ("failed", "", name)
    assert error in str(document.error)
    with pytest.raises(DocumentError, match=error[:20]):
        read_document(data, name)


@pytest.mark.parametrize("name", ["a.py", "a.odt", "README", "a.html.gz"])
def test_what_is_no_kind_of_document_is_listed(read_one: Read, name: str) -> None:
    assert "is not a kind of document that can be read: convert it to one of .txt" in str(
        read_one(name, "x").error
    )


def test_metadata_without_its_file_is_listed(read_one: Read) -> None:
    assert "metadata of a file that is not there" in str(read_one("a.txt.meta.yaml", "title: T").error)


def test_a_file_over_the_cap_is_listed(read_one: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.documents.reading._MOST_BYTES", 1000)
    assert read_one("a.txt", b"x" * 1001).error == "1,001 bytes; a document may have 1,000: split it"


def test_a_page_of_too_many_elements_is_listed(read_one: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.documents.limits._MOST_TAGS", 20)
    assert read_one("a.html", "<p>x</p>" * 11).error == "the page has over 20 tags: split it"


@pytest.mark.parametrize("name", ENDINGS)
def test_a_text_of_no_end_is_listed(read_one: Read, name: str) -> None:
    error = read_one(name, "x" * 1_250_000).error
    assert error == "the text has 1,250,000 characters, over 1,000,000: split it"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_text_in_other_encodings(read_one: Read, name: str, encoding: str) -> None:
    assert read_one(name, (SENTENCE * 20).encode(encoding)).text == SENTENCE * 20


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ('<?xml version="1.0" encoding="windows-1252"?>', "cp1252"),
        ('<meta charset="iso-8859-1">', "utf-8"),  # it says Latin and is not
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="punycode">', "utf-8"),
        ("", "utf-16"),
        ("", "utf-16-le"),
        ("", "cp1252"),
    ],
)
def test_pages_in_other_encodings(read_one: Read, declared: str, encoding: str) -> None:
    page = f"{declared}<html><body><p>{SENTENCE}{SENTENCE}</p><p>{SENTENCE}</p></body></html>"
    sentence = SENTENCE.strip()
    assert read_one("a.html", page.encode(encoding)).text == f"{sentence} {sentence}\n{sentence}"


def test_a_few_bad_bytes_do_not_change_the_rest(read_one: Read) -> None:
    document = read_one("a.txt", SENTENCE.encode() * 3 + b"\xff\xfe tail")
    assert document.text == SENTENCE * 3 + "\ufffd\ufffd tail"


def test_a_book_on_one_line(read_one: Read) -> None:
    line = "ferry " * 160_000
    assert read_one("a.txt", line).text == line
    assert read_one("a.md", line).text == line
    assert read_one("a.html", f"<p>{line}").text == line.strip()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<div>" * 10_000 + "deep" + "</div>" * 10_000, "deep"),
        ("<b><p>x" * 5_000, "\n".join("x" * 5_000)),
        ("<table><tr><td>" * 3_000 + "deep", "deep"),
        ("<header><form>" * 3_000 + "<h1>deep", "deep"),
        ("<article><header><time>" * 3_000 + "deep", "deep"),
        (f'<p><img src="data:image/png;base64,{"A" * 1_000_000}">text', "text"),
        ("<p>a&#0;b&#xD800;c&#x110000;&#128512;", "a\ufffdb\ufffdc\ufffd😀"),
        ("no markup at all", "no markup at all"),
        ("<" * 2000, "<" * 2000),
        ("https://a.example/x", "https://a.example/x"),
        ("<?xml version='1.0'?><feed><title>T</title><p>x</p></feed>", "T\nx"),
        ("<html hidden><body style='display:none'><p>shown by a script</p>", "shown by a script"),
    ],
    ids=lambda value: value[:20],
)
@pytest.mark.filterwarnings("error")
def test_broken_pages_are_read(read_one: Read, page: str, text: str) -> None:
    limit = sys.getrecursionlimit()
    document = read_one("a.html", page)
    assert (document.error, document.text) == (None, text)
    assert sys.getrecursionlimit() == limit


@pytest.mark.parametrize(
    ("page", "error"),
    [
        ("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">text", "over 2,000 attributes"),
        ("<span>" * 30_000 + "text", "nests elements over 20,000 deep"),
        ("<p>" + "x" * 20_000_000, "characters, over 20,000,000"),
    ],
    ids=["attributes", "depth", "size"],
)
def test_a_page_that_no_parser_can_be_given_is_listed(read_one: Read, page: str, error: str) -> None:
    assert error in str(read_one("a.html", page).error)


@pytest.mark.parametrize("page", ["<html><script>x()</script>", "<!-- only a comment -->", "<nav>Home</nav>"])
def test_a_page_that_shows_nothing_is_listed(read_one: Read, page: str) -> None:
    assert "the page has no text that a reader sees" in str(read_one("a.html", page).error)


@given(
    data=st.binary(max_size=300),
    name=st.sampled_from([*ENDINGS, "a.jsonl", "a.jsonl.gz"]),
    sidecar=st.none() | st.binary(max_size=60),
)
def test_any_bytes_make_documents_that_can_be_stored(
    read_all: Callable[..., list[Document]], data: bytes, name: str, sidecar: bytes | None
) -> None:
    documents = read_all(name, data, sidecar)
    assert documents
    for document in documents:
        assert (document.error is None) == (document.status == "read") == bool(document.text)
        "".join((document.external_id, document.text, document.title or "", *document.authors)).encode()


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r\f"), min_size=1))
def test_any_text_comes_back_character_for_character(read_one: Read, text: str) -> None:
    assume(text.strip() and not text.startswith(("\ufeff", "%PDF-", "---")))
    assert read_one("a.txt", text).text == text
    assert read_one("a.md", text).text == text
