"""folder: the files of a folder and of those below it."""

from collections.abc import Iterator
from pathlib import Path

from dateline.documents.folder import external_id_of, list_files, sidecar_of
from dateline.documents.sources.items import Item, kept
from dateline.documents.sources.web import Web
from dateline.records import Source


def items(source: Source, landing_folder: Path, web: Web) -> Iterator[Item]:  # noqa: ARG001
    """The files with their sidecars. Raises SourceUnreadable when the folder cannot be listed."""
    for path in list_files(source):
        yield file_item(external_id_of(source, path), path, landing_folder)


def watched(source: Source) -> list[Path]:
    """The files whose change asks for a refresh: those listed, and their sidecars."""
    return [file for path in list_files(source) for file in (path, sidecar_of(path)) if file.exists()]


def file_item(name: str, path: Path, landing_folder: Path) -> Item:
    """A file under the name that it has in its source."""
    sidecar = sidecar_of(path)
    try:
        data = path.read_bytes()
        beside = sidecar.read_bytes() if sidecar.exists() else None
    except OSError as error:
        told = f"the file cannot be opened ({error.strerror}): let it be read, or remove it"
        return Item(name, error=told)
    return kept(landing_folder, name, data, beside)
