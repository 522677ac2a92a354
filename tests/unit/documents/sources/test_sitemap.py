import gzip

import pytest

from dateline.documents import DocumentError
from dateline.documents.sources.sitemap import listed_in

PLAIN = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    b"<!-- ours --><url><loc> https://a.example/1 </loc><lastmod>2024-11-06</lastmod></url>"
    b"<url></url></urlset>"
)


@pytest.mark.parametrize("data", [PLAIN, gzip.compress(PLAIN, mtime=0)])
def test_pages_with_their_date_of_change(data: bytes) -> None:
    (page,) = listed_in(data)
    assert (page.url, page.modified, page.is_sitemap) == ("https://a.example/1", "2024-11-06", False)


def test_an_ampersand_that_is_not_escaped_loses_no_page() -> None:
    urls = [page.url for page in listed_in(PLAIN.replace(b"<url></url>", b"<url><loc>x?a=1&b=2</loc></url>"))]
    assert len(urls) == 2


@pytest.mark.parametrize("data", [b"", b"<rss/>", b"not XML", b"\x1f\x8b damaged"])
def test_what_is_no_sitemap_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError):
        listed_in(data)


def test_entities_are_not_opened() -> None:
    data = b'<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]><urlset><url><loc>&s;</loc></url></urlset>'
    assert all("root:" not in page.url for page in listed_in(data))
