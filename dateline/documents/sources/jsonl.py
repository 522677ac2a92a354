"""jsonl: JSON lines, a document a line, in a file, in the files of a folder, or at an address."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from dateline.documents.errors import SourceUnreadable
from dateline.documents.fetching import FetchError
from dateline.documents.sources.folder import file_item
from dateline.documents.sources.items import Item, kept
from dateline.documents.sources.pages import is_address
from dateline.documents.sources.web import Web
from dateline.records import Source

ENDINGS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def items(source: Source, landing_folder: Path, web: Web) -> Iterator[Item]:
    """The files, an item each. Raises SourceUnreadable when there are none, or none can be had."""
    if is_address(source.location):
        try:
            data = web.get(source.location).data
        except FetchError as error:
            raise SourceUnreadable(f"source {source.source_id!r}: {source.location}: {error}") from error
        name = PurePosixPath(urlsplit(source.location).path).name
        yield kept(landing_folder, name if name.endswith(ENDINGS) else f"{name}.jsonl", data)
        return
    for path in files(source, ENDINGS):
        yield file_item(path.name, path, landing_folder)


def watched(source: Source) -> list[Path]:
    """The files whose change asks for a refresh."""
    return files(source, ENDINGS)


def files(source: Source, endings: tuple[str, ...]) -> list[Path]:
    """The file at a source's location, or those of the folder there with these endings, by name."""
    path = Path(source.location)
    found = sorted(path.iterdir()) if path.is_dir() else [path]
    found = [file for file in found if file.is_file() and file.name.endswith(endings)]
    if not found:
        raise SourceUnreadable(
            f"source {source.source_id!r}: {path} is no file, and no folder with files, "
            f"that end in {' '.join(endings)}: mend the source's location"
        )
    return found
