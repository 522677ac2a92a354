"""The lines of a page that its reader sees, by BeautifulSoup: furniture and hidden text are left out.

A paragraph, heading, list item, definition or table row is a line; a row's cells are set off by " | ".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import lxml.html
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from dateline.documents.titles import heading_among
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
_LISTS = frozenset({"ul", "ol"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\ufeff\ud800-\udfff]")
_CELL_END = "\x1f"
BAR = " | "  # between the cells of a row
_MOST_HEADINGS = 20  # main headings among which the article's is looked for
_MOST_CELL_BLOCKS = 5  # paragraphs in a table cell; one with more lays out the page

Kind = Literal["text", "row", "item", "term", "definition"]
# A cell that lays out the page holds plain text.
_KINDS: dict[str, Kind] = {
    "td": "text",
    "th": "text",
    "tr": "row",
    "li": "item",
    "dt": "term",
    "dd": "definition",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. `depth` counts the lists around an item, `spans` the rows that each cell heads.

    Lines that breaks alone part have the same `paragraph`; `linked` is the share of a line's characters that
    are links; `is_main` whether it stands in the article or main element, `is_heading` whether in the heading
    of its article.
    """

    text: str
    kind: Kind = "text"
    depth: int = 0
    spans: tuple[int, ...] = ()
    paragraph: int = 0
    linked: float = 0.0
    is_main: bool = False
    is_heading: bool = False


@dataclass(slots=True)
class _Pen:
    """The line that is being written, and what is open around it."""

    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    kinds: list[Kind] = field(default_factory=lambda: ["text"])
    depth: int = 0
    spans: list[int] = field(default_factory=list)  # of the cells of the line
    cells: int = 0  # open
    paragraph: int = 0
    in_pre: int = 0
    in_link: int = 0
    in_main: int = 0
    in_heading: int = 0

    def write(self, text: str) -> None:
        self.parts.append(text)
        if self.in_link:
            self.linked += len(text.strip())

    def end_line(self) -> None:
        written = "".join(self.parts)
        # What stands in <pre> has line ends of its own.
        for piece in written.split("\n"):
            cells = _cells_of(piece)
            if text := BAR.join(filter(None, cells)):
                spans = tuple(span for span, cell in zip(self.spans, cells, strict=False) if cell)
                self.lines.append(
                    Line(
                        text,
                        self.kinds[-1],
                        self.depth,
                        spans,
                        self.paragraph,
                        min(1.0, self.linked / len(text)),
                        self.in_main > 0,
                        self.in_heading > 0,
                    )
                )
        self.parts, self.linked, self.spans = [], 0, []


def lines_of(soup: BeautifulSoup, titles: Sequence[str] = ()) -> list[Line]:
    """The lines of a page in its order; `titles` are those that it states, by which its heading is known."""
    kept = _wrappers_of_content(soup)
    layout = _layout_cells(soup)
    main = _main_element(soup, kept)
    headings = [h1 for h1 in soup.find_all("h1", limit=_MOST_HEADINGS) if h1.get_text(strip=True)]
    number = heading_among([h1.get_text() for h1 in headings], titles)
    heading = None if number is None else headings[number]
    pen = _Pen()
    for node, opens in walk(soup, lambda element: _is_left_out(element, kept)):
        if isinstance(node, Tag):
            _mark(pen, node, opens, layout)
            if node is main:
                pen.in_main += 1 if opens else -1
            if node is heading:
                pen.in_heading += 1 if opens else -1
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            text = _UNSEEN.sub("", node)
            pen.write(text if pen.in_pre and not pen.cells else _SPACE.sub(" ", text))
    pen.end_line()
    return pen.lines


def title_of(soup: BeautifulSoup) -> str | None:
    """The page's title element, as one line."""
    title = soup.find("title")
    return one_line(title.get_text(" ")) if isinstance(title, Tag) else None


def is_hidden(element: Tag | lxml.html.HtmlElement) -> bool:
    """Whether an element's attributes hide it from a reader."""
    style = element.get("style")
    is_styled = isinstance(style, str) and _HIDDEN.search(style) is not None
    return is_styled or element.get("hidden") is not None or element.get("aria-hidden") == "true"


def one_line(text: str) -> str | None:
    """Text with white space as single spaces and what is not seen left out; None when nothing is left."""
    return _SPACE.sub(" ", _UNSEEN.sub("", text)).strip() or None


def _mark(pen: _Pen, element: Tag, opens: bool, layout: set[int]) -> None:
    """Take note of an element that opens or closes."""
    name = element.name
    if name == "a":
        pen.in_link += 1 if opens else -1
    elif name in _CELLS and id(element) not in layout:
        if opens:
            pen.spans.append(_span(element))
        pen.cells += 1 if opens else -1
        pen.parts.append(" " if opens else _CELL_END)
    elif name in _CELLS or _BLOCKS.fullmatch(name):
        if pen.cells:
            pen.parts.append(" ")  # a row stays on one line, whatever blocks its cells hold
            return
        pen.end_line()
        pen.paragraph += name != "br"
        if name == "pre":
            pen.in_pre += 1 if opens else -1
        elif name in _LISTS:
            pen.depth += 1 if opens else -1
        elif (kind := _KINDS.get(name)) and opens:
            pen.kinds.append(kind)
        elif kind:
            pen.kinds.pop()


def _cells_of(line: str) -> list[str]:
    return [_SPACE.sub(" ", cell).strip() for cell in line.split(_CELL_END)]


def _span(cell: Tag) -> int:
    value = cell.get("rowspan")
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 5 else 1


def _is_left_out(element: Tag, kept: set[int]) -> bool:
    """Whether an element is furniture of the page or hidden from its reader."""
    if _FURNITURE.fullmatch(element.name) or (element.name in _WRAPPERS and id(element) not in kept):
        return True
    if element.name in ("html", "body", *_MAIN):
        return False  # hidden until a script shows them
    return is_hidden(element)


def _main_element(soup: BeautifulSoup, kept: set[int]) -> Tag | None:
    """The page's one article element, else its one main element."""
    articles: list[Tag] = []
    mains: list[Tag] = []
    for node, opens in walk(soup, lambda element: _is_left_out(element, kept)):
        if opens and isinstance(node, Tag):
            if node.name == "article":
                articles.append(node)
            elif node.name == "main" or node.get("role") == "main":
                mains.append(node)
    return next((found[0] for found in (articles, mains) if len(found) == 1), None)


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
