"""Connections to checked addresses, on which all that is awaited shares one deadline."""

import ssl
from collections.abc import Callable, Collection, Iterable
from typing import Any

import httpcore

from dateline.documents.fetching.addresses import Resolve, checked
from dateline.documents.fetching.errors import Passing


class Deadline:
    """A moment by which everything must be there; `left` raises Passing once it is over."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds that are left."""
        left = self._end - self._clock()
        if left <= 0:
            raise Passing(f"the answer was not there whole within {self._seconds:g} s")
        return left


class CheckedBackend(httpcore.NetworkBackend):
    """Looks a host up, checks what it finds, and connects to just that: a name that moves cannot win."""

    def __init__(self, private_hosts: Collection[str], deadline: Deadline, resolving: Resolve) -> None:
        self._private_hosts = private_hosts
        self._deadline = deadline
        self._resolving = resolving

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 the deadline holds
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first of the host's addresses that answers."""
        addresses = checked(host, port, self._private_hosts, self._resolving)
        for number, address in enumerate(addresses, start=1):
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    address, port, self._deadline.left(), local_address, socket_options or ()
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return _TimedStream(stream, self._deadline)
        raise Passing(f"the host {host} has no address")


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every wait ends with the deadline: a server that drips bytes gains no time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
