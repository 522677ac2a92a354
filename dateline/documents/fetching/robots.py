"""What sites allow: their robots.txt, fetched once a run (RFC 9309)."""

import threading
from collections import defaultdict
from collections.abc import Callable

from protego import Protego

from dateline.documents.fetching.addresses import origin_of
from dateline.documents.fetching.errors import FetchError

LONGEST_DELAY = 30.0  # seconds of a Crawl-delay that are kept to


class Robots:
    """The robots.txt of each origin; `fetch` gives the bytes of an address, None when there are none."""

    def __init__(self, user_agent: str, fetch: Callable[[str], bytes | None]) -> None:
        self._user_agent = user_agent
        self._fetch = fetch
        self._rules: dict[str, Protego | FetchError] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def delay(self, url: str) -> float:
        """The seconds between two requests that the site asks for, 0 when it does not say.

        Raises FetchError when the site keeps this program away from the address, or when its robots.txt
        cannot be had, which means the same.
        """
        rules = self._of(origin_of(url))
        if isinstance(rules, FetchError):
            raise FetchError(f"robots.txt cannot be had, so nothing is fetched: {rules}")
        if not rules.can_fetch(url, self._user_agent):
            raise FetchError("the site's robots.txt keeps programs away from this address")
        return min(rules.crawl_delay(self._user_agent) or 0.0, LONGEST_DELAY)

    def _of(self, origin: str) -> Protego | FetchError:
        with self._locks[origin]:
            if origin not in self._rules:
                try:
                    data = self._fetch(f"{origin}/robots.txt")
                    self._rules[origin] = Protego.parse((data or b"").decode("utf-8", errors="replace"))
                except FetchError as error:
                    self._rules[origin] = error
            return self._rules[origin]
