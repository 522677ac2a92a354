"""Plain text, kept character for character, and what it says of itself."""

from dateline.documents.datelines import dateline_of, is_dateline
from dateline.documents.decoding import decode
from dateline.documents.metadata import Metadata
from dateline.documents.quoted_mail import own_words

_TITLE_LENGTH = 120


def read_plain_text(data: bytes) -> tuple[str, Metadata]:
    """The text of a file and its metadata. Raises DocumentError when it is no text."""
    text = decode(data)
    return text, told_by(text)


def told_by(text: str, language: str = "en") -> Metadata:
    """What a text says of itself: the day of its dateline, and a short first line as its title."""
    return Metadata(published=dateline_of(own_words(text), language), basis="dateline", title=_title_of(text))


def _title_of(text: str) -> str | None:
    """The first line, if it is short, ends like a title and has text below it; a dateline is none."""
    head, _, rest = text[:20_000].strip().partition("\n")
    title = head.lstrip("#").strip()
    is_title = title and len(title) < _TITLE_LENGTH and title[-1] not in ".:;,"
    return title if is_title and rest and not is_dateline(title) else None
