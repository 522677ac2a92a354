"""The network as one source sees it: what was fetched before is asked for conditionally, or not at all."""

import datetime as dt
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.documents import landing
from dateline.documents.errors import SourceUnreadable
from dateline.documents.fetching import Client, Conditions, FetchError
from dateline.records import Source

_SECONDS = 1800.0  # that a source may take in a refresh; the next one goes on
_MOST_FAULTS = 5  # addresses in a row that cannot be fetched, until the source is given up for now
_GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Fetch:
    """An address of a source as last asked for; `version` is what its feed or sitemap said of its state.

    `content_sha256` and `headers_sha256` name the last bytes and headers that came, at `fetched_at`;
    `asked_at` and `status` or `error` tell what came last.
    """

    source_id: str
    url: str
    final_url: str | None
    status: int | None
    etag: str | None
    last_modified: str | None
    version: str | None
    content_sha256: str | None
    headers_sha256: str | None
    fetched_at: dt.datetime | None
    asked_at: dt.datetime
    error: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """What is at an address: where it was in the end, its Content-Type, its bytes."""

    url: str
    content_type: str
    data: bytes


class Web:
    """Fetches for one source into the landing folder; `known` holds its addresses as last asked for."""

    def __init__(
        self,
        client: Client,
        source: Source,
        folder: Path,
        known: Mapping[str, Fetch],
        now: dt.datetime,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._source = source
        self._folder = folder
        self._known = dict(known)
        self._now = now
        self._clock = clock
        self._end = clock() + _SECONDS
        self._faults = 0
        self._news: dict[str, Fetch] = {}

    def news(self) -> list[Fetch]:
        """The addresses asked for since the last call."""
        news, self._news = list(self._news.values()), {}
        return news

    def get(self, url: str, version: str | None = None) -> Page:
        """What is at an address. One that came in this `version` before is not asked for again.

        Raises FetchError when it cannot be had, and SourceUnreadable when the source has had its time.
        """
        before = self._known.get(url)
        if before is not None and version is not None and before.version == version:
            if before.status in _GONE:
                raise FetchError(_told(before))
            if before.error is None and self._has(before):
                return self._stored(before)
        self._check_time()
        try:
            now = self._asked(url, version, before)
        except FetchError as error:
            self._faults += 1
            self._note(replace(before or self._unknown(url), asked_at=self._now, error=str(error)))
            raise
        self._faults = 0
        self._note(now)
        if now.status in _GONE:
            raise FetchError(_told(now))
        return self._stored(now)

    def _asked(self, url: str, version: str | None, before: Fetch | None) -> Fetch:
        """An address after asking for it."""
        conditions = None
        if before is not None and before.final_url is not None and self._has(before):
            conditions = Conditions(before.final_url, before.etag, before.last_modified)
        answer = self._client.get(url, self._source.private_hosts, conditions)
        asked = replace(
            before or self._unknown(url),
            status=answer.status,
            version=version,
            asked_at=self._now,
            error=None,
        )
        if answer.status == 304:
            return asked
        if answer.status in _GONE:
            return replace(asked, error=_told(asked))
        headers = json.dumps(answer.headers, sort_keys=True).encode()
        return replace(
            asked,
            final_url=answer.url,
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            content_sha256=landing.keep(self._folder, answer.data),
            headers_sha256=landing.keep(self._folder, headers),
            fetched_at=self._now,
        )

    def _stored(self, fetch: Fetch) -> Page:
        headers = json.loads(landing.load(self._folder, fetch.headers_sha256 or ""))
        data = landing.load(self._folder, fetch.content_sha256 or "")
        return Page(fetch.final_url or fetch.url, headers.get("content-type", ""), data)

    def _has(self, fetch: Fetch) -> bool:
        """Whether the landing folder still has what came."""
        hashes = (fetch.content_sha256, fetch.headers_sha256)
        return all(digest and landing.path_of(self._folder, digest).exists() for digest in hashes)

    def _check_time(self) -> None:
        name = f"source {self._source.source_id!r}"
        if self._faults >= _MOST_FAULTS:
            raise SourceUnreadable(
                f"{name}: {self._faults} addresses in a row could not be fetched: "
                "the next refresh tries again"
            )
        if self._clock() > self._end:
            raise SourceUnreadable(
                f"{name}: not done within {_SECONDS / 60:.0f} minutes: the next refresh goes on from here"
            )

    def _unknown(self, url: str) -> Fetch:
        return Fetch(
            self._source.source_id, url, None, None, None, None, None, None, None, None, self._now, None
        )

    def _note(self, fetch: Fetch) -> None:
        self._known[fetch.url] = self._news[fetch.url] = fetch


def _told(fetch: Fetch) -> str:
    return f"the server answered {fetch.status}: there is no such page"
