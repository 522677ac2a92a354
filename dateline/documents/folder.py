"""The files of a folder source."""

import os
from pathlib import Path
from typing import NoReturn

from dateline.documents.errors import SourceUnreadable
from dateline.records import Source

SIDECAR = ".meta.yaml"
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", "~")


def list_files(source: Source) -> list[Path]:
    """The files of a folder and of those below it, by relative path: everything that may be a document.

    Left out are hidden and unfinished files, sources.yaml, the sidecars of listed files, and what links lead
    to outside the folder. Raises SourceUnreadable when the folder, or one below it, cannot be listed.
    """
    root = Path(source.location)
    name = f"source {source.source_id!r}"
    if not root.is_dir():
        raise SourceUnreadable(f"{name}: there is no folder {root}: create it, or mend the source's location")

    def refuse(error: OSError) -> NoReturn:
        # Passing over a folder would make its documents look removed.
        raise SourceUnreadable(
            f"{name}: {error.filename} cannot be listed ({error.strerror}): let it be read"
        ) from error

    found: list[Path] = []
    for folder, subfolders, names in os.walk(root, onerror=refuse):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        found += [Path(folder, name) for name in names if _is_listed(name)]
    inside = {path for path in found if path.is_file() and path.resolve().is_relative_to(root.resolve())}
    used = {sidecar_of(path) for path in inside if not path.name.endswith(SIDECAR)}
    return sorted(inside - used, key=lambda path: path.relative_to(root).as_posix())


def sidecar_of(path: Path) -> Path:
    """Where the metadata of a file stands: `a.txt.meta.yaml`, or `a.meta.yaml` if only that is there."""
    full = path.with_name(path.name + SIDECAR)
    short = path.with_name(path.stem + SIDECAR)
    return short if not full.exists() and short.exists() else full


def external_id_of(source: Source, path: Path) -> str:
    """A file's path in its source, with forward slashes; bytes of a name that are not UTF-8 as `\\xff`."""
    relative = path.relative_to(source.location).as_posix()
    return os.fsencode(relative).decode("utf-8", "backslashreplace")


def _is_listed(name: str) -> bool:
    return not name.startswith(".") and not name.endswith(_UNFINISHED) and name != "sources.yaml"
