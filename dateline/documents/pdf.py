"""PDF documents to text and metadata, by pypdf."""

import io
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from dateline.documents.chronology import beside_entries
from dateline.documents.decoding import is_storable
from dateline.documents.errors import DocumentError
from dateline.documents.metadata import Metadata, merged
from dateline.documents.paragraphs import paragraphs_of
from dateline.documents.pdf_page import PageLine, lines_of, read_rows, rows_of
from dateline.documents.pdf_pieces import Letters
from dateline.documents.plain_text import told_by
from dateline.documents.running_heads import without_running_heads

_MOST_PAGES = 2_000
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# What programs write for a name that they were not given.
_UNNAMED = re.compile(r"\W*(?:anonymous|unspecified|untitled|unknown)?\W*", re.IGNORECASE)


def read_pdf(data: bytes) -> tuple[str, Metadata]:
    """The text of the pages, in order, and what the document says of itself.

    Raises DocumentError when it cannot be opened, is encrypted, or is made of pictures. The dates that a PDF
    states are those of the file, not of a publication, and are not taken.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("the PDF is encrypted: save it without its password")
        if len(reader.pages) > _MOST_PAGES:
            raise DocumentError(f"the PDF has over {_MOST_PAGES:,} pages: split it")
        pages = _pages(reader)
        stated = reader.metadata
        title, author = (stated.title, stated.author) if stated else (None, None)
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        raise DocumentError(f"the PDF is damaged ({error}): save it anew") from error
    text = _UNSTORABLE.sub("", "\n".join(paragraphs_of(pages)))
    if not text.strip():
        raise DocumentError("the PDF holds pictures and no text: recognise its text first")
    return text, merged(
        [
            Metadata(title=_words(title), authors=tuple(filter(None, [_words(author)]))),
            told_by(beside_entries(text)),
        ]
    )


def _pages(reader: PdfReader) -> list[list[PageLine]]:
    """The lines of every page in reading order, without running heads."""
    letters = Letters()
    placed = [rows_of(page, letters) for page in reader.pages]
    trimmed = iter(without_running_heads([rows for rows in placed if rows is not None]))
    return [
        lines_of(page) if rows is None else read_rows(next(trimmed))
        for page, rows in zip(reader.pages, placed, strict=True)
    ]


def _words(value: object) -> str | None:
    """A name that the document states of itself."""
    if not isinstance(value, str) or not is_storable(value) or _UNNAMED.fullmatch(value):
        return None
    return value.strip()
