"""What a source would give, without keeping any of it."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dateline.documents import landing
from dateline.documents.fetching import Client
from dateline.documents.sources import KINDS, Web, documents_apart, failed_item
from dateline.records import Document, Source


def try_source(source: Source, client: Client, now: dt.datetime) -> Iterator[Document]:
    """The documents of a source as they are now, as it gives them. Raises SourceUnreadable."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for item in KINDS[source.kind].items(source, folder, Web(client, source, folder, {}, now)):
            if item.error is not None:
                yield failed_item(source, item, now)
                continue
            data = landing.load(folder, item.content_sha256)
            beside = landing.load(folder, item.beside_sha256) if item.beside_sha256 else None
            yield from documents_apart(source, item, data, beside, now)
