"""Markdown: YAML front matter split off, the rest kept character for character."""

import re

from dateline.documents.decoding import decode
from dateline.documents.errors import DocumentError
from dateline.documents.metadata import Metadata, merged, metadata_of_yaml
from dateline.documents.plain_text import told_by

# A rule (---) may open a text too: front matter begins with a key.
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n((?:[ \t]*(?:#.*)?\r?\n)*(?:[\w\"'-]+[ \t]*:(?:.*\r?\n)+?)?)---[ \t]*(?:\r?\n|\Z)"
)


def read_markdown(data: bytes, name: str) -> tuple[str, Metadata]:
    """The text below the front matter, and the metadata. Raises DocumentError when there is none."""
    text = decode(data)
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text, told_by(text)
    stated = metadata_of_yaml(match[1], name, 2, "front_matter")
    body = text[match.end() :]
    if not body.strip():
        raise DocumentError("there is no text below the front matter: write it, or remove the file")
    return body, merged([stated, told_by(body, stated.language or "en")])
