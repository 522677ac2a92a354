"""The client against a real server on loopback: what it refuses, how long it waits, how often it asks."""

import gzip
import ssl
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.documents.fetching import Client, Conditions, FetchError
from dateline.documents.fetching.client import USER_AGENT
from tests.integration.web import HOST, Reply, Script, Site, Time, cut_short, drip, drip_headers, running_site

HOSTS = (HOST,)
CERTIFICATE = Path(__file__).with_name("certificate.pem")


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


def client(time: Time) -> Client:
    return Client(clock=time.clock, sleep=time.sleep, now=time.now)


def failure(site: Site, path: str = "/a", time: Time | None = None) -> str:
    """Why a path cannot be fetched."""
    with pytest.raises(FetchError) as caught:
        client(time or Time()).get(site.url(path), HOSTS)
    return str(caught.value)


def test_bytes_and_headers_come_as_sent_and_the_client_says_who_it_is(site: Site) -> None:
    site.pages["/a"] = Reply(b"caf\xe9", headers={"Content-Type": "text/plain; charset=latin-1"})
    answer = client(Time()).get(site.url("/a"), HOSTS)
    assert (answer.status, answer.url, answer.data) == (200, site.url("/a"), b"caf\xe9")
    assert answer.headers["content-type"] == "text/plain; charset=latin-1"
    assert [headers["user-agent"] for _, headers in site.asked] == [USER_AGENT] * 2
    assert "cookie" not in site.asked[-1][1]


def test_what_is_known_is_asked_for_conditionally_where_it_was(site: Site) -> None:
    site.pages["/a"] = Reply(b"text", headers={"ETag": '"1"'})
    conditions = Conditions(site.url("/a"), '"1"', "Wed, 06 Nov 2024 10:00:00 GMT")
    assert client(Time()).get(site.url("/a"), HOSTS, conditions).status == 304
    assert site.asked[-1][1]["if-modified-since"] == "Wed, 06 Nov 2024 10:00:00 GMT"
    site.pages["/b"] = Reply(b"other", headers={"ETag": '"1"'})
    assert client(Time()).get(site.url("/b"), HOSTS, conditions).data == b"other"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_an_answer(site: Site, status: int) -> None:
    site.pages["/a"] = Reply(status=status)
    assert client(Time()).get(site.url("/a"), HOSTS).status == status


def test_redirects_are_followed_to_their_end(site: Site) -> None:
    site.pages["/a"] = Reply(status=301, headers={"Location": "/b?x=1#part"})
    site.pages["/b?x=1"] = Reply(status=307, headers={"Location": site.url("/c")})
    site.pages["/c"] = Reply(b"end")
    answer = client(Time()).get(site.url("/a"), HOSTS)
    assert (answer.url, answer.data) == (site.url("/c"), b"end")


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("/a", "in a circle"),
        ("/hop1", "more than 5 times"),
        ("file:///etc/passwd", "no http or https address"),
        ("ftp://h.example/", "no http or https address"),
        ("gopher://127.0.0.1:6379/_x", "no http or https address"),
        ("http://user:word@h.example/", "a user name or a password"),
        ("http://127.0.0.2:{port}/secret", "not a public address"),
        ("http://localhost:{port}/secret", "not a public address"),
        ("http://[::1]:{port}/secret", "not a public address"),
        ("http://[::ffff:127.0.0.1]:{port}/secret", "not a public address"),
        ("http://2130706433:{port}/secret", "not a public address"),
        ("http://0x7f.1:{port}/secret", "not a public address"),
        ("http://0.0.0.0:{port}/secret", "not a public address"),
        ("http://10.0.0.1/secret", "not a public address"),
        ("http://192.168.1.1/secret", "not a public address"),
        ("http://169.254.169.254/latest/meta-data", "not a public address"),
        ("http://[fe80::1]/secret", "not a public address"),
        ("http://[fd00::1]/secret", "not a public address"),
    ],
)
def test_a_redirect_that_leads_astray_is_not_followed(site: Site, location: str, told: str) -> None:
    port = site.server_address[1]
    site.pages["/a"] = Reply(status=302, headers={"Location": location.format(port=port)})
    site.pages["/secret"] = Reply(b"secret")
    for number in range(1, 9):
        site.pages[f"/hop{number}"] = Reply(status=302, headers={"Location": f"/hop{number + 1}"})
    assert told in failure(site)
    assert "/secret" not in site.paths()


def test_a_host_is_looked_up_once_a_connection_and_what_was_checked_is_connected_to(site: Site) -> None:
    site.pages["/a"] = Reply(b"text")
    looked_up: list[str] = []

    def resolving(host: str, _: int) -> list[str]:
        looked_up.append(host)
        return [HOST]

    # No resolver of the system knows the name: who looks it up again gets nowhere.
    time = Time()
    one = Client(clock=time.clock, sleep=time.sleep, now=time.now, resolving=resolving)
    assert one.get(site.url("/a", "moved.example"), ["moved.example"]).data == b"text"
    assert looked_up == ["moved.example"] * len(site.asked)


def test_a_name_that_moves_to_a_private_address_is_refused_at_the_next_connection(site: Site) -> None:
    site.pages |= {"/a": Reply(status=302, headers={"Location": site.url("/b", "moved.example")})}
    time = Time()
    one = Client(clock=time.clock, sleep=time.sleep, now=time.now, resolving=lambda *_: [HOST])
    with pytest.raises(FetchError, match=r"moved\.example is at 127\.0\.0\.1, which is not a public address"):
        one.get(site.url("/a"), HOSTS)
    assert site.paths() == ["/a"]


def test_one_private_address_among_public_ones_is_enough_to_refuse(site: Site) -> None:
    time = Time()
    mixed = Client(
        clock=time.clock, sleep=time.sleep, now=time.now, resolving=lambda *_: ["93.184.216.34", HOST]
    )
    with pytest.raises(FetchError, match="not a public address"):
        mixed.get(site.url("/a", "mixed.example"))
    assert site.asked == []


def test_a_private_host_is_reached_only_when_the_source_names_it(site: Site) -> None:
    site.pages["/a"] = Reply(b"text")
    with pytest.raises(FetchError, match="private_hosts"):
        client(Time()).get(site.url("/a"))
    assert site.asked == []
    assert client(Time()).get(site.url("/a"), HOSTS).data == b"text"


@pytest.mark.parametrize(
    ("script", "told"), [(drip, "not there whole within 60 s"), (drip_headers, "broke off")]
)
def test_a_server_that_drips_is_left_when_its_time_or_its_headers_are_over(
    site: Site, script: Script, told: str
) -> None:
    site.pages["/a"] = script
    assert told in failure(site, time=Time(tick=0.01))


def test_a_body_that_ends_too_early_is_asked_for_again(site: Site) -> None:
    site.pages["/a"] = [cut_short, Reply(b"whole")]
    time = Time()
    assert client(time).get(site.url("/a"), HOSTS).data == b"whole"
    assert sum(time.slept) >= 2
    site.pages["/a"] = cut_short
    assert "broke off" in failure(site)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(b"text", mtime=0), "gzip"),
        (zlib.compress(b"text"), "deflate"),
        (zlib.compress(b"text")[2:-4], "deflate"),
        (b"text", "identity"),
    ],
)
def test_an_encoded_answer_is_opened(site: Site, body: bytes, encoding: str) -> None:
    site.pages["/a"] = Reply(body, headers={"Content-Encoding": encoding})
    assert client(Time()).get(site.url("/a"), HOSTS).data == b"text"


@pytest.mark.parametrize(
    ("body", "encoding", "told"),
    [
        (gzip.compress(bytes(60 << 20), mtime=0), "gzip", "opens to over 52,428,800 bytes"),
        (bytes(21 << 20), "", "over 20,971,520 bytes"),
        (gzip.compress(b"text" * 100, mtime=0)[:-20], "gzip", "data is damaged"),
        (b"no gzip", "gzip", "data is damaged"),
        (gzip.compress(gzip.compress(b"text", mtime=0), mtime=0), "gzip, gzip", "not asked for"),
        (b"brotli", "br", "not asked for"),
    ],
)
def test_a_bomb_or_a_damaged_answer_is_refused(site: Site, body: bytes, encoding: str, told: str) -> None:
    site.pages["/a"] = Reply(body, headers={"Content-Encoding": encoding} if encoding else {})
    assert told in failure(site)


@pytest.mark.parametrize(
    ("retry_after", "waited"),
    [("7", 7.0), ("Thu, 07 Nov 2024 02:00:30 GMT", 29.0), ("soon", 2.0), (None, 2.0)],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_a_while_gets_it(
    site: Site, status: int, retry_after: str | None, waited: float
) -> None:
    headers = {"Retry-After": retry_after} if retry_after else {}
    site.pages["/a"] = [Reply(status=status, headers=headers), Reply(b"text")]
    time = Time()
    assert client(time).get(site.url("/a"), HOSTS).data == b"text"
    assert time.slept[-1] <= waited + 1
    assert sum(time.slept[1:]) >= waited


def test_a_server_that_asks_for_hours_is_left_alone_for_the_run(site: Site) -> None:
    site.pages["/a"] = Reply(status=429, headers={"Retry-After": "7200"})
    time = Time()
    one = client(time)
    with pytest.raises(FetchError, match="answered 429"):
        one.get(site.url("/a"), HOSTS)
    with pytest.raises(FetchError, match="asks to be left alone for 7200 s"):
        one.get(site.url("/b"), HOSTS)
    assert site.paths() == ["/a"]
    assert sum(time.slept) < 10


def test_faults_that_may_pass_are_tried_three_times_and_others_once(site: Site) -> None:
    site.pages["/a"] = Reply(status=500)
    assert "answered 500" in failure(site)
    assert site.paths() == ["/a"] * 3
    site.pages["/a"] = Reply(status=403)
    assert "answered 403" in failure(site)
    assert site.paths() == ["/a"]


def test_requests_to_a_host_are_a_second_apart_or_as_its_robots_txt_asks(site: Site) -> None:
    site.pages |= {f"/{number}": Reply(b"x") for number in range(3)}
    time = Time()
    one = client(time)
    for number in range(3):
        one.get(site.url(f"/{number}"), HOSTS)
    assert time.slept == [1.0, 1.0, 1.0]
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 9\n")
    time = Time()
    one = client(time)
    for number in range(3):
        one.get(site.url(f"/{number}"), HOSTS)
    assert time.slept == [1.0, 9.0, 9.0]


ROBOTS = b"User-agent: *\nDisallow: /private/\n\nUser-agent: dateline\nDisallow: /closed\n"


def test_robots_txt_is_kept_to_and_fetched_once(site: Site) -> None:
    site.pages |= {"/robots.txt": Reply(ROBOTS), "/a": Reply(b"x"), "/closed": Reply(b"y")}
    one = client(Time())
    one.get(site.url("/a"), HOSTS)
    with pytest.raises(FetchError, match=r"robots\.txt keeps programs away"):
        one.get(site.url("/closed"), HOSTS)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a"]


def test_robots_txt_holds_for_where_a_redirect_leads(site: Site) -> None:
    site.pages |= {
        "/robots.txt": Reply(ROBOTS),
        "/a": Reply(status=302, headers={"Location": "/closed"}),
        "/closed": Reply(b"y"),
    }
    assert "keeps programs away" in failure(site)
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(("status", "fetched"), [(404, True), (403, True), (500, False)])
def test_a_robots_txt_that_cannot_be_had_means_no_and_one_that_is_not_there_yes(
    site: Site, status: int, fetched: bool
) -> None:
    site.pages |= {"/robots.txt": Reply(status=status), "/a": Reply(b"x")}
    if fetched:
        assert client(Time()).get(site.url("/a"), HOSTS).data == b"x"
    else:
        assert "robots.txt cannot be had" in failure(site)
        assert site.paths() == []


def secure(site: Site) -> Site:
    """The site behind TLS, with a certificate for site.example that it signed itself."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    site.socket = context.wrap_socket(site.socket, server_side=True)
    site.pages["/a"] = Reply(b"text")
    return site


@pytest.mark.parametrize(
    ("host", "trusted", "fetched"),
    [("site.example", True, True), ("site.example", False, False), ("other.example", True, False)],
)
def test_a_certificate_must_be_trusted_and_name_the_host(
    site: Site, host: str, trusted: bool, fetched: bool
) -> None:
    time = Time()
    one = Client(
        clock=time.clock,
        sleep=time.sleep,
        now=time.now,
        resolving=lambda *_: [HOST],
        trusting=ssl.create_default_context(cafile=str(CERTIFICATE)) if trusted else None,
    )
    url = secure(site).url("/a", host).replace("http:", "https:")
    if fetched:
        assert one.get(url, [host]).data == b"text"
    else:
        with pytest.raises(FetchError, match="the certificate is not to be trusted"):
            one.get(url, [host])
        assert site.asked == []


def test_a_redirect_from_https_to_http_is_not_followed(site: Site) -> None:
    secure(site).pages["/a"] = Reply(status=302, headers={"Location": "http://site.example/b"})
    time = Time()
    one = Client(
        clock=time.clock,
        sleep=time.sleep,
        resolving=lambda *_: [HOST],
        trusting=ssl.create_default_context(cafile=str(CERTIFICATE)),
    )
    with pytest.raises(FetchError, match="from https to http"):
        one.get(site.url("/a", "site.example").replace("http:", "https:"), ["site.example"])
