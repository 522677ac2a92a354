"""The landing folder: raw bytes kept under their hash, written once."""

import hashlib
from pathlib import Path

from dateline.atomic import replacing


def keep(folder: Path, data: bytes) -> str:
    """Keep bytes under their SHA-256, which is returned; what is there already is left alone."""
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(folder, digest)
    if path.exists():
        return digest
    with replacing(path) as stream:
        stream.write(data)
    return digest


def load(folder: Path, digest: str) -> bytes:
    """The bytes kept under a hash. Raises FileNotFoundError when there are none."""
    return path_of(folder, digest).read_bytes()


def path_of(folder: Path, digest: str) -> Path:
    """Where the bytes of a hash lie: `ab/abcdef…`."""
    return folder / digest[:2] / digest
