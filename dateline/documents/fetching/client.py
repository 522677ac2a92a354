"""The client: one address in, its bytes out, or the reason why not."""

import datetime as dt
import ssl
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from urllib.parse import urljoin

import httpcore
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from dateline.documents.fetching.addresses import Resolve, host_of, normalised, resolve
from dateline.documents.fetching.bodies import ACCEPTED, opened, received
from dateline.documents.fetching.connection import CheckedBackend, Deadline
from dateline.documents.fetching.errors import FetchError, Passing
from dateline.documents.fetching.pace import LONGEST_WAIT, Pace, seconds_of
from dateline.documents.fetching.robots import Robots

USER_AGENT = f"dateline/{version('dateline')}"

_SECONDS = 60.0  # for one exchange, from the look-up of the host to the last byte
_DELAY = 1.0  # seconds between two requests to a host, unless it asks for more
_MOST_BYTES = 20 << 20  # of an answer as it is sent
_MOST_OPENED = 50 << 20  # of an answer without its encoding
_MOST_ROBOTS = 1 << 20
_MOST_REDIRECTS = 5
_ATTEMPTS = 3
_BACK_OFF = 2.0  # seconds before the second attempt, doubled before each further one

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ANSWERS = frozenset({200, 304, 404, 410})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is known of an address from before: where it led, and the ETag and Last-Modified there."""

    url: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the address that answered, status (200, 304, 404, 410), headers by lower-case name."""

    url: str
    status: int
    headers: dict[str, str]
    data: bytes


class Client:
    """Fetches addresses for all threads of a run; `clock` counts seconds, `now` tells the time.

    Every exchange has a deadline; an answer is bounded before and after it is opened; redirects are few, and
    never from https to http; only public network addresses are connected to; certificates are verified;
    robots.txt, Crawl-delay and Retry-After are kept to; faults that may pass are tried again.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        resolving: Resolve = resolve,
        trusting: ssl.SSLContext | None = None,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._now = now
        self._resolving = resolving
        self._trusting = trusting or ssl.create_default_context()
        self._pace = Pace(clock, sleep)
        self._robots: dict[frozenset[str], Robots] = {}

    def get(
        self,
        url: str,
        private_hosts: Collection[str] = (),
        conditions: Conditions | None = None,
        most: int = _MOST_BYTES,
    ) -> Answer:
        """What an address answers; hosts in `private_hosts` need not be public. Raises FetchError."""
        private = frozenset(private_hosts)
        robots = self._robots.setdefault(private, Robots(USER_AGENT, partial(self._robots_txt, private)))
        return self._followed(normalised(url), private, conditions, most, robots)

    def _robots_txt(self, private: frozenset[str], url: str) -> bytes | None:
        try:
            answer = self._followed(url, private, None, _MOST_ROBOTS, None)
        except _Refused:  # 401, 403 and the like: no rules
            return None
        return answer.data if answer.status == 200 else None

    def _followed(
        self,
        url: str,
        private: frozenset[str],
        conditions: Conditions | None,
        most: int,
        robots: Robots | None,
    ) -> Answer:
        """The answer at the end of an address's redirects."""
        visited = [url]
        while True:
            answer = self._tried(visited[-1], private, conditions, most, robots)
            if answer.status not in _REDIRECTS:
                return answer
            target = normalised(urljoin(answer.url, answer.headers.get("location", "")))
            if answer.url.startswith("https:") and target.startswith("http:"):
                raise FetchError(
                    f"redirected from https to {target[:200]}, which anyone on the way can change"
                )
            if target in visited:
                raise FetchError(f"redirected in a circle, back to {target[:200]}")
            if len(visited) > _MOST_REDIRECTS:
                raise FetchError(f"redirected more than {_MOST_REDIRECTS} times")
            visited.append(target)

    def _tried(
        self,
        url: str,
        private: frozenset[str],
        conditions: Conditions | None,
        most: int,
        robots: Robots | None,
    ) -> Answer:
        """The answer of one address, asked again while the fault may pass."""

        def ask() -> Answer:
            self._pace.wait(host_of(url), max(_DELAY, robots.delay(url) if robots else 0.0))
            try:
                return self._asked(url, private, conditions, most)
            except Passing as error:
                if error.wait is not None:
                    self._pace.rest(host_of(url), error.wait)
                raise

        retrying = Retrying(
            retry=retry_if_exception(_may_pass),
            stop=stop_after_attempt(_ATTEMPTS),
            wait=_back_off,
            sleep=self._sleep,
            reraise=True,
        )
        return retrying(ask)

    def _asked(self, url: str, private: frozenset[str], conditions: Conditions | None, most: int) -> Answer:
        headers: dict[str | bytes, str | bytes] = {
            "User-Agent": USER_AGENT,
            "Accept": "*/*",
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
        }
        if conditions is not None and conditions.url == url:
            if conditions.etag:
                headers["If-None-Match"] = conditions.etag
            if conditions.last_modified:
                headers["If-Modified-Since"] = conditions.last_modified
        backend = CheckedBackend(private, Deadline(_SECONDS, self._clock), self._resolving)
        try:
            origin = httpcore.URL(url).origin
            with (
                httpcore.HTTPConnection(origin, self._trusting, network_backend=backend) as connection,
                connection.stream("GET", url, headers=headers) as response,
            ):
                sent = {
                    name.decode("latin-1").lower(): value.decode("latin-1")
                    for name, value in response.headers
                }
                self._raise_for(response.status, sent)
                if response.status != 200:
                    return Answer(url, response.status, sent, b"")
                body = received(response.iter_stream(), most)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
            told = str(error) or type(error).__name__
            if "CERTIFICATE_VERIFY_FAILED" in told:
                raise FetchError(f"the certificate is not to be trusted ({told})") from error
            raise Passing(f"the exchange broke off ({told})") from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise FetchError(f"the exchange is not possible ({error})") from error
        encoding = sent.get("content-encoding", "").strip().lower()
        return Answer(url, 200, sent, opened(body, encoding, max(most, _MOST_OPENED)))

    def _raise_for(self, status: int, headers: dict[str, str]) -> None:
        if status in _PASSING:
            wait = seconds_of(headers.get("retry-after"), self._now())
            raise Passing(f"the server answered {status}", wait)
        if status not in _ANSWERS | _REDIRECTS:
            raise _Refused(f"the server answered {status}")


class _Refused(FetchError):
    """A status that says no for good."""


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, Passing) and (error.wait or 0.0) <= LONGEST_WAIT


def _back_off(state: RetryCallState) -> float:
    """Seconds until the next attempt; what a server asked for is kept by the pace."""
    error = state.outcome.exception() if state.outcome else None
    asked = isinstance(error, Passing) and error.wait is not None
    return 0.0 if asked else _BACK_OFF * 2.0 ** (state.attempt_number - 1)
