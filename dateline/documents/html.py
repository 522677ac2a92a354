"""HTML pages to text and metadata, by BeautifulSoup over lxml.

The text is what a reader sees of the article: a paragraph, heading, list item or table row a line.
"""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from dateline.documents.datelines import dateline_of
from dateline.documents.decoding import decode
from dateline.documents.errors import DocumentError
from dateline.documents.metadata import Metadata, merged
from dateline.documents.structured import structured_metadata
from dateline.documents.tree import walk

_FURNITURE = re.compile(
    r"script|style|template|noscript|nav|footer|aside|iframe|svg|head|button|select|"
    r"option|input|textarea|label|object|canvas|math|dialog|menu"
)
# Furniture, unless the page's heading or article stands in it.
_WRAPPERS = frozenset({"header", "form"})
_BLOCKS = re.compile(
    r"p|div|section|article|main|header|form|h1|h2|h3|h4|h5|h6|li|ul|ol|table|thead|"
    r"tbody|tfoot|tr|caption|dl|dt|dd|blockquote|pre|br|hr|figure|figcaption|body|"
    r"address|details|summary|fieldset"
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MAIN = frozenset({"main", "article"})
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_XML = re.compile(r"\A\s*<\?xml[^>]*>")
_CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\ufeff\ud800-\udfff]")
_CELL_END = "\x1f"
_LINE_END = "\n"

_MOST_TAGS = 500_000  # a page of a million elements takes a minute and gigabytes
_MAIN_LENGTH = 200  # characters, and share of the page's, that make <article> or <main> its text
_MAIN_SHARE = 0.25
_MOST_CELL_BLOCKS = 5  # paragraphs in a table cell; one with more lays out the page


def read_html(data: bytes) -> tuple[str, Metadata]:
    """The text of a page and its metadata. Raises DocumentError when it is no page or has no text."""
    if data.count(b"<") > 2 * _MOST_TAGS:
        raise DocumentError(f"the page has over {_MOST_TAGS:,} elements: split it")
    markup = _XML.sub("", decode(data, _declared_charset(data)))
    soup = BeautifulSoup(markup if "<" in markup else f"<p>{markup}", "lxml")
    text, title = _text_and_title(soup)
    if not text:
        raise DocumentError("the page has no text that a reader sees: save it as a browser shows it")
    stated = structured_metadata(soup)
    dateline = dateline_of(text, stated.language or "en")
    return text, merged([stated, Metadata(published=dateline, basis="dateline", title=title)])


def _declared_charset(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else None


def _text_and_title(soup: BeautifulSoup) -> tuple[str, str | None]:
    """The visible text of the article, or of the page if no article stands out, and the heading or title."""
    kept = _wrappers_of_content(soup)
    layout = _layout_cells(soup)
    mains: dict[str, list[Tag]] = {"article": [], "main": []}
    headings: list[Tag] = []
    for node, opens in walk(soup, lambda element: _is_left_out(element, kept)):
        if opens and isinstance(node, Tag):
            if node.name in _MAIN or node.get("role") == "main":
                mains["article" if node.name == "article" else "main"].append(node)
            elif node.name == "h1":
                headings.append(node)
    text = _lines(soup, kept, layout)
    for found in mains.values():
        if len(found) == 1:
            part = _lines(found[0], kept, layout)
            if len(part) >= max(_MAIN_LENGTH, _MAIN_SHARE * len(text)):
                text = part
                break
    title = soup.find("title")
    named = [*headings[:1], *([title] if isinstance(title, Tag) else [])]
    names = (_SPACE.sub(" ", _UNSEEN.sub("", element.get_text(" "))).strip() for element in named)
    return text, next(filter(None, names), None)


def _lines(root: Tag, kept: set[int], layout: set[int]) -> str:
    """The visible text below an element, a block a line, a row's cells set off by " | "."""
    parts: list[str] = []
    in_cells = in_pre = 0
    for node, opens in walk(root, lambda element: _is_left_out(element, kept)):
        if isinstance(node, Tag):
            name = node.name
            if name in _CELLS:
                if id(node) in layout:
                    parts.append(_LINE_END)
                else:
                    in_cells += 1 if opens else -1
                    parts.append(" " if opens else _CELL_END)
            elif _BLOCKS.fullmatch(name):
                # A row stays on one line, whatever blocks its cells hold.
                parts.append(" " if in_cells else _LINE_END)
                if name == "pre":
                    in_pre += 1 if opens else -1
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            text = _UNSEEN.sub("", node)
            parts.append(text if in_pre and not in_cells else _SPACE.sub(" ", text))
    return "\n".join(filter(None, map(_row, "".join(parts).split(_LINE_END))))


def _row(line: str) -> str:
    cells = (_SPACE.sub(" ", cell).strip() for cell in line.split(_CELL_END))
    return " | ".join(filter(None, cells))


def _is_left_out(element: Tag, kept: set[int]) -> bool:
    """Whether an element is furniture of the page or hidden from its reader."""
    if _FURNITURE.fullmatch(element.name) or (element.name in _WRAPPERS and id(element) not in kept):
        return True
    if element.name in ("html", "body", *_MAIN):
        return False  # hidden until a script shows them
    style = element.get("style")
    is_hidden = isinstance(style, str) and _HIDDEN.search(style) is not None
    return is_hidden or element.has_attr("hidden") or element.get("aria-hidden") == "true"


def _wrappers_of_content(soup: BeautifulSoup) -> set[int]:
    """The headers and forms that hold the page's heading or article, or stand within the article."""
    kept: set[int] = set()
    around: list[Tag] = []
    mains = 0
    for node, opens in walk(soup, lambda _: False):
        if not isinstance(node, Tag):
            continue
        if opens and node.name in ("h1", *_MAIN):
            for wrapper in reversed(around):
                if id(wrapper) in kept:
                    break  # and so are those around it
                kept.add(id(wrapper))
        if node.name in _MAIN:
            mains += 1 if opens else -1
        elif node.name in _WRAPPERS and opens:
            around.append(node)
        elif node.name in _WRAPPERS:
            around.pop()
            if mains and node.name == "header":
                kept.add(id(node))
    return kept


def _layout_cells(soup: BeautifulSoup) -> set[int]:
    """The table cells that lay out the page: they hold tables, headings or many paragraphs."""
    layout: set[int] = set()
    counts: list[int] = []
    for node, opens in walk(soup, lambda _: False):
        if not isinstance(node, Tag):
            continue
        if node.name in _CELLS:
            if opens:
                counts.append(0)
            else:
                blocks = counts.pop()
                if blocks > _MOST_CELL_BLOCKS:
                    layout.add(id(node))
                if counts:
                    counts[-1] += blocks
        elif opens and counts:
            if node.name == "table" or node.name in _HEADINGS:
                counts[-1] += _MOST_CELL_BLOCKS + 1
            elif node.name in ("p", "li"):
                counts[-1] += 1
    return layout
