"""Bytes to text: magic bytes, byte order marks, encodings."""

import codecs

from charset_normalizer import from_bytes

from dateline.documents.errors import DocumentError

_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive (a DOCX, ODT or EPUB file is one)",
    b"\x1f\x8b": "gzip data",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old Microsoft Office file",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"SQLite format 3": "an SQLite database",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65536  # bytes by which an undeclared encoding is guessed
_CONTROL = {chr(code) for code in range(32)} - set("\t\n\r\f\x0b\x1b")


def decode(data: bytes) -> str:
    """The text of a file's bytes, without its byte order mark.

    Raises DocumentError when the bytes are no text: empty, a known binary format, or control characters.
    """
    refuse_binary(data)
    return refuse_control(_decoded(data))


def refuse_binary(data: bytes) -> None:
    """Raise DocumentError when the bytes are empty or open like a format that holds no plain text."""
    if not data.strip(b"\x00 \t\r\n"):
        raise DocumentError("the file is empty")
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            raise DocumentError(f"the file is {name}, whatever its name says: convert it to text or HTML")


def refuse_control(text: str) -> str:
    """The text itself, unless it holds NUL bytes or many control characters: then it is binary data."""
    head = text[:_SAMPLE]
    control = sum(character in _CONTROL for character in head)
    if "\x00" in text or control > 0.01 * len(head):
        raise DocumentError("the file holds control characters, as binary data does: give it as text")
    if not text.strip():
        raise DocumentError("the file is empty")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise DocumentError(f"the file says that it is {encoding} and is not: {error}") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        guess = from_bytes(data[:_SAMPLE]).best()
    if guess is None:
        raise DocumentError("the encoding cannot be told: save the file as UTF-8")
    return data.decode(guess.encoding, errors="replace")
