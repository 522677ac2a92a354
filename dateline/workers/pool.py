"""Documents read by several processes, one a core: the same readings in the same order, sooner.

A process answers calls over a connection of its own and ends with the one that started it. A document that
ends its process (it asks for more memory than there is) costs itself only.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import TypeVar

from dateline.workers.process import Worker, started

T = TypeVar("T")
R = TypeVar("R")

_MOST = 4  # processes: reading takes half a gigabyte in each
_TRIES = 2  # of a call, since a process may be ended for what another does
_LONGEST_WAIT = 600.0  # seconds for an answer
_AHEAD = 100  # calls that wait or are answered while the caller works on an earlier one


class ProcessEnded(Exception):
    """The processes that worked on a call ended before they answered."""


def parallel_map(
    function: Callable[[T], R], arguments: Iterable[T], otherwise: Callable[[T, ProcessEnded], R]
) -> Iterator[R]:
    """What a module's function returns for each argument, in order, from up to four processes, one a core.

    Arguments are taken some ahead of the answers. `otherwise` answers for an argument whose process ended.
    """
    with _workers(min(os.cpu_count() or 1, _MOST)) as idle, ThreadPoolExecutor(idle.qsize()) as threads:
        waiting: deque[Future[R]] = deque()
        try:
            for argument in arguments:
                waiting.append(threads.submit(_call, idle, function, argument, otherwise))
                if len(waiting) > _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def _workers(count: int) -> Iterator[SimpleQueue[Worker]]:
    """So many processes; all of them are idle again, and ended, when the block is left."""
    idle: SimpleQueue[Worker] = SimpleQueue()
    for _ in range(count):
        idle.put(started(__name__))
    try:
        yield idle
    finally:
        for _ in range(count):
            idle.get().end()


def _call(
    idle: SimpleQueue[Worker],
    function: Callable[[T], R],
    argument: T,
    otherwise: Callable[[T, ProcessEnded], R],
) -> R:
    worker = idle.get()
    try:
        for _ in range(_TRIES):
            try:
                worker.connection.send((function, argument))
                if not worker.connection.poll(_LONGEST_WAIT):
                    raise TimeoutError
                answer: R = worker.connection.recv()
                return answer
            except (EOFError, OSError):
                worker.end()
                status = worker.process.returncode
                worker = started(__name__)
        told = f"two processes that worked on it ended, the last with status {status}: split it"
        return otherwise(argument, ProcessEnded(told))
    finally:
        idle.put(worker)


def main() -> None:
    """Answer calls (function, argument) from the file descriptor that the command line names."""
    with Connection(int(sys.argv[1])) as connection:
        while True:
            try:
                function, argument = connection.recv()
                connection.send(function(argument))
            except (EOFError, BrokenPipeError):
                return
