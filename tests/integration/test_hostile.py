"""A refresh over files that would stop a careless reader: each is read or listed, and the others go on."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.integration.conftest import Place, make_place

SECRET = "the secret words"
STORY = (
    b"<article><h1>The old bridge</h1>"
    + b"<p>Officials in the valley said that the old bridge had been closed since the spring.</p>" * 6
    + b"</article>"
)
PAGE = b"<html><head>%s<title>Bridge</title></head><body>%s</body></html>"
DATED = b'<meta property="article:published_time" content="%s">'
JSON_LD = b'<script type="application/ld+json">%s</script>'
WORDS = "Žofie sagte “naïve” über Россия und 北朝鮮. " * 8


def page(body: bytes = b"", head: bytes = b"") -> bytes:
    return PAGE % (head, body + STORY)


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "/", 1) + ".xml", data)
    return packed.getvalue()


# What is in the file, and what its error says; None where it can be read.
FILES: dict[str, tuple[bytes, str | None]] = {
    # nesting
    "deep.html": (page(b"<div>" * 10_000), None),
    "deep-table.html": (page(b"<table><tr><td>" * 2_000), None),
    "deep-terms.html": (page(b"<dl><dd>" * 2_000), None),
    "too-deep.html": (page(b"<span>" * 30_000), "nests elements over 20,000 deep"),
    "misnested.html": (page(b"<b><p>x" * 1_000), None),
    "fonts.html": (page(b"<font>" * 2_000 + b"<p>x</p>" * 1_000), None),
    # size
    "attributes.html": (page(b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">"), "attributes"),
    "tags.html": (page(b"<a href=/x>l</a>" * 60_000), "over 100,000 tags"),
    "attribute.html": (page(b'<img alt="' + b"a" * 2_000_000 + b'">'), None),
    "comment.html": (page(b"<!--" + b"x- " * 500_000 + b"-->"), None),
    "endless.txt": (b"word " * 250_000, "over 1,000,000"),
    "line.txt": (b"word " * 2_000, None),
    # bytes
    "empty.txt": (b"", "empty"),
    "white.html": (b" \n\t", "empty"),
    "binary.txt": (bytes(range(256)) * 200, "control characters"),
    "nul.txt": (b"a\x00b\x00c" * 100, "control characters"),
    "latin.txt": (("Der Präsident hat die Stadt besucht, größer als je.\n" * 20).encode("latin-1"), None),
    "utf16.txt": (WORDS.encode("utf-16"), None),
    "utf16.html": (WORDS.encode("utf-16-le"), None),
    "mixed.html": (page(WORDS.encode() + "été".encode("latin-1")), None),
    "declared.html": (page(WORDS.encode(), b'<meta charset="x-none">'), None),
    "references.html": (page(b"<p>&#0; &#xD800; &#x110000; &#99999999999; &bogus;</p>"), None),
    # other formats under a wrong name
    "pdf.html": (b"%PDF-1.7 not a page", "the PDF is damaged"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(100), "a PNG image"),
    "packed.html": (gzip.compress(page(), mtime=0), "gzip data"),
    "unknown.xyz": (b"what is this", "not a kind of document"),
    "spreadsheet.docx": (zipped(xl_workbook=b"<x/>"), "no Word document"),
    "page.docx": (page(), "no DOCX"),
    "bomb.docx": (zipped(word_document=b" " * (101 << 20)), "opens to over 104,857,600 bytes"),
    "broken.pdf": (b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>", "the PDF is damaged"),
    # pages that are cut off, or show nothing
    "cut.html": (page()[:400] + b'<div class="', None),
    "comment-open.html": (page() + b"<!-- never closed " + STORY, None),
    "script-open.html": (page() + b"<script>var x = 1; " + STORY, None),
    "title-open.html": (b"<html><head><title>Never closed " + STORY, "no text that a reader sees"),
    "frames.html": (b'<frameset><frame src="file:///etc/passwd"></frameset>', "no text that a reader sees"),
    "shell.html": (b'<body><div id="root"></div><script src="/a.js"></script>', "no text that a reader sees"),
    "forward.html": (
        b'<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
        "no text that a reader sees",
    ),
    # what is stated for machines
    "ld-deep.html": (page(head=JSON_LD % (b"[" * 100_000 + b"]" * 100_000)), None),
    "ld-graph.html": (page(head=JSON_LD % (b'{"@graph":' * 2_000 + b"1" + b"}" * 2_000)), None),
    "ld-number.html": (
        page(head=JSON_LD % (b'{"@type":"Article","datePublished":' + b"9" * 9_000 + b"}")),
        None,
    ),
    "ld-kinds.html": (
        page(
            head=JSON_LD % b'{"@type":["Article",1],"headline":["a"],"author":[[1]],"datePublished":{"a":[]}}'
        ),
        None,
    ),
    "ld-half.html": (
        page(head=JSON_LD % b'{"@type":"Article","headline":"\\ud800","author":"\\u0000"}'),
        None,
    ),
    "date-offset.html": (page(head=DATED % b"2024-11-04T00:30:00+99:99"), None),
    "date-none.html": (page(head=DATED % b"2024-02-30"), None),
    "date-late.html": (page(head=DATED % b"9999-12-31"), None),
    "date-digits.html": (page(head=DATED % (b"1" * 20_000)), None),
    "date-months.html": (page(head=DATED % (b"mayjunejuly" * 2_000)), None),
    # what would be executed, fetched or opened
    "markup.html": (
        page(
            b"<p>&lt;script&gt;alert(1)&lt;/script&gt; =1+1 \x1b[31m ${jndi:ldap://127.0.0.1:9} {{7*7}}</p>"
        ),
        None,
    ),
    "hidden.html": (
        page(
            b'<p style="display:none">On 1 January 1999 rebels attacked the bridge.</p>'
            b"<p hidden>On 2 January 1999 rebels attacked the bridge.</p>"
            b'<div aria-hidden="true"><p>On 3 January 1999 rebels attacked the bridge.</p></div>'
        ),
        None,
    ),
    # bulk files
    "nested.jsonl": (b"[" * 100_000 + b"\n", "not JSON"),
    "damaged.jsonl": (b"\x1f\x8b damaged", "gzip"),
    "bomb.jsonl.gz": (gzip.compress(bytes(64 << 20), 1, mtime=0), "empty"),
    "bomb-line.jsonl.gz": (gzip.compress(b"[" * (24 << 20), 1, mtime=0), "over 20,971,520 bytes"),
}
SIDECARS = {
    "sidecar-date.txt": ("title: x\npublished: '2024-13-01'\n", "sidecar-date.txt.meta.yaml line 2"),
    "sidecar-deep.txt": ("[" * 5_000, "not YAML"),
    "sidecar-aliases.txt": (
        "a: &a [x, x]\n"
        + "".join(
            f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + "title: *i\n",
        "title: not a text",
    ),
}


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place after a refresh of the hostile files, with three healthy documents among them."""
    folder = tmp_path_factory.mktemp("hostile")
    place = make_place(folder)
    for name, (data, _) in FILES.items():
        place.write(name, data, published=None)
    for name, (sidecar, _) in SIDECARS.items():
        place.write(name, "A text.", published=None)
        (place.documents / f"{name}.meta.yaml").write_text(sidecar)
    (folder / "secret").write_text(SECRET)
    place.write("entity.html", with_entity(folder / "secret"), published=None)
    place.write("a-raid.txt", "A raid\nGunmen attacked the Syrian army near Homs on Monday.\n")
    place.write("m-talks.html", b"<h1>Talks</h1><p>Peru extradited the banker to Chile on Friday.</p>")
    record = {
        "id": "1",
        "published": "2024-11-06",
        "text": "Sudan expelled the ambassador of Chad on Tuesday.",
    }
    place.write("z-bulk.jsonl", json.dumps(record), published=None)
    assert place.refresh().success
    return place


def with_entity(path: Path) -> bytes:
    """A page that asks for a file's contents in every way that markup knows."""
    return (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{path}">]>'
        f'<html><body><p>Before &x; after.</p><iframe src="file://{path}"></iframe>'
        f'<object data="file://{path}"></object><xi:include href="file://{path}"/></body></html>'
    ).encode()


@pytest.mark.parametrize("name", [*FILES, *SIDECARS, "entity.html"])
def test_every_file_is_read_or_listed_with_the_reason(refreshed: Place, name: str) -> None:
    error = {**FILES, **SIDECARS, "entity.html": (b"", None)}[name][1]
    ((status, told, is_empty),) = refreshed.query(
        f"""
        select
            status,
            error,
            text = ''
        from documents
        where external_id = '{name}' or external_id like '{name}:%'
        """
    )
    if error is None:
        assert (status, told, is_empty) == ("read", None, False)
    else:
        assert (status, is_empty) == ("failed", True)
        assert error in told


def test_the_healthy_documents_are_in_the_timeline(refreshed: Place) -> None:
    rows = refreshed.query(
        """
        select
            date_edtf,
            sentence
        from timeline
        order by date_earliest
        """
    )
    assert [(day, sentence.split()[0]) for day, sentence in rows] == [
        ("2024-11-01", "Peru"),
        ("2024-11-04", "Gunmen"),
        ("2024-11-05", "Sudan"),
    ]


def test_nothing_hidden_invented_or_outside_is_taken(refreshed: Place) -> None:
    assert refreshed.query(f"select external_id from documents where text like '%{SECRET}%'") == []
    assert refreshed.query("select text from time_expressions where date_earliest < '2000-01-01'") == []
    dated = (
        "select external_id, published_at::varchar from documents where external_id like 'date-%' order by 1"
    )
    assert refreshed.query(dated) == [
        ("date-digits.html", None),
        ("date-late.html", None),
        ("date-months.html", None),
        ("date-none.html", None),
        ("date-offset.html", "2024-11-04"),
    ]
