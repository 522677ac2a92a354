"""Word documents (DOCX) to a page by mammoth, which is then read as any page."""

import io
import zipfile

import mammoth

from dateline.documents.chronology import beside_entries
from dateline.documents.errors import DocumentError
from dateline.documents.html import read_html
from dateline.documents.metadata import Metadata, merged
from dateline.documents.plain_text import told_by

_MOST_BYTES = 100 << 20  # that the archive may open to


def read_docx(data: bytes) -> tuple[str, Metadata]:
    """The text of a document and what it says of itself. Raises DocumentError when it cannot be opened.

    Nothing outside the document is read: pictures are left out, links are not followed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise DocumentError(f"the document opens to over {_MOST_BYTES:,} bytes: split it")
            if "word/document.xml" not in archive.namelist():
                raise DocumentError("the ZIP archive is no Word document: save it as DOCX or text")
        page = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=mammoth.images.img_element(lambda _: {}),
            external_file_access=False,
        )
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise DocumentError(f"the document is damaged ({error}): save it anew") from error
    text, metadata = read_html(f"<main>{page.value}</main>".encode())
    return text, merged([metadata, told_by(beside_entries(text), metadata.language or "en")])
