"""The files of a folder source."""

import os
from pathlib import Path

from dateline.documents.errors import SourceUnreadable
from dateline.records import Source

SIDECAR = ".meta.yaml"
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", "~")


def list_files(source: Source) -> list[Path]:
    """The files of a folder and of those below it, by relative path; hidden, unfinished ones and sidecars aside.

    Links that lead out of the folder are not followed. Raises SourceUnreadable when the folder is not there.
    """
    root = Path(source.location)
    if not root.is_dir():
        raise SourceUnreadable(
            f"source {source.source_id!r}: there is no folder {root}: create it or mend location"
        )
    found: list[Path] = []
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        found += [Path(folder, name) for name in names if _is_document(name)]
    inside = (path for path in found if path.is_file() and path.resolve().is_relative_to(root.resolve()))
    return sorted(inside, key=lambda path: path.relative_to(root).as_posix())


def sidecar_of(path: Path) -> Path:
    """Where the metadata of a file may stand: `<file>.meta.yaml`."""
    return path.with_name(path.name + SIDECAR)


def _is_document(name: str) -> bool:
    hidden = name.startswith(".") or name.endswith((SIDECAR, *_UNFINISHED))
    return not hidden and name != "sources.yaml"
