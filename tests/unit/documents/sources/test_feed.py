import pytest

from dateline.documents import DocumentError
from dateline.documents.sources.feed import Entry, entries_of
from dateline.documents.sources.web import Page


def entries(text: str | bytes, content_type: str = "application/xml") -> list[Entry]:
    data = text.encode() if isinstance(text, str) else text
    return entries_of(Page("https://a.example/feed", content_type, data))


def rss(items: str) -> str:
    return f'<rss version="2.0"><channel><language>en-gb</language>{items}</channel></rss>'


def test_an_rss_entry() -> None:
    (entry,) = entries(
        rss(
            "<item><guid isPermaLink='false'>7</guid><link>/news/7</link><title>A &amp; B</title>"
            "<author>Ann</author><pubDate>Wed, 06 Nov 2024 23:30:00 -0500</pubDate>"
            "<description>Short.</description></item>"
        )
    )
    assert (entry.key, entry.url, entry.title) == ("7", "https://a.example/news/7", "A & B")
    assert (entry.content, entry.published) == ("Short.", "Wed, 06 Nov 2024 23:30:00 -0500")
    assert (entry.authors, entry.language, entry.updated) == (("Ann",), "en-gb", "")


def test_an_atom_entry_has_the_longest_text_and_its_date_of_change() -> None:
    (entry,) = entries(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:7</id><link href="https://a.example/7"/>'
        "<title>T</title><published>2024-11-06T01:00:00Z</published><updated>2024-11-07T01:00:00Z</updated>"
        '<summary>Short.</summary><content type="html">&lt;p&gt;The whole story.&lt;/p&gt;</content>'
        "</entry></feed>"
    )
    assert (entry.key, entry.content) == ("tag:7", "<p>The whole story.</p>")
    assert (entry.published, entry.updated) == ("2024-11-06T01:00:00Z", "2024-11-07T01:00:00Z")


def test_entries_with_one_id_are_one_and_those_without_id_and_link_are_none() -> None:
    twice = "<item><guid isPermaLink='false'>1</guid><title>{}</title></item>"
    found = entries(rss(twice.format("New") + twice.format("Old") + "<item><title>Lost</title></item>"))
    assert [(entry.key, entry.title) for entry in found] == [("1", "New")]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_a_link_that_leads_to_no_page_is_not_followed(link: str) -> None:
    (entry,) = entries(rss(f"<item><guid isPermaLink='false'>1</guid><link>{link}</link></item>"))
    assert entry.url == ""


@pytest.mark.parametrize("data", [b"", b"<html><body>x</body></html>", b"\x89PNG\r\n", b"/etc/passwd"])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="no RSS or Atom feed"):
        entries(data)


def test_a_feed_with_too_many_entries_is_refused() -> None:
    with pytest.raises(DocumentError, match="over 5,000 entries"):
        entries(rss("<item/>" * 5001))


def test_entities_within_entities_are_not_opened() -> None:
    lines = ['<!ENTITY a0 "ha">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    bomb = f"<!DOCTYPE rss [{''.join(lines)}]>" + rss("<item><guid>1</guid><title>&a9;</title></item>")
    secret = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(
        "<item><guid>1</guid><title>&x;</title></item>"
    )
    for text in (bomb, secret):
        assert all(len(entry.title) < 1000 and "root:" not in entry.title for entry in entries(text))
