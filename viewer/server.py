"""Serving the pages until somebody ends it."""

import socket
from pathlib import Path

import uvicorn

from dateline.errors import DatelineError
from viewer.app import create_app

_BACKLOG = 128
_SECONDS = 5  # that open answers have to end, once told to


class PortTaken(DatelineError):
    """Something else listens at the address."""


def serve(published: Path, host: str, port: int, token: str | None) -> None:
    """Serve the pages at an address. Raises PortTaken before anything is served."""
    config = uvicorn.Config(
        create_app(published, token),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS,
    )
    with _bound(host, port) as listening:
        uvicorn.Server(config).run([listening])


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise PortTaken(
            f"{host}:{port} cannot be listened at ({error.strerror}): choose another --port"
        ) from error
    return listening
