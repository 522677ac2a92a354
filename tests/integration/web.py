"""A web server on loopback that does as it is told, and time that passes only when told."""

import datetime as dt
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"


class Time:
    """Seconds that pass when somebody sleeps, or a little at every look at the clock."""

    def __init__(self, tick: float = 0.0) -> None:
        self.seconds = 1000.0
        self.tick = tick
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def clock(self) -> float:
        with self._lock:
            self.seconds += self.tick
            return self.seconds

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self.seconds += seconds

    def now(self) -> dt.datetime:
        return dt.datetime(2024, 11, 7, 2, tzinfo=dt.UTC) + dt.timedelta(seconds=self.seconds - 1000.0)


@dataclass(slots=True)
class Reply:
    """An answer: a 304 where the ETag of the request is its own, else status, headers and body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Script = Reply | Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Plays what the site says of a path; what it says nothing of is not there."""

    server: "Site"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        reply = self.server.pages.get(self.path, Reply(status=404))
        if isinstance(reply, list):
            reply = reply.pop(0) if len(reply) > 1 else reply[0]
        if not isinstance(reply, Reply):
            reply(self)
            return
        etag = reply.headers.get("ETag")
        unchanged = etag is not None and self.headers.get("If-None-Match") == etag
        self.send_response(304 if unchanged else reply.status)
        headers = {"Content-Type": "text/html", "Content-Length": str(len(reply.body)), **reply.headers}
        for name, value in headers.items():
            if not (unchanged and name == "Content-Length"):
                self.send_header(name, value)
        self.end_headers()
        if not unchanged:
            self.wfile.write(reply.body)

    do_POST = do_GET  # noqa: N815 the base class asks for it

    def log_message(self, *_: object) -> None:
        """Nothing."""


class Site(ThreadingHTTPServer):
    """A running server: its pages by path (a list is played one by one), and what was asked of it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__((HOST, 0), Handler)
        self.pages: dict[str, Script | list[Script]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is part of the play."""

    def url(self, path: str = "/", host: str = HOST) -> str:
        return f"http://{host}:{self.server_address[1]}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for since the last call, robots.txt left out."""
        paths = [path for path, _ in self.asked if path != "/robots.txt"]
        self.asked.clear()
        return paths


@contextmanager
def running_site() -> Iterator[Site]:
    """A site that serves while the block runs."""
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()


def drip(handler: socketserver.StreamRequestHandler) -> None:
    """One byte after the other, as long as anybody listens."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        handler.wfile.write(b"x")


def drip_headers(handler: socketserver.StreamRequestHandler) -> None:
    """Headers without end, a few bytes at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-A: b\r\n")
        handler.wfile.flush()


def cut_short(handler: socketserver.StreamRequestHandler) -> None:
    """A body that ends before its Content-Length."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
