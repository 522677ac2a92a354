"""Copying documents into the inbox folder."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from dateline.atomic import replacing


@dataclass(frozen=True, slots=True)
class Added:
    """A file and what became of it: added, replaced, or there already."""

    path: Path
    what: str


def copy_in(path: Path, inbox: Path) -> list[Added]:
    """Copy a file, with its sidecar, or the files of a folder, into the inbox; hidden files stay out.

    Each file appears there whole or not at all, so that a sensor never reads half of one.
    """
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and not _hidden(file, path))
        targets = [(file, inbox / path.name / file.relative_to(path)) for file in files]
    else:
        sidecar = path.with_name(path.name + ".meta.yaml")
        targets = [(file, inbox / file.name) for file in (sidecar, path) if file.is_file()]
    return [_copy(file, target) for file, target in targets]


def _hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)


def _copy(file: Path, target: Path) -> Added:
    if target.exists() and target.read_bytes() == file.read_bytes():
        return Added(target, "there already")
    what = "replaced" if target.exists() else "added"
    with file.open("rb") as source, replacing(target) as stream:
        shutil.copyfileobj(source, stream)
    return Added(target, what)
