"""Bytes to Document: sources, formats, metadata and the landing folder."""

from dateline.documents import landing
from dateline.documents.errors import DocumentError, SourcesError, SourceUnreadable
from dateline.documents.folder import external_id_of, list_files, sidecar_of
from dateline.documents.reading import (
    READER_VERSION,
    read_document,
    read_file,
    read_file_apart,
    unreadable_file,
)
from dateline.documents.sources import load_sources

__all__ = [
    "READER_VERSION",
    "DocumentError",
    "SourceUnreadable",
    "SourcesError",
    "external_id_of",
    "landing",
    "list_files",
    "load_sources",
    "read_document",
    "read_file",
    "read_file_apart",
    "sidecar_of",
    "unreadable_file",
]
