"""Which lines of a page are its article, as trafilatura finds it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import lxml.etree
import lxml.html
import trafilatura
from trafilatura.settings import Document

from dateline.documents.page import is_hidden

_WORD = re.compile(r"\w+")
_GRAM = 3  # words
_LEAST_SHARE = 0.85  # of a line's word triples that trafilatura's text holds
_ENTIRE = ("html", "body", "main", "article")  # hidden until a script shows them

_PARSER = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


def parsed(markup: str) -> lxml.html.HtmlElement | None:
    """The page as lxml's tree, emptied of what is hidden from its reader; None when there is none."""
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=_PARSER)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None
    for element in tree.xpath("//*[@hidden or @aria-hidden or @style]"):
        if element.tag not in _ENTIRE and is_hidden(element):
            element.clear(keep_tail=True)
    return tree


def article_text(tree: lxml.html.HtmlElement) -> str:
    """The article's text as trafilatura finds it, '' when it finds none. The tree is changed."""
    # It drops <time> with its words.
    lxml.etree.strip_tags(tree, "time")
    found = trafilatura.bare_extraction(
        tree, with_metadata=False, include_comments=False, favor_precision=True
    )
    return found.text or "" if isinstance(found, Document) else ""


def lines_in(text: str, lines: Sequence[str]) -> list[bool]:
    """Which lines a text holds, each of its words counting once: a teaser repeats a paragraph."""
    grams = Counter(_grams(_WORD.findall(text)))
    short = Counter(tuple(words) for line in text.split("\n") if len(words := _WORD.findall(line)) < _GRAM)
    held = []
    for line in lines:
        words = _WORD.findall(line)
        wanted = Counter(_grams(words))
        stock, wanted = (grams, wanted) if wanted else (short, Counter([tuple(words)]))
        is_held = sum((wanted & stock).values()) >= _LEAST_SHARE * wanted.total()
        if is_held:
            stock.subtract(wanted & stock)
        held.append(is_held)
    return held


def _grams(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(_GRAM)), strict=False)
