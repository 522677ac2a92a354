"""PDF documents to text and metadata, by pypdf."""

import io
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from dateline.documents.decoding import is_storable
from dateline.documents.errors import DocumentError
from dateline.documents.metadata import Metadata, merged
from dateline.documents.plain_text import told_by

_MOST_PAGES = 2_000
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad]\n(?=[a-zà-ÿ])")  # a word broken at the end of a line
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


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
        pages = [page.extract_text() for page in reader.pages]
        stated = reader.metadata
        title, author = (stated.title, stated.author) if stated else (None, None)
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        raise DocumentError(f"the PDF is damaged ({error}): save it anew") from error
    text = _UNSTORABLE.sub("", _HYPHEN.sub("", "\n".join(page.strip() for page in pages if page.strip())))
    if not text:
        raise DocumentError("the PDF holds pictures and no text: recognise its text first")
    return text, merged(
        [Metadata(title=_words(title), authors=tuple(filter(None, [_words(author)]))), told_by(text)]
    )


def _words(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) and is_storable(value) else None
