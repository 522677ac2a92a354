"""The pages over a published file, from a real server on loopback: links, evidence, feeds, hostile texts."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tests.integration.conftest import Place, make_place, started
from tests.integration.test_interruption import wait_for
from tests.integration.test_server import free_port

ATOM = "{http://www.w3.org/2005/Atom}"
TOKEN = "a-token-of-some-length"
HOSTILE = (
    "<script>alert(1)</script> & </div>\n"
    "Gunmen attacked the <b>Iraqi</b> army near Mosul on 4 November 2024 \u202edlrow\u202c \x1b[31m.\n"
)


class Site:
    """A client of a served site."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """The status and text of an answer; redirections are followed."""
        request = urllib.request.Request(urljoin(self.base, path), headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def page(self, path: str) -> str:
        """The text of a page that must be there."""
        status, text = self.get(path)
        assert status == 200, (path, status, text)
        return text

    def is_up(self) -> bool:
        try:
            return self.get("/static/style.css")[0] in (200, 401)
        except (urllib.error.URLError, ConnectionError):
            return False


class Links(HTMLParser):
    """The addresses in a page, and whether something in it would run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        told = dict(attrs)
        assert not any(name.startswith("on") for name in told), told
        self.found += [value for name in ("href", "src", "action") if (value := told.get(name))]
        if told.get("id"):
            self.ids.add(str(told["id"]))


@contextmanager
def served(place: Place, *arguments: str) -> Iterator[Site]:
    port = free_port()
    command = [str(Path(sys.executable).with_name("dateline")), "serve", "--port", str(port), *arguments]
    with started(command, place.environment, place.sources.with_name("serve.log")):
        site = Site(port)
        wait_for(site.is_up, "the pages")
        yield site


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Place]]:
    place = make_place(tmp_path_factory.mktemp("viewer"))
    place.write("raid.txt", "A raid\nGunmen attacked the Syrian army near Homs on Monday.\n")
    place.write("hostile.txt", HOSTILE)
    place.write(
        "strike.txt",
        "Dockers on strike\nDockers in Antwerp went on strike on 1 October 2024. "
        "Ministers will meet in Brussels on 3 December 2024.\n",
    )
    assert place.refresh().success
    with served(place) as site:
        yield site, place


def rows(site: Site, query: str = "") -> list[dict[str, object]]:
    told = json.loads(site.page(f"/timeline.json{query}"))
    assert told["row_count"] == len(told["rows"])
    found: list[dict[str, object]] = told["rows"]
    return found


def test_every_link_leads_to_a_page_and_no_page_to_elsewhere(shown: tuple[Site, Place]) -> None:
    site, _ = shown
    waiting, seen = ["/", "/timeline?lane=country&order=salience"], set[str]()
    fragments: set[tuple[str, str]] = set()
    ids: dict[str, set[str]] = {}
    views: Counter[str] = Counter()
    while waiting:
        address = waiting.pop()
        views[address.split("?")[0]] += address not in seen
        # from one stretch of days leads a link to the next, without end
        if address in seen or views[address.split("?")[0]] > 12:
            continue
        seen.add(address)
        text = site.page(address)
        if address.split("?")[0].endswith((".css", ".csv", ".json", ".atom")):
            continue
        links = Links(text)
        assert "script" not in links.tags
        ids[address] = links.ids
        for link in links.found:
            whole = urlsplit(urljoin(site.base + address, link))
            assert f"{whole.scheme}://{whole.netloc}" == site.base, (address, link)
            target = whole.path + (f"?{whole.query}" if whole.query else "")
            if whole.fragment and link != "#main":
                fragments.add((target, whole.fragment))
            waiting.append(target)
    assert {"/changes", "/sources", "/undated", "/stories", "/changes.atom", "/timeline.csv"} <= {
        address.split("?")[0] for address in seen
    }
    for target, fragment in fragments:
        assert target not in ids or fragment in ids[target], (target, fragment)


def test_a_timeline_shows_what_the_table_holds_and_filters_it(shown: tuple[Site, Place]) -> None:
    site, place = shown
    table = place.query("select event_id, title, date_edtf from timeline order by event_id")
    page = site.page("/timeline?collection=test")
    assert all(f"/events/{event}" in page for event, _, _ in table)
    assert sorted((str(row["event_id"]), row["title"], row["date_edtf"]) for row in rows(site)) == table
    struck = rows(site, "?words=antwerp")
    assert [row["date_edtf"] for row in struck] == ["2024-10-01"]
    assert {row["realis"] for row in rows(site, "?realis=planned")} == {"planned"}
    assert rows(site, "?from=2024-12-01&to=2024-12-31") == rows(site, "?realis=planned")
    assert rows(site, "?country=SYR") == [row for row in rows(site) if row["date_edtf"] == "2024-11-04"][:1]
    assert "No event fits" in site.page("/timeline?words=nothing-like-it")


def test_an_event_leads_to_its_words_in_the_document(shown: tuple[Site, Place]) -> None:
    site, place = shown
    (strike,) = rows(site, "?words=antwerp")
    page = site.page(f"/events/{strike['event_id']}")
    assert "2024-10-01" in page
    assert str(strike["sentence"]) in page
    link = next(link for link in Links(page).found if link.startswith("/documents/"))
    document, anchor = link.split("#")
    text = site.page(document)
    word = re.search(rf'id="{anchor}"></span><a[^>]*><mark[^>]*>([^<]*)</mark>', text)
    assert word is not None
    ((told,),) = place.query("select text from documents where external_id = 'strike.txt'")
    assert told[int(anchor.removeprefix("at-")) :].startswith(word[1])
    assert "1 October 2024</mark>" in text


def test_what_a_document_says_is_shown_as_text(shown: tuple[Site, Place]) -> None:
    site, place = shown
    ((document,),) = place.query("select document_id from documents where external_id = 'hostile.txt'")
    page = site.page(f"/documents/{document}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;/div&gt;" in page
    for address in (f"/documents/{document}", "/timeline", "/search?words=<script>", "/changes"):
        links = Links(site.page(address))
        assert not {"script", "b"} & links.tags, address
    status, text = site.get("/search?words=%22%3E%3Cscript%3E")
    assert (status, "<script>" in text) == (200, False)


def test_every_answer_forbids_what_it_does_not_need(shown: tuple[Site, Place]) -> None:
    site, _ = shown
    with urllib.request.urlopen(f"{site.base}/timeline", timeout=30) as answer:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_feeds_and_sheets_are_read_back(shown: tuple[Site, Place]) -> None:
    site, _ = shown
    told = rows(site)
    sheet = list(csv.DictReader(io.StringIO(site.page("/timeline.csv"), newline="")))
    assert [row["event_id"] for row in sheet] == [row["event_id"] for row in told]
    for address in ("/timeline.atom", "/changes.atom"):
        feed = ElementTree.fromstring(site.page(address))
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) >= len(told)
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
        for entry in entries:
            link = entry.find(f"{ATOM}link")
            assert link is not None
            site.page(link.attrib["href"])


def test_exports_are_read_back_by_other_readers(shown: tuple[Site, Place], tmp_path: Path) -> None:
    _, place = shown
    table = place.query("select event_id, title, date_earliest, date_edtf from timeline order by all")
    for form, reader in (("csv", "read_csv"), ("jsonl", "read_json"), ("parquet", "read_parquet")):
        done = place.command("export", str(tmp_path / f"timeline.{form}"))
        assert done.stdout == f"{tmp_path / f'timeline.{form}'}: {len(table)} events\n", done.stderr
        columns = "event_id, title, date_earliest::date, date_edtf::varchar"
        told = f"select {columns} from {reader}('{tmp_path / f'timeline.{form}'}') order by all"
        assert place.query(told) == table
    path = tmp_path / "raids.geojson"
    assert place.command("export", str(path), "--country", "SYR", "--to", "2024-12-31").returncode == 0
    features = json.loads(path.read_text())["features"]
    assert features
    for feature in features:
        point, told = feature["geometry"], feature["properties"]
        assert (point is None) == (told["place_latitude"] is None)
        assert point is None or point["coordinates"] == [told["place_longitude"], told["place_latitude"]]
    about = json.loads(path.with_name("raids.geojson.about.json").read_text())
    assert about["filter"] == {"country": "SYR", "last": "2024-12-31"}
    assert about["row_count"] == len(features)
    assert place.command("export", str(tmp_path / "timeline.doc")).returncode == 2


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/timeline?from=yesterday", 400, "a day such as 2024-10-31"),
        ("/timeline?colour=red", 400, "“colour” is nothing to ask for"),
        ("/timeline?from=0001-01-01&to=9999-12-31", 200, "events, 0001-01-01 to 9999-12-31"),
        ("/days/2024-13", 400, "neither a day"),
        ("/days/9999-12", 200, "Nothing is dated to these days"),
        ("/changes?since=x", 400, "a number from 1"),
        ("/events/e_0", 404, "no event of this id"),
        ("/documents/..%2f..%2fetc", 404, ""),
        ("/static/../app.py", 404, ""),
        ("/nowhere", 404, ""),
    ],
)
def test_what_is_asked_wrongly_is_told(shown: tuple[Site, Place], path: str, status: int, told: str) -> None:
    site, _ = shown
    found, text = site.get(path)
    assert found == status
    assert told in text


def test_another_host_and_what_changes_are_refused(shown: tuple[Site, Place]) -> None:
    site, _ = shown
    assert site.get("/", Host="evil.example")[0] == 400
    request = urllib.request.Request(f"{site.base}/timeline", method="POST", data=b"x")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    assert refused.value.code == 405


def test_all_see_what_a_refresh_published(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    place.write("raid.txt", "A raid\nGunmen attacked the Syrian army near Homs on Monday.\n")
    with served(place) as site:
        assert site.get("/timeline")[0] == 503
        assert place.refresh().success
        before = len(rows(site))
        assert before > 0
        place.write("blast.txt", "A blast\nA bomb killed nine people in Basra on 2 November 2024.\n")
        with ThreadPoolExecutor(8) as asking:
            refreshing = asking.submit(place.refresh)
            while not refreshing.done():
                for status, _ in asking.map(site.get, ["/timeline", "/changes", "/search?words=homs"] * 2):
                    assert status == 200
            assert refreshing.result().success
            counts = list(asking.map(lambda _: len(rows(site)), range(16)))
        assert min(counts) == max(counts) > before


def test_others_need_the_token(place: Place) -> None:
    assert place.refresh().success
    refused = place.command("serve", "--host", "0.0.0.0")
    assert refused.returncode == 2
    assert "--token" in refused.stderr
    assert place.command("serve", "--token", "short").returncode == 2
    with served(place, "--token", TOKEN) as site:
        assert site.get("/timeline")[0] == 401
        assert site.get("/timeline?token=wrong")[0] == 401
        assert site.get("/timeline", Authorization=f"Bearer {TOKEN}")[0] == 200
        assert site.get("/timeline", Cookie=f"dateline_token={TOKEN}")[0] == 200
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(f"{site.base}/timeline?token={TOKEN}&lane=story", timeout=30) as answer:
            assert answer.url == f"{site.base}/timeline?lane=story"


def test_a_port_that_is_taken_is_told(shown: tuple[Site, Place]) -> None:
    site, place = shown
    port = str(urlsplit(site.base).port)
    told = place.command("serve", "--port", port)
    assert told.returncode == 1
    assert f"127.0.0.1:{port} cannot be listened at" in told.stderr


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium on this machine")
def test_a_browser_finds_nothing_to_complain_of(shown: tuple[Site, Place], tmp_path: Path) -> None:
    site, _ = shown
    event = rows(site)[0]
    for path in (
        "/timeline?lane=country",
        f"/events/{event['event_id']}",
        f"/documents/{event['document_id']}",
    ):
        done = subprocess.run(
            [
                *(
                    "chromium",
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                ),
                *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
                *(f"--user-data-dir={tmp_path / 'profile'}", "--enable-logging=stderr", "--dump-dom"),
                site.base + path,
            ],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert "<h1>" in done.stdout
        complaints = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
        assert complaints == []
