"""The order of trust, and what is wrong with metadata that somebody wrote."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from dateline.documents import read_document
from dateline.records import Document, stable_id

Read = Callable[..., Document]
ReadAll = Callable[..., list[Document]]

PLACES = {
    "json_ld": '<script type="application/ld+json">{"@type":"Report","datePublished":"2024-03-03"}</script>',
    "dateline": "<p>Published: 4 April 2024</p>",
    "opengraph": '<meta property="article:published_time" content="2024-05-05">',
    "url": '<link rel="canonical" href="https://a.example/2024/06/06/x">',
    "time_element": '<i itemprop="datePublished" content="2024-07-07"></i>',
}
DAYS = {basis: dt.date(2024, month, month) for month, basis in enumerate(PLACES, start=3)}


def test_a_document_carries_its_source_and_its_hash(read_one: Read) -> None:
    document = read_one("north/a.txt", "A text.")
    assert document == Document(
        document_id=stable_id("d", "pier", "north/a.txt"),
        source_id="pier",
        external_id="north/a.txt",
        collection="marrowby",
        url=None,
        title=None,
        authors=(),
        publisher="Pier Press",
        language="en",
        published_at=None,
        published_basis="none",
        published_confidence=0.0,
        fetched_at=dt.datetime(2024, 12, 1, 2, 0, tzinfo=dt.UTC),
        content_sha256="3b6444e203f18aca2e805df7fe60bda9bf6f34254f4f366232a7efec87a44754",
        revision=1,
        duplicate_of=None,
        text="A text.",
        status="read",
        error=None,
    )


@pytest.mark.parametrize("first", range(len(PLACES)))
def test_the_day_of_a_page_comes_from_the_most_trusted_place(read_one: Read, first: int) -> None:
    bases = list(PLACES)[first:]
    document = read_one(
        "a.html", f"<html><body>{''.join(PLACES[basis] for basis in bases)}<p>Text.</p></body></html>"
    )
    assert (document.published_at, document.published_basis) == (DAYS[bases[0]], bases[0])


def test_each_key_comes_from_the_most_trusted_place_that_has_it(read_one: Read) -> None:
    front = "title: Front\npublished: 2024-02-02\nauthors: [A, {name: B}]\ncollection: ice\n"
    markdown = f"---\n{front}---\nHead\n\nText.\n"
    document = read_one("a.md", markdown, "published: 2024-01-01\nurl: https://a.example/x\npublisher: P\n")
    assert (document.published_at, document.published_basis) == (dt.date(2024, 1, 1), "sidecar")
    assert (document.title, document.authors, document.collection) == ("Front", ("A", "B"), "ice")
    assert (document.url, document.publisher) == ("https://a.example/x", "P")


def test_the_url_of_a_sidecar_gives_the_day_if_nothing_else_does(read_one: Read) -> None:
    document = read_one("a.txt", "A text.", "url: https://a.example/2024/07/07/x")
    assert (document.published_at, document.published_basis) == (dt.date(2024, 7, 7), "url")


def test_the_url_given_with_a_page_goes_before_its_own() -> None:
    document = read_document(PLACES["url"].encode() + b"<p>Text.", "a.html", "https://b.example/2023/01/02/y")
    assert (document.url, document.published_at) == ("https://b.example/2023/01/02/y", dt.date(2023, 1, 2))


@pytest.mark.parametrize(
    "block",
    [
        '{"@type": "WebSite", "datePublished": "2011-01-01"}',
        '{"@type": "WebPage", "datePublished": "2011-01-01", "publisher": {"@type": "Organization"}}',
        '{"@type": "NewsArticle", "dateModified": "2011-01-01"}',
        '{"@type": "NewsArticle", "datePublished": "1970-01-01T00:00:00Z"}',
        '{"@type": "NewsArticle", "datePublished": "January 2011"}',
        '{"@type": "NewsArticle", "datePublished": 20110101}',
        '{"@type": "NewsArticle", "headline": "\\ud800", "datePublished": "\\ud800"}',
        "not JSON",
        "[" * 50_000,
    ],
)
def test_json_ld_that_states_no_publication_is_passed_over(read_one: Read, block: str) -> None:
    page = f'<script type="application/ld+json">{block}</script>{PLACES["opengraph"]}<p>Text.</p>'
    document = read_one("a.html", page)
    assert (document.published_at, document.published_basis) == (DAYS["opengraph"], "opengraph")
    assert document.title is None


@pytest.mark.parametrize(
    "block",
    [
        '[{"@type": "Thing"}, [{"@type": "schema:BlogPosting", "datePublished": "2024-03-03"}]]',
        '{"@type": "WebPage", "mainEntity": {"@type": ["Thing", "https://schema.org/Article"],'
        ' "datePublished": "2024-03-03"}}',
        '{"@graph": [{"@type": "Article"}, {"@type": "Article", "datePublished": "2024-03-03T01:00+09:00"}]}',
    ],
)
def test_the_article_is_found_in_lists_graphs_and_pages(read_one: Read, block: str) -> None:
    document = read_one("a.html", f'<script type="application/ld+json">{block}</script><p>Text.</p>')
    assert (document.published_at, document.published_basis) == (dt.date(2024, 3, 3), "json_ld")


@pytest.mark.parametrize(
    ("sidecar", "error"),
    [
        (
            "title: North\npublished: '2024-13-01'\n",
            "north.txt.meta.yaml line 2: published: '2024-13-01' is not a date",
        ),
        ("published: 2024-02-30\n", "line 1: published: '2024-02-30' is not a date; write YYYY-MM-DD"),
        ("published: November 2024\n", "line 1: published: 'November 2024' is not a date; write YYYY-MM-DD"),
        ("published: 04/11/2024\n", "line 1: published: '04/11/2024' is not a date; write YYYY-MM-DD"),
        ("published: [2024-01-01]\n", "line 1: published: not a text; write `published: words`"),
        ("title: a\nurl: {x: 1}\n", "line 2: url: not a text; write `url: words`"),
        ("title: a\n  b: c: d\n", "north.txt.meta.yaml line 2: not YAML:"),
        ("title: 'a\n", "north.txt.meta.yaml line 2: not YAML:"),
        ("just words\n", "north.txt.meta.yaml line 1: not `key: value` lines; write `published: 2024-11-06`"),
        ("- 2024-11-06\n", "line 1: not `key: value` lines"),
        ("[" * 5000, "north.txt.meta.yaml: not YAML:"),
        ("title: " + "x" * 70_000, "north.txt.meta.yaml: over 65,536 characters of metadata"),
        (b"%PDF-1.7", "north.txt.meta.yaml: the file is a PDF"),
        (b"title: \x00", "north.txt.meta.yaml: the file holds control characters"),
    ],
)
def test_a_bad_sidecar_fails_its_document_and_says_where(
    read_one: Read, sidecar: str | bytes, error: str
) -> None:
    document = read_one("north.txt", "A text.", sidecar)
    assert (document.status, document.text, document.published_at) == ("failed", "", None)
    assert error in str(document.error)


@pytest.mark.parametrize(
    "sidecar", ["", "\n# a note\n", "published:\ntitle: ''\n", "mood: 2024-13-01\n? [a, b]\n: c\n"]
)
def test_a_sidecar_that_says_nothing_known_changes_nothing(read_one: Read, sidecar: str) -> None:
    document = read_one("a.txt", "A text.", sidecar)
    assert replace(document, warnings=()) == read_one("a.txt", "A text.")
    assert [warning.split(":")[1] for warning in document.warnings] == [" mood"] * ("mood" in sidecar)


def test_a_sidecar_of_aliases_within_aliases_is_read_at_once(read_one: Read) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert read_one("a.txt", "A text.", f"{bomb}title: T\n").title == "T"
    assert "title: not a text" in str(read_one("a.txt", "A text.", f"{bomb}title: *i\n").error)


@pytest.mark.parametrize(
    ("stated", "language"), [("en-GB", "en"), ("DE", "de"), ("no", "no"), ("Norwegian", "Norwegian")]
)
def test_a_language_is_its_code(read_one: Read, stated: str, language: str) -> None:
    assert read_one("a.txt", "A text.", f"language: {stated}").language == language


def test_front_matter_names_its_line(read_one: Read) -> None:
    document = read_one("a.md", "---\ntitle: a\npublished: soon\n---\nText.\n")
    assert document.error == "a.md line 3: published: 'soon' is not a date; write YYYY-MM-DD"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The ferry\nIt sails.", "The ferry"),
        ("# The ferry\n\nIt sails.", "The ferry"),
        ("The ferry sails.\nAnd sinks.", None),
        ("The ferry", None),
        ("6 November 2024\nThe ferry sails.", None),
        ("x" * 130 + "\nThe ferry sails.", None),
    ],
)
def test_the_title_of_a_text_is_a_short_first_line(read_one: Read, text: str, title: str | None) -> None:
    assert read_one("a.txt", text).title == title


@pytest.mark.parametrize("key", ["date", "pubdate", "datePublished", "publication_date"])
def test_other_names_of_the_publication_day(read_one: Read, key: str) -> None:
    assert read_one("a.md", f"---\n{key}: 2021-05-09\n---\nTalks open.").published_at == dt.date(2021, 5, 9)


@pytest.mark.parametrize("value", ["some day", "[2021-05-09, 2021-05-10]", "{start: 2021-05-09}"])
def test_a_date_that_is_none_is_passed_over(read_one: Read, value: str) -> None:
    document = read_one("a.md", f"---\ndate: {value}\n---\nTalks open.")
    assert (document.status, document.published_at) == ("read", None)


def test_keys_that_are_not_read_are_warned_of_by_name(read_one: Read) -> None:
    document = read_one("a.md", "---\ntitle: Talks\npublishd: 2021-05-09\ndate: 2021-05-10\n---\nTalks open.")
    assert document.published_at == dt.date(2021, 5, 10)
    (warning,) = document.warnings
    assert warning.startswith("a.md line 3: publishd: no key that is read; there are title, published,")


def test_keys_that_are_read_are_not_warned_of(read_one: Read) -> None:
    front = (
        "title: T\npublished: 2021-05-09\nurl: https://a.example/\npublisher: P\nauthor: A\nlanguage: en\n"
    )
    assert read_one("a.md", f"---\n{front}collection: c\n---\nTalks open.").warnings == ()
