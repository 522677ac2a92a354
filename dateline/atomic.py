"""Files that appear whole or not at all: a reader, or a power cut, never meets half of one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

_READABLE = 0o644  # of a new file; one that is replaced keeps its own


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream of bytes that takes the place of a file when the block ends without an error.

    Until then they are in a hidden file beside it that ends in .tmp, the stream's `name`. The folder is made
    when it is not there.
    """
    path = path.resolve()  # a link goes on leading to its file
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as stream:
        temporary = Path(stream.name)
        try:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else _READABLE)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
