"""HTML pages to text and metadata: the lines that a reader sees, and of those the article's."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from bs4 import BeautifulSoup

from dateline.documents.article import article_text, lines_in, parsed
from dateline.documents.chronology import in_order, is_entry, with_chronologies
from dateline.documents.datelines import authors_under, dateline_of, day_under, days_of_chronology
from dateline.documents.dates import WRITTEN, day_of_url, day_of_words
from dateline.documents.decoding import decode
from dateline.documents.detection import detected_language
from dateline.documents.errors import DocumentError
from dateline.documents.limits import is_shallow
from dateline.documents.metadata import Metadata, merged
from dateline.documents.page import Line, lines_of, title_of
from dateline.documents.published import Stated, found_in_markup, published_of
from dateline.documents.structured import Structured, read_structured
from dateline.documents.titles import title_among

_XML = re.compile(r"\A\s*<\?xml[^>]*>")
_CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w-]+)", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+")
_LEAST_ARTICLE = 200  # characters; less is no article, and the page is taken as it stands
_LEAST_FURNITURE = 100  # characters beside the article; less is its heading, or a byline
_MAIN_SHARE = 0.25  # of the page's text that makes the article or main element its text


def read_html(data: bytes, url: str | None = None, latest: dt.date | None = None) -> tuple[str, Metadata]:
    """The text of a page and its metadata. Raises DocumentError when it is no page or has no text.

    `url` is where it was found and `latest` the day on which it was fetched, after which it is not dated.
    """
    markup = _XML.sub("", decode(data, _declared_charset(data)))
    markup = markup if "<" in markup else f"<p>{markup}"
    tree = parsed(markup) if is_shallow(markup) else None
    soup = BeautifulSoup(markup, "lxml", multi_valued_attributes=None)  # lists of classes take time
    stated = read_structured(soup)
    lines, marks = with_chronologies(lines_of(soup, stated.titles))
    found = None if tree is None else found_in_markup(tree, markup, url, latest)
    chosen = _chosen(lines, marks, "" if tree is None else article_text(tree))
    if not chosen:
        raise DocumentError("the page has no text that a reader sees: save it as a browser shows it")
    heading = next((line.text for line in lines if line.is_heading), None)
    title = title_among(stated.titles, heading) or title_of(soup)
    text = "\n".join(line.text for line in chosen)
    language = detected_language(text)  # pages often state a wrong one
    days = _days(stated, lines, text, language, url or stated.metadata.url, found)
    published = published_of(days, latest)
    authors = Metadata(authors=authors_under([line.text for line in lines], heading))
    seen = Metadata(title=title, language=language)
    return "\n".join(in_order(chosen)), merged([seen, published, stated.metadata, authors])


def _declared_charset(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else None


def _chosen(lines: Sequence[Line], marks: Sequence[bool], article: str) -> list[Line]:
    """The article's lines with the page's chronologies; all lines of a page without furniture or article."""
    size = _size(lines, [True] * len(lines))
    main = [line.is_main for line in lines]
    if _size(lines, main) < max(_LEAST_ARTICLE, _MAIN_SHARE * size):
        main = [True] * len(lines)
    held = lines_in(article, [line.text for line in lines])
    chosen = [is_held or mark for is_held, mark in zip(held, marks, strict=True)]
    chosen_size = _size(lines, chosen)
    if len(article) >= _LEAST_ARTICLE and chosen_size < len(article) / 2:
        # hidden until a script shows it
        return [Line(text) for text in map(str.strip, article.split("\n")) if text]
    if chosen_size < _LEAST_ARTICLE or _size(lines, main) - chosen_size <= _LEAST_FURNITURE:
        chosen = [is_main or mark for is_main, mark in zip(main, marks, strict=True)]
    return [line for line, is_chosen in zip(lines, chosen, strict=True) if is_chosen]


def _size(lines: Sequence[Line], which: Sequence[bool]) -> int:
    """The characters of those lines that are marked."""
    return sum(len(line.text) for line, is_marked in zip(lines, which, strict=True) if is_marked)


def _days(
    stated: Structured,
    lines: Sequence[Line],
    text: str,
    language: str | None,
    url: str | None,
    found: Stated | None,
) -> list[Stated]:
    """The days that the places of a page state, the most trusted first."""
    language = language or stated.metadata.language or "en"
    shown = [line.text for line in lines]
    entries = _entries(lines)
    others = [line for line in lines if line.text not in entries]
    seen = day_under([line.text for line in others], [line.is_heading for line in others], language)
    seen = seen or dateline_of("\n".join(line for line in text.split("\n") if line not in entries), language)
    by_basis = {day.basis: day for day in stated.days}
    metadata = {day.day for day in stated.days}
    if metadata and seen in days_of_chronology(shown, language) - metadata:
        seen = None
    if found and found.day not in metadata and _is_told(found.day, entries, language):
        found = None
    address = day_of_url(url)
    places = [
        by_basis.get("json_ld"),
        Stated(seen, "dateline") if seen else None,
        by_basis.get("opengraph"),
        Stated(address, "url") if address else None,
        by_basis.get("time_element"),
        found,
    ]
    return [place for place in places if place]


def _is_told(day: dt.date, entries: Iterable[str], language: str) -> bool:
    """Whether one of the entries of a chronology tells of a day."""
    written = (match[0] for entry in entries for match in WRITTEN.finditer(entry))
    may_be = (words for words in written if {day.day, day.year} <= set(map(int, _NUMBER.findall(words))))
    return any(day_of_words(words, language) == day for words in may_be)


def _entries(lines: Sequence[Line]) -> set[str]:
    """The rows and definitions with a date of their own, where there are several: what happened then."""
    found = {line.text for line in lines if line.kind in ("row", "definition") and is_entry(line)}
    return found if len(found) > 1 else set()
