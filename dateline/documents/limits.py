"""Limits on what is read: parsers and the language model take time and memory for all that they are given."""

import re

from dateline.documents.errors import DocumentError

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^>]*)>")
# Elements that need no end tag: they add no depth.
_SHALLOW_TAGS = re.compile(
    r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|tr|td|th|option",
    re.IGNORECASE,
)
_MOST_CHARACTERS = 20_000_000
_MOST_TAGS = 100_000  # opening and closing
_MOST_ATTRIBUTES = 2_000  # of one element: lxml takes seconds for 30,000
_MOST_DEPTH = 20_000
_MOST_TEXT = 1_000_000  # characters, a thick book; the language model reads some 35,000 a second
_SHALLOW = 250  # elements around another that lxml reads; it drops what lies deeper


def is_shallow(markup: str) -> bool:
    """Whether lxml reads all of a page. Raises DocumentError when no parser can be given the page."""
    if len(markup) > _MOST_CHARACTERS:
        raise DocumentError(f"the page has {len(markup):,} characters, over {_MOST_CHARACTERS:,}: split it")
    if markup.count("<") > _MOST_TAGS:
        raise DocumentError(f"the page has over {_MOST_TAGS:,} tags: split it")
    depth = deepest = 0
    for match in _TAG.finditer(markup):
        closes, name, attributes = match.groups()
        if closes:
            depth = max(0, depth - 1)
        elif not attributes.endswith("/") and not _SHALLOW_TAGS.fullmatch(name):
            depth += 1
            deepest = max(deepest, depth)
        if len(attributes) > _MOST_ATTRIBUTES and attributes.count("=") > _MOST_ATTRIBUTES:
            raise DocumentError(
                f"an element of the page has over {_MOST_ATTRIBUTES:,} attributes: save its text"
            )
    if deepest > _MOST_DEPTH:
        raise DocumentError(
            f"the page nests elements over {_MOST_DEPTH:,} deep: save it as a browser shows it"
        )
    return deepest <= _SHALLOW


def refuse_endless(text: str) -> None:
    """Raise DocumentError when a document's text is longer than any that one reads as one."""
    if len(text) > _MOST_TEXT:
        raise DocumentError(f"the text has {len(text):,} characters, over {_MOST_TEXT:,}: split it")
