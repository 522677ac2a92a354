"""Parsing in a process of its own, so that a hostile document costs itself only.

The process starts with the first call and stays for the next ones. A call that goes over its time or memory
ends it; a new one takes the call after that.
"""

import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar

from dateline.documents.errors import DocumentError
from dateline.documents.worker import MOST_MEMORY, MOST_SECONDS

P = ParamSpec("P")
T = TypeVar("T")

_LONGEST_WAIT = 15.0  # seconds for a call, whatever else the machine does
_MAIN = "from dateline.documents.worker import main; main()"
_lock = threading.Lock()
_worker: tuple[subprocess.Popen[bytes], Connection] | None = None


def apart(function: Callable[P, T], *arguments: P.args, **_: P.kwargs) -> T:
    """What a function of a module returns, run in the worker process.

    Raises the DocumentError that it raises, or one when it takes too much time or memory, or fails otherwise.
    """
    with _lock:
        process, connection = _running()
        try:
            connection.send((function, arguments))
            if not connection.poll(_LONGEST_WAIT):
                raise TimeoutError
            outcome, result = connection.recv()
        except TimeoutError as error:
            _stop()
            raise DocumentError(f"it takes over {_LONGEST_WAIT:.0f} seconds to read: split it") from error
        except (EOFError, OSError) as error:
            _stop()
            raise DocumentError(_told(process.wait())) from error
        if outcome == "spent":
            _stop()
        if isinstance(result, DocumentError):
            raise result
        return result  # type: ignore[no-any-return]


def _running() -> tuple[subprocess.Popen[bytes], Connection]:
    """The worker process and the connection to it, started when there is none."""
    global _worker
    if _worker is not None and _worker[0].poll() is None:
        return _worker
    _stop()
    ours, theirs = Pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", _MAIN, str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1"},
    )
    theirs.close()
    _worker = process, ours
    return _worker


@atexit.register
def _stop() -> None:
    """End the worker process, if there is one."""
    global _worker
    if _worker is not None:
        process, connection = _worker
        _worker = None
        connection.close()
        process.kill()
        process.wait()


def _told(status: int) -> str:
    if -status in (signal.SIGXCPU, signal.SIGKILL):
        return f"it takes over {MOST_SECONDS} seconds of computing to read: split it"
    return f"its parser broke down ({status}), as on over {MOST_MEMORY >> 20} MB: split it"
