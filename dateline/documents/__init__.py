"""Bytes to Document: sources, fetching, formats, metadata and the landing folder."""

from dateline.documents import landing
from dateline.documents.errors import DocumentError, SourcesError, SourceUnreadable
from dateline.documents.folder import external_id_of, list_files, sidecar_of
from dateline.documents.reading import read_document, read_file
from dateline.documents.sources import load_sources

__all__ = [
    "DocumentError",
    "SourceUnreadable",
    "SourcesError",
    "external_id_of",
    "landing",
    "list_files",
    "load_sources",
    "read_document",
    "read_file",
    "sidecar_of",
]
