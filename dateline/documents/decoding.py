"""Bytes to text: magic bytes, byte order marks, encodings."""

import codecs
import re

from charset_normalizer import from_bytes

from dateline.documents.detection import likeliest_language
from dateline.documents.errors import DocumentError

_MAGIC = {
    b"%PDF-": "a PDF",
    b"%!PS": "a PostScript file",
    b"{\\rtf": "an RTF document",
    b"PK\x03\x04": "a ZIP archive (a DOCX, ODT or EPUB file is one)",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\x1f\x8b": "gzip data",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ\x00": "xz data",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old Microsoft Office file",
    b"Rar!\x1a\x07": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"SQLite format 3\x00": "an SQLite database",
}
_MARKS = (  # the longer marks first: that of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings that a page may declare; browsers read ISO 8859-1 as Windows 1252.
_DECLARABLE = re.compile(
    r"utf-?8|iso-?8859-\d+|latin-?1|us-ascii|(?:windows|cp)-?(?:125\d|874)|koi8-[ru]|shift[_-]jis|euc-(?:jp|kr)"
    r"|iso-2022-jp|gb2312|gbk|gb18030|big5|tis-620|macintosh",
    re.IGNORECASE,
)
_WESTERN = re.compile(r"iso-?8859-1|latin-?1|us-ascii", re.IGNORECASE)
_SAMPLE = 65536  # bytes by which an undeclared encoding is guessed
_TAG = re.compile(r"<[^>]*>")
# The code pages in which languages are written; others in that which browsers take in the West.
_USUAL_PAGES = ("cp1252",)
_CODE_PAGES = {
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq", "sr"), ("cp1250", "iso8859_2")),
    **dict.fromkeys(("az", "ku", "tr"), ("cp1254",)),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257",)),
    "vi": ("cp1258",),
}
_MOST_DOUBT = 0.1  # by which an encoding may look worse than the best
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BINARY = "the file holds control characters, as binary data does: convert it to text"
_MOST_CONTROL = 0.01  # share of control characters above which a text is binary data


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file's bytes, without its byte order mark; `declared` is the encoding that it names.

    Raises DocumentError when the bytes are no text: empty, a known binary format, or control characters.
    """
    refuse_binary(data)
    text = _decoded(data, declared)
    head = text[:_SAMPLE]
    if "\x00" in text or len(_CONTROL.findall(head)) > _MOST_CONTROL * len(head):
        raise DocumentError(_BINARY)
    if not text.strip():
        raise DocumentError("the file is empty: fill it or remove it")
    return text


def refuse_binary(data: bytes) -> None:
    """Raise DocumentError when the bytes are empty or open like a format that holds no plain text."""
    head = data[:1024].lstrip(b" \t\r\n")
    if not head.strip(b"\x00") and not data.strip(b"\x00 \t\r\n"):
        raise DocumentError("the file is empty: fill it or remove it")
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            raise DocumentError(f"the file is {name}, whatever its name says: convert it to text or HTML")


def is_storable(text: str) -> bool:
    """Whether a string can be stored as UTF-8 text: no half characters (lone surrogates), no NUL."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise DocumentError(
                    f"the file begins as {encoding} and is not at byte {error.start}: save it as UTF-8"
                ) from error
    if wide := _unmarked_utf16(data[:_SAMPLE]):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if declared and _DECLARABLE.fullmatch(declared):
            name = "cp1252" if _WESTERN.fullmatch(declared) else declared
            return data.decode(name, errors="replace")
    if b"\x00" in data:
        raise DocumentError(_BINARY)
    if _is_damaged_utf8(data):
        return data.decode("utf-8", errors="replace")
    return data.decode(_guessed(data[:_SAMPLE]), errors="replace")


def _guessed(sample: bytes) -> str:
    """The encoding that the bytes show.

    Neighbouring code pages share most letters, so that a few names may stand in several: of those that fit
    about as well it is the one in which the language of its reading is written.
    """
    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        raise DocumentError("the encoding cannot be told: save the file as UTF-8")
    fitting: list[tuple[float, float, float, str]] = []
    for match in matches:
        if match.chaos <= best.chaos + _MOST_DOUBT:
            language, sure = likeliest_language(_TAG.sub(" ", str(match)))
            pages = _CODE_PAGES.get(language, _USUAL_PAGES)
            page = next((page for page in pages if page in match.could_be_from_charset), None)
            fitting += [(round(sure, 2), -match.chaos, match.coherence, page)] if page else []
    return max(fitting)[3] if fitting else best.encoding


def _unmarked_utf16(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: in Western text every other byte is NUL."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few: of its characters above ASCII one in ten at most is bad."""
    text = data.decode("utf-8", errors="replace")
    above = sum(character > "\x7f" for character in text)
    return text.count("\ufffd") * 10 <= above
