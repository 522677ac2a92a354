"""Processes of our own that answer calls over a connection, and end with the one that started them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection


@dataclass(frozen=True, slots=True)
class Worker:
    """A process and our end of the connection to it."""

    process: subprocess.Popen[bytes]
    connection: Connection

    def end(self) -> None:
        """Close the connection and kill the process."""
        self.connection.close()
        self.process.kill()
        self.process.wait()


def started(module: str, environment: Mapping[str, str] | None = None) -> Worker:
    """A process that runs `main` of a module, with variables besides ours.

    The command line gives it the file descriptor of its end of the connection.
    """
    ours, theirs = Pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", f"from {module} import main; main()", str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
        process_group=0,  # an interrupt from the keyboard is for the caller alone, who ends it
    )
    theirs.close()
    return Worker(process, ours)
