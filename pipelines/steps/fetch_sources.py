"""What the sources hold now: those on this machine one after the other, those on the network in threads."""

import datetime as dt
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from dateline.documents import SourceUnreadable
from dateline.documents.fetching import Client
from dateline.documents.sources import KINDS, Fetch, Item, Web, is_remote
from dateline.records import Source

_THREADS = 16


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a source next: an item, or without one its end; with it the addresses asked for.

    At its end `error` says why it could not be read whole, and `seconds` how long listing and fetching took.
    """

    source: Source
    item: Item | None
    fetches: Sequence[Fetch]
    error: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Access:
    """What fetching works with: the landing folder, the client, the time of the run, a clock in seconds."""

    landing: Path
    client: Client
    now: dt.datetime
    clock: Callable[[], float] = time.monotonic


@dataclass(slots=True)
class _Stopwatch:
    """Adds up the time that is spent between start and stop."""

    clock: Callable[[], float]
    seconds: float = 0.0
    _since: float = field(default=0.0)

    def start(self) -> None:
        self._since = self.clock()

    def stop(self) -> None:
        self.seconds += self.clock() - self._since


def fetch_sources(
    sources: Sequence[Source], known: Mapping[str, Mapping[str, Fetch]], access: Access
) -> Iterator[Fetched]:
    """The items of all sources, each source's end after its last; `known` has the addresses of each source.

    No source's failure is another's: whatever goes wrong in one is the error at its end.
    """
    remote = [source for source in sources if is_remote(source)]
    came: queue.SimpleQueue[Fetched] = queue.SimpleQueue()
    stopped = threading.Event()

    def fetch(source: Source) -> None:
        for fetched in _fetched(source, known.get(source.source_id, {}), access):
            if stopped.is_set():
                return
            came.put(fetched)

    with ThreadPoolExecutor(_THREADS, "fetch") as pool:
        try:
            for source in remote:
                pool.submit(fetch, source)
            for source in sources:
                if not is_remote(source):
                    yield from _fetched(source, {}, access)
            running = len(remote)
            while running:
                fetched = came.get()
                running -= fetched.item is None
                yield fetched
        finally:
            stopped.set()
            pool.shutdown(cancel_futures=True)


def _fetched(source: Source, known: Mapping[str, Fetch], access: Access) -> Iterator[Fetched]:
    """The items of a source and its end."""
    web = Web(access.client, source, access.landing, known, access.now, access.clock)
    watch, error = _Stopwatch(access.clock), None
    items = KINDS[source.kind].items(source, access.landing, web)
    while True:
        watch.start()
        try:
            item = next(items, None)
        except SourceUnreadable as fault:
            item, error = None, str(fault)
        except Exception as fault:  # whatever a hostile source brings about, the others are read
            item, error = (
                None,
                f"source {source.source_id!r}: {type(fault).__name__}: {fault}: report this fault",
            )
        watch.stop()
        if item is None:
            yield Fetched(source, None, web.news(), error, watch.seconds)
            return
        yield Fetched(source, item, web.news())
