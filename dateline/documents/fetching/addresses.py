"""Web addresses brought to one form, and the network addresses behind them checked."""

import ipaddress
import socket
from collections.abc import Callable, Collection
from urllib.parse import quote, urlsplit, urlunsplit

from dateline.documents.fetching.errors import FetchError, Passing

Resolve = Callable[[str, int], list[str]]

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4096
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def normalised(url: str) -> str:
    """A web address as it is sent: ASCII, its host in lower case, without fragment.

    Raises FetchError for what is no http(s) address, and for one with a user name or password in it.
    """
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, parts.hostname or ""
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchError(f"{url[:200]!r} is no web address ({error})") from error
    if parts.scheme not in _PORTS or not host or len(url) > _LONGEST:
        raise FetchError(f"{url[:200]!r} is no http or https address of a usual length")
    if parts.username or parts.password:
        raise FetchError("the address holds a user name or a password: write it without")
    place = f"[{host}]" if ":" in host else host
    if port not in (None, _PORTS[parts.scheme]):
        place = f"{place}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return urlunsplit((parts.scheme, place, path, query, ""))


def host_of(url: str) -> str:
    """The host of a normalised address."""
    return urlsplit(url).hostname or ""


def origin_of(url: str) -> str:
    """Scheme, host and port of a normalised address: what a robots.txt holds for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def resolve(host: str, port: int) -> list[str]:
    """The network addresses of a host, as the system knows them. Raises Passing when it knows none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Passing(f"the host {host} is not known ({error})") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(host: str, port: int, private_hosts: Collection[str], resolving: Resolve) -> list[str]:
    """The network addresses of a host, all of them public unless the host is one of `private_hosts`.

    Whoever connects must connect to one of these, and not ask again: the second answer may be another.
    Raises FetchError when one is not public.
    """
    addresses = resolving(host, port)
    if host not in private_hosts:
        for address in addresses:
            if not is_public(address):
                raise FetchError(
                    f"{host} is at {address}, which is not a public address: "
                    "add the host to the source's private_hosts if it is meant"
                )
    return addresses


def is_public(address: str) -> bool:
    """Whether a network address is one of the open internet, also when it is wrapped in an IPv6 one."""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if parsed.teredo is not None:
            inner = parsed.teredo[1]
        if inner is not None:
            return is_public(str(inner))
    return parsed.is_global and not parsed.is_multicast
