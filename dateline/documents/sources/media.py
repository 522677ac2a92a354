"""Media types of answers."""

from email.message import Message

# The media types of documents, and the file name by which the reader knows each.
NAMES = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "text/plain": "page.txt",
    "text/markdown": "page.md",
    "application/pdf": "page.pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "page.docx",
}


def media_type(content_type: str) -> str:
    """The media type that a Content-Type header names, in lower case; text/plain when it names none."""
    return _parsed(content_type).get_content_type()


def charset(content_type: str) -> str | None:
    """The encoding that a Content-Type header names, in lower case."""
    return _parsed(content_type).get_content_charset()


def _parsed(content_type: str) -> Message:
    message = Message()
    message["Content-Type"] = content_type.replace("\r", " ").replace("\n", " ")
    return message
