"""Bodies of answers: read up to a cap, and opened up to a cap."""

import zlib
from collections.abc import Iterable

from dateline.documents.fetching.errors import FetchError, Passing

ACCEPTED = "gzip, deflate"

_EITHER = 32 + zlib.MAX_WBITS  # gzip or zlib, by their first bytes
_RAW = -zlib.MAX_WBITS


def received(parts: Iterable[bytes], most: int) -> bytes:
    """All parts as one. Raises FetchError as soon as they are more than `most` bytes."""
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > most:
            raise FetchError(f"the answer is over {most:,} bytes")
    return bytes(body)


def opened(body: bytes, encoding: str, most: int) -> bytes:
    """A body without its Content-Encoding. Raises FetchError when it opens to more than `most` bytes, is
    damaged, or is encoded as was not asked for."""
    if encoding in ("", "identity") or not body:
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"the answer is encoded as {encoding[:40]!r}, which was not asked for")
    try:
        try:
            return _inflated(body, _EITHER, most)
        except zlib.error:
            if encoding != "deflate":
                raise
            return _inflated(body, _RAW, most)  # as some servers mean it
    except zlib.error as error:
        raise Passing(f"the answer's {encoding} data is damaged ({error})") from error


def _inflated(body: bytes, window: int, most: int) -> bytes:
    opener = zlib.decompressobj(window)
    data = opener.decompress(body, most + 1)
    if len(data) > most:
        raise FetchError(f"the answer opens to over {most:,} bytes")
    if not opener.eof:
        raise zlib.error("it ends too early")
    return data
