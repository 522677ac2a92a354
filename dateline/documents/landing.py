"""The landing folder: raw bytes kept under their hash, written once."""

import hashlib
import os
import tempfile
from pathlib import Path


def keep(folder: Path, data: bytes) -> str:
    """Keep bytes under their SHA-256, which is returned; what is there already is left alone."""
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(folder, digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest


def load(folder: Path, digest: str) -> bytes:
    """The bytes kept under a hash. Raises FileNotFoundError when there are none."""
    return path_of(folder, digest).read_bytes()


def path_of(folder: Path, digest: str) -> Path:
    """Where the bytes of a hash lie: `ab/abcdef…`."""
    return folder / digest[:2] / digest
