"""HTML pages to text and metadata, by BeautifulSoup over lxml."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString, PreformattedString

from dateline.documents.dates import day_of_dateline
from dateline.documents.decoding import refuse_binary, refuse_control
from dateline.documents.errors import DocumentError
from dateline.documents.metadata import Metadata, merged
from dateline.documents.structured import json_ld, meta_elements, time_elements

_DROPPED = {
    "script",
    "style",
    "template",
    "noscript",
    "nav",
    "footer",
    "aside",
    "form",
    "iframe",
    "svg",
    "head",
}
_DROPPED |= {"button", "select", "option", "figcaption", "object", "canvas", "math", "dialog", "menu"}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
}
_BLOCKS |= {
    "table",
    "thead",
    "tbody",
    "tr",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "br",
    "hr",
    "figure",
    "body",
}
_BLOCKS |= {"address", "caption", "details", "summary", "fieldset"}
_CELLS = {"td", "th"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\n]+")
_MAIN_LENGTH = 200  # characters that make <article> or <main> the page's text
_MOST_ATTRIBUTES = re.compile(rb"<[^<>]{200000}")


def read_html(data: bytes) -> tuple[str, Metadata]:
    """The text of a page, a block a line, and its metadata. Raises DocumentError when it has no text."""
    refuse_binary(data)
    if _MOST_ATTRIBUTES.search(data):
        raise DocumentError("a tag of over 200,000 characters: the page is not one that a browser shows")
    soup = BeautifulSoup(data, "lxml")
    metadata = merged([json_ld(soup), meta_elements(soup), time_elements(soup)])
    heading = soup.find("h1")
    title = soup.find("title")
    names = [element.get_text(" ", strip=True) for element in (heading, title) if isinstance(element, Tag)]
    text = refuse_control(_text_of(soup))
    told = Metadata(published=day_of_dateline(text), basis="dateline", title=next(filter(None, names), None))
    return text, merged([metadata, told])


def _text_of(soup: BeautifulSoup) -> str:
    for name in ("article", "main"):
        found = soup.find_all(name)
        if len(found) == 1 and isinstance(found[0], Tag):
            text = _lines(found[0])
            if len(text) >= _MAIN_LENGTH:
                return text
    return _lines(soup)


def _lines(root: Tag) -> str:
    """The visible text below an element: a block a line, a row's cells set off by ' | '.

    The tree is walked without recursion, for pages may nest deeper than Python's stack.
    """
    parts: list[str] = []
    waiting: list[tuple[object, bool]] = [(root, False)]
    while waiting:
        node, closing = waiting.pop()
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString) or isinstance(node, CData):
                parts.append(node.replace("\n", " "))
            continue
        if not isinstance(node, Tag):
            continue
        if node.name in _BLOCKS:
            parts.append("\n")
        elif node.name in _CELLS and closing:
            parts.append(" | ")
        if closing or node.name in _DROPPED or _is_hidden(node):
            continue
        waiting.append((node, True))
        waiting += [(child, False) for child in reversed(node.contents)]
    lines = (_SPACE.sub(" ", line).strip(" |") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _is_hidden(element: Tag) -> bool:
    if element.has_attr("hidden") or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return isinstance(style, str) and bool(_HIDDEN.search(style))
