"""Parsing in a process of its own, so that a hostile document costs itself only.

The process starts with the first call and stays for the next ones. A call that goes over its time or memory
ends it; a new one takes the call after that.
"""

import atexit
import signal
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from dateline.documents.errors import DocumentError
from dateline.documents.worker import MOST_MEMORY, MOST_SECONDS
from dateline.workers.process import Worker, started

P = ParamSpec("P")
T = TypeVar("T")

_LONGEST_WAIT = 15.0  # seconds for a call, whatever else the machine does
_ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1"}
_lock = threading.Lock()
_worker: Worker | None = None


def apart(function: Callable[P, T], *arguments: P.args, **_: P.kwargs) -> T:
    """What a function of a module returns, run in the worker process.

    Raises the DocumentError that it raises, or one when it takes too much time or memory, or fails otherwise.
    """
    with _lock:
        worker = _running()
        try:
            worker.connection.send((function, arguments))
            if not worker.connection.poll(_LONGEST_WAIT):
                raise TimeoutError
            outcome, result = worker.connection.recv()
        except TimeoutError as error:
            _stop()
            raise DocumentError(f"it takes over {_LONGEST_WAIT:.0f} seconds to read: split it") from error
        except (EOFError, OSError) as error:
            _stop()
            raise DocumentError(_told(worker.process.wait())) from error
        if outcome == "spent":
            _stop()
        if isinstance(result, DocumentError):
            raise result
        return result  # type: ignore[no-any-return]


def _running() -> Worker:
    """The worker process, started when there is none."""
    global _worker
    if _worker is None or _worker.process.poll() is not None:
        _stop()
        _worker = started("dateline.documents.worker", _ENVIRONMENT)
    return _worker


@atexit.register
def _stop() -> None:
    """End the worker process, if there is one."""
    global _worker
    if _worker is not None:
        _worker.end()
        _worker = None


def _told(status: int) -> str:
    if -status in (signal.SIGXCPU, signal.SIGKILL):
        return f"it takes over {MOST_SECONDS} seconds of computing to read: split it"
    return f"its parser broke down ({status}), as on over {MOST_MEMORY >> 20} MB: split it"
