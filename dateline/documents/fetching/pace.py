"""How often a host is asked, by all threads together."""

import datetime as dt
import threading
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from dateline.documents.fetching.errors import FetchError

LONGEST_WAIT = 120.0  # seconds that a refresh waits for a host that asks to be left alone


class Pace:
    """Turns at hosts: each is asked at most once in its delay, and not while it asks to be left alone."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> None:
        """Sleep until it is this caller's turn; turns are `delay` seconds apart.

        Raises FetchError when the host wants to be left alone for longer than a refresh waits.
        """
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, now))
            if turn - now > max(LONGEST_WAIT, delay):
                raise FetchError(
                    f"{host} asks to be left alone for {turn - now:.0f} s: the next refresh asks again"
                )
            self._next[host] = turn + delay
        if turn > now:
            self._sleep(turn - now)

    def rest(self, host: str, seconds: float) -> None:
        """Ask a host nothing for some seconds."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)


def seconds_of(retry_after: str | None, now: dt.datetime) -> float | None:
    """The seconds that a Retry-After header asks for, as a number or as a date; None when it says neither."""
    value = (retry_after or "").strip()
    if value.isdecimal() and len(value) < 10:
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - now).total_seconds())
