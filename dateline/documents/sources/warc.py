"""warc: the pages in WARC files, as web archives keep them. Needs warcio (`pip install dateline[warc]`)."""

from collections.abc import Iterator
from pathlib import Path

from dateline.documents.errors import SourceUnreadable
from dateline.documents.sources.items import Item, kept, page_notes
from dateline.documents.sources.jsonl import files
from dateline.documents.sources.media import NAMES, media_type
from dateline.documents.sources.web import Web
from dateline.records import Source

ENDINGS = (".warc", ".warc.gz")

_MOST_BYTES = 50 << 20  # of a page


def items(source: Source, landing_folder: Path, web: Web) -> Iterator[Item]:  # noqa: ARG001
    """The documents answered with status 200, by file and address; of an address the last one counts.

    Raises SourceUnreadable when there is no file, one is damaged, or warcio is not installed.
    """
    for path in files(source, ENDINGS):
        found: dict[str, Item] = {}
        for url, content_type, data in _pages(source, path):
            key = f"{path.name}#{url}"
            if len(data) > _MOST_BYTES:
                found[key] = Item(key, error=f"the page is over {_MOST_BYTES:,} bytes")
            else:
                found[key] = kept(landing_folder, key, data, page_notes(url, content_type))
        yield from found.values()


def watched(source: Source) -> list[Path]:
    """The files whose change asks for a refresh."""
    return files(source, ENDINGS)


def _pages(source: Source, path: Path) -> Iterator[tuple[str, str, bytes]]:
    """Address, Content-Type and bytes, without their encodings, of each page of a file."""
    name = f"source {source.source_id!r}: {path}"
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise SourceUnreadable(f"{name}: WARC files need warcio: pip install 'dateline[warc]'") from error
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                headers = record.http_headers  # None in the record of a name's look-up
                if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
                    continue
                content_type = headers.get_header("Content-Type") or ""
                if media_type(content_type) in NAMES:
                    url = record.rec_headers.get_header("WARC-Target-URI")
                    yield url, content_type, record.content_stream().read(_MOST_BYTES + 1)
    except (OSError, EOFError, ArchiveLoadFailed) as error:
        raise SourceUnreadable(f"{name}: the WARC file is damaged ({error}): fetch it again") from error
