"""Refreshes of sources on the network, from a real server on loopback: what is asked for, read and kept."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.documents import landing
from dateline.documents.fetching import Client
from pipelines.resources import Workspace
from pipelines.steps.fetch_sources import Access
from tests.integration.conftest import Place, make_place
from tests.integration.test_refresh import counts
from tests.integration.web import HOST, Reply, Site, Time, running_site

TIME = Time()


class Clocked(Workspace):
    """A workspace whose time passes only when somebody sleeps."""

    def access(self) -> Access:
        client = Client(clock=TIME.clock, sleep=TIME.sleep, now=TIME.now)
        return Access(self.landing, client, self.now(), TIME.clock)


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def web(tmp_path: Path, site: Site) -> "Web":
    return Web(make_place(tmp_path), site)


class Web:
    """A place whose sources are on a site."""

    def __init__(self, place: Place, site: Site) -> None:
        self.place, self.site = place, site

    def declare(self, **sources: dict[str, Any]) -> None:
        common = {"collection": "test", "private_hosts": [HOST]}
        entries = [{"name": name, **common, **entry} for name, entry in sources.items()]
        self.place.sources.write_text(yaml.safe_dump({"sources": entries}))

    def refresh(self, source: str | None = None, from_landing: bool = False) -> Any:
        workspace = Clocked(data=str(self.place.data), sources=str(self.place.sources))
        return self.place.refresh(source, workspace, from_landing)

    def documents(self, columns: str) -> list[tuple[Any, ...]]:
        return self.place.query(f"select {columns} from documents order by external_id")


def page(sentence: str) -> Reply:
    text = f"<html><head><title>Report</title></head><body><article><p>{sentence}</p></article></body></html>"
    return Reply(text.encode(), headers={"ETag": f'"{hash(sentence)}"', "Content-Type": "text/html"})


def feed(*entries: str, etag: str = '"f1"') -> Reply:
    text = f'<rss version="2.0"><channel><title>Feed</title>{"".join(entries)}</channel></rss>'
    return Reply(text.encode(), headers={"ETag": etag, "Content-Type": "application/rss+xml"})


def entry(site: Site, path: str, title: str, published: str = "Wed, 06 Nov 2024 10:00:00 GMT") -> str:
    return (
        f"<item><title>{title}</title><link>{site.url(path)}</link><guid isPermaLink='false'>{path}</guid>"
        f"<pubDate>{published}</pubDate><description>{title}. It was a Monday.</description></item>"
    )


ATTACK = "Gunmen attacked the Syrian army near Homs on Monday."
EXTRADITION = "Peru extradited the banker to Chile on Friday."


def test_the_entries_of_a_feed_are_documents_and_stay_when_they_roll_off(web: Web, site: Site) -> None:
    site.pages["/feed"] = feed(entry(site, "/1", ATTACK))
    web.declare(wire={"kind": "feed", "location": site.url("/feed"), "publisher": "Wire"})
    assert counts(web.refresh(), "documents")["new"] == 1
    ((key, url, published, basis, publisher),) = web.documents(
        "external_id, url, published_at::varchar, published_basis, publisher"
    )
    assert (key, url, published, basis, publisher) == (
        "/1",
        site.url("/1"),
        "2024-11-06",
        "feed",
        "Wire",
    )
    assert web.place.query("select event_type, date_edtf from timeline")[0] == ("ASSAULT", "2024-11-04")
    site.pages["/feed"] = feed(entry(site, "/2", EXTRADITION), etag='"f2"')
    metadata = counts(web.refresh(), "documents")
    assert (metadata["new"], metadata["removed"], metadata["unchanged"]) == (1, 0, 1)


def test_two_nights_in_a_row_fetch_only_what_changed(web: Web, site: Site) -> None:
    site.pages |= {
        "/feed": feed(entry(site, "/1", "One"), entry(site, "/2", "Two")),
        "/1": page(ATTACK),
        "/2": page(EXTRADITION),
        "/about": page("The army withdrew its troops on Monday."),
    }
    (web.place.sources.parent / "pages.txt").write_text(f"# ours\n{site.url('/about')}\n")
    web.declare(
        wire={"kind": "feed", "location": site.url("/feed"), "follow": True},
        about={"kind": "pages", "location": "pages.txt"},
    )
    first = counts(web.refresh(), "documents")
    assert (first["new"], first["failed"]) == (3, 0)
    assert sorted(site.paths()) == ["/1", "/2", "/about", "/feed"]

    second = counts(web.refresh(), "documents")
    assert (second["new"], second["changed"], second["unchanged"]) == (0, 0, 3)
    assert {path: headers.get("if-none-match") is not None for path, headers in site.asked} == {
        "/robots.txt": False,
        "/feed": True,
        "/about": True,
    }
    site.asked.clear()
    states = web.place.query("select url, status from fetches order by url")
    assert dict(states)[site.url("/feed")] == 304
    assert dict(states)[site.url("/1")] == 200

    site.pages["/2"] = page("Peru extradited the banker to Chile on Thursday.")
    site.pages["/feed"] = feed(
        entry(site, "/1", "One"), entry(site, "/2", "Two", "Thu, 07 Nov 2024 10:00:00 GMT"), etag='"f2"'
    )
    third = counts(web.refresh(), "documents")
    assert (third["new"], third["changed"], third["unchanged"]) == (0, 1, 2)
    assert sorted(site.paths()) == ["/2", "/about", "/feed"]


def test_a_page_that_is_gone_or_fails_keeps_its_document_and_is_recorded(web: Web, site: Site) -> None:
    site.pages |= {"/1": page(ATTACK), "/2": page(EXTRADITION)}
    (web.place.sources.parent / "pages.txt").write_text(
        "".join(f"{site.url(path)}\n" for path in ("/1", "/2", "/3"))
    )
    web.declare(about={"kind": "pages", "location": "pages.txt"})
    web.refresh()
    site.pages |= {"/1": Reply(status=410), "/2": Reply(status=500)}
    assert web.refresh().success
    read = {
        key.removeprefix(site.url("/")): (status, error)
        for key, status, error in web.documents("external_id, status, error")
    }
    assert read["1"] == read["2"] == ("read", None)
    assert read["3"][0] == "failed" and "404" in read["3"][1]
    asked = {
        url.removeprefix(site.url("/")): (status, error)
        for url, status, error in web.place.query("select url, status, error from fetches")
    }
    assert asked["1"][0] == 410 and asked["3"][0] == 404
    assert "answered 500" in asked["2"][1]
    ((gone, faulty),) = web.place.query(
        "select gone_count, faulty_count from source_health where source_id = 'about'"
    )
    assert (gone, faulty) == (2, 1)


def test_a_page_list_that_grows_shorter_removes_what_it_drops(web: Web, site: Site) -> None:
    site.pages |= {"/1": page(ATTACK), "/2": page(EXTRADITION)}
    listed = web.place.sources.parent / "pages.txt"
    listed.write_text(f"{site.url('/1')}\n{site.url('/2')}\n")
    web.declare(about={"kind": "pages", "location": "pages.txt"})
    web.refresh()
    listed.write_text(f"{site.url('/2')}\n")
    assert counts(web.refresh(), "documents")["removed"] == 1
    assert web.documents("status") == [("removed",), ("read",)]


def test_a_news_sitemap_leads_to_pages_and_dates_those_that_do_not_say(web: Web, site: Site) -> None:
    index = (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{}</loc></sitemap>'
    )
    listed = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{}</loc><news:news>'
        "<news:publication><news:name>The Wire</news:name></news:publication>"
        "<news:publication_date>2024-11-06T10:00:00Z</news:publication_date><news:title>Raid</news:title>"
        "</news:news></url></urlset>"
    )
    site.pages |= {
        "/index.xml": Reply(f"{index.format(site.url('/news.xml'))}</sitemapindex>".encode()),
        "/news.xml": Reply(listed.format(site.url("/1")).encode()),
        "/1": page(ATTACK),
    }
    web.declare(wire={"kind": "sitemap", "location": site.url("/index.xml")})
    web.refresh()
    assert web.documents("published_at::varchar, published_basis, publisher") == [
        ("2024-11-06", "feed", "The Wire")
    ]
    site.paths()
    web.refresh()
    assert site.paths() == ["/index.xml", "/news.xml"]


def test_what_a_server_says_of_an_encoding_is_believed_when_the_page_is_silent(web: Web, site: Site) -> None:
    text = (
        "<html><body><p>Šiauliai: gunmen attacked the army on Monday, Lietuvos žmonės sakė.</p></body></html>"
    )
    site.pages |= {
        "/told": Reply(text.encode("cp1257"), headers={"Content-Type": "text/html; charset=windows-1257"}),
        "/wrong": Reply(text.encode(), headers={"Content-Type": "text/html; charset=iso-8859-1"}),
    }
    (web.place.sources.parent / "pages.txt").write_text(f"{site.url('/told')}\n{site.url('/wrong')}\n")
    web.declare(about={"kind": "pages", "location": "pages.txt"})
    web.refresh()
    assert all("Šiauliai" in text and "žmonės" in text for (text,) in web.documents("text"))


def test_a_source_is_read_anew_from_the_landing_folder_without_its_server(web: Web, site: Site) -> None:
    site.pages |= {"/feed": feed(entry(site, "/1", "One")), "/1": page(ATTACK)}
    web.declare(wire={"kind": "feed", "location": site.url("/feed"), "follow": True})
    web.refresh()
    before = web.documents("* exclude (fetched_at)")
    headers = json.loads(
        landing.load(
            web.place.data / "landing",
            web.place.query(f"select headers_sha256 from fetches where url = '{site.url('/1')}'")[0][0],
        )
    )
    assert headers["content-type"] == "text/html"
    site.asked.clear()
    site.pages.clear()
    anew = counts(web.refresh("wire", from_landing=True), "documents")
    assert (anew["new"], anew["changed"], anew["unchanged"], anew["removed"]) == (0, 0, 1, 0)
    assert site.asked == []
    assert web.documents("* exclude (fetched_at)") == before


BROKEN = {
    "denied": (Reply(b"<rss/>"), "robots.txt keeps programs away"),
    "nofeed": (Reply(b"<html><body>no feed</body></html>"), "no RSS or Atom feed"),
    "gone": (Reply(status=410), "answered 410"),
    "error": (Reply(status=500), "answered 500"),
    "loop": (Reply(status=302, headers={"Location": "/loop"}), "in a circle"),
    "inside": (Reply(status=302, headers={"Location": "http://169.254.169.254/"}), "not a public address"),
}


def test_sources_that_fail_each_in_its_way_leave_the_others_alone(web: Web, site: Site) -> None:
    site.pages |= {f"/{name}": reply for name, (reply, _) in BROKEN.items()}
    site.pages |= {
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /denied\n"),
        "/good": feed(entry(site, "/1", ATTACK)),
    }
    web.declare(
        **{name: {"kind": "feed", "location": site.url(f"/{name}")} for name in (*BROKEN, "good")},
        folder={"kind": "folder", "location": "nowhere"},
    )
    result = web.refresh()
    assert result.success
    told = dict(web.place.query("select source_id, error from source_health where health = 'failing'"))
    assert set(told) == {*BROKEN, "folder"}
    for name, (_, error) in BROKEN.items():
        assert error in told[name], name
    assert web.place.query("select count(*) from timeline where event_type = 'ASSAULT'") == [(1,)]
    alone = web.refresh("error")
    assert not alone.success
    (failure,) = [event for event in alone.all_events if event.is_step_failure]
    assert "answered 500" in str(failure.step_failure_data)
