"""The process that parses documents for another.

It reads calls from the connection at the file descriptor, runs them one after another, and answers each. Its
memory is limited for good and its processor time anew for every call, so a call over a limit ends it alone.
"""

import logging
import math
import resource
import sys
import time
from multiprocessing.connection import Connection

from dateline.documents.errors import DocumentError

MOST_MEMORY = 900 << 20  # bytes of data
MOST_SECONDS = 12  # of processor time for a call
_ADVICE = "split it, or save it in another format"


def serve(connection: Connection) -> None:
    """Answer calls (function, arguments) until there are none: ("done", result) or ("failed", DocumentError).

    After ("spent", DocumentError) there is no further answer.
    """
    while True:
        try:
            function, arguments = connection.recv()
        except EOFError:
            return
        ends = math.ceil(time.process_time()) + MOST_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (ends, resource.RLIM_INFINITY))
        try:
            connection.send(("done", function(*arguments)))
        except DocumentError as error:
            connection.send(("failed", error))
        except MemoryError:
            connection.send(
                ("spent", DocumentError(f"it takes over {MOST_MEMORY >> 20} MB to read: {_ADVICE}"))
            )
            return  # what is left of the memory is not to be relied on
        except Exception as error:  # of a library that met what it was not made for
            connection.send(("failed", DocumentError(f"{type(error).__name__}: {error}: {_ADVICE}")))


def main() -> None:
    """Limit this process and serve the connection at the file descriptor that the command line names."""
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with Connection(int(sys.argv[1])) as connection:
        serve(connection)
