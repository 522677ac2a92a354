"""Structured metadata of a page: JSON-LD of the article, OpenGraph and other meta elements, <time>."""

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag

from dateline.documents.dates import day_of, is_placeholder, utc_hour_of
from dateline.documents.decoding import is_storable
from dateline.documents.metadata import Metadata, language_of, merged
from dateline.documents.published import Stated
from dateline.documents.tree import walk
from dateline.records import PublishedBasis

# Types of schema.org that are the page's text; sites and organisations carry other dates.
_ARTICLES = {
    "advertisercontentarticle",
    "analysisnewsarticle",
    "article",
    "askpublicnewsarticle",
    "backgroundnewsarticle",
    "blogposting",
    "liveblogposting",
    "newsarticle",
    "opinionnewsarticle",
    "report",
    "reportagenewsarticle",
    "reviewnewsarticle",
    "satiricalarticle",
    "scholarlyarticle",
    "socialmediaposting",
    "techarticle",
}
# The meta elements that state the publication day, the most trusted first.
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.created",
    "dc.date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "publication_date",
    "publish_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "article_date_original",
    "originalpublicationdate",
    "displaydate",
    "date",
)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")  # an ideographic space is part of a title
_MOST_NODES = 10_000  # of JSON-LD that are looked at
_MOST_TIMES = 20  # <time> elements that are looked at


@dataclass(frozen=True, slots=True)
class Structured:
    """What a page states for machines: metadata, the titles of its places, and the days that they state."""

    metadata: Metadata
    titles: tuple[str, ...]
    days: tuple[Stated, ...]


def read_structured(soup: BeautifulSoup) -> Structured:
    """What the page states for machines: its JSON-LD first, then its meta elements, then <time>."""
    root = soup.find("html")
    language = language_of(_attribute(root, "lang")) if isinstance(root, Tag) else None
    words_in = language or "en"
    articles = [node for node in _nodes(soup) if any(kind in _ARTICLES for kind in _kinds(node))]
    values = _meta_values(soup)
    places = [*map(_of_article, articles), _of_meta(soup, values), Metadata(language=language)]
    stated = (
        _first_day((_text(node.get("datePublished")) for node in articles), "json_ld", words_in),
        _first_day((values.get(key) for key in _PUBLISHED), "opengraph", words_in),
        _first_day(_time_elements(soup), "time_element", words_in),
    )
    return Structured(
        merged(places),
        tuple(place.title for place in places if place.title),
        tuple(day for day in stated if day),
    )


def _of_article(node: Mapping[str, Any]) -> Metadata:
    """What a JSON-LD node of the article says."""
    return Metadata(
        title=_unescaped(_text(node.get("headline")) or _text(node.get("name"))),
        url=_text(node.get("url")),
        publisher=next(iter(_names(node.get("publisher"))), None),
        authors=_names(node.get("author")),
        language=language_of(_text(node.get("inLanguage"))),
    )


def _of_meta(soup: BeautifulSoup, values: Mapping[str, str]) -> Metadata:
    """What OpenGraph, Dublin Core and the other meta elements say, and the canonical link."""
    canonical = soup.find("link", rel="canonical")
    link = _text(canonical.get("href")) if isinstance(canonical, Tag) else None
    title = values.get("og:title") or values.get("dc.title") or values.get("twitter:title")
    return Metadata(
        title=_unescaped(title),
        url=values.get("og:url") or (link if link and link.startswith("http") else None),
        publisher=values.get("og:site_name") or values.get("dc.publisher"),
        authors=_names(values.get("author") or values.get("article:author") or values.get("dc.creator")),
    )


def _meta_values(soup: BeautifulSoup) -> dict[str, str]:
    """The meta elements' contents by name; of several the first counts."""
    values: dict[str, str] = {}
    for element in soup.find_all("meta"):
        content = _text(element.get("content"))
        for name in ("property", "name", "itemprop"):
            key = _attribute(element, name)
            if key and content:
                values.setdefault(key.lower(), content)
    return values


def _time_elements(soup: BeautifulSoup) -> Iterator[str | None]:
    """What a <time> marked as the publication's says, else the first in the article's header or text."""
    marked: list[Tag] = []
    in_header: list[Tag] = []
    in_article: list[Tag] = []
    open_elements = dict.fromkeys(("article", "main", "header", "aside", "nav", "footer"), 0)
    for node, opens in walk(soup, lambda _: False):
        if not isinstance(node, Tag):
            continue
        if node.name in open_elements:
            open_elements[node.name] += 1 if opens else -1
        elif opens and _attribute(node, "itemprop") == "datePublished":
            marked.append(node)
        elif opens and node.name == "time":
            is_outside = open_elements["aside"] or open_elements["nav"] or open_elements["footer"]
            if node.has_attr("pubdate"):
                marked.append(node)
            elif (open_elements["article"] or open_elements["main"]) and not is_outside:
                (in_header if open_elements["header"] else in_article).append(node)
    for element in [*marked[:_MOST_TIMES], *(in_header or in_article)[:1]]:
        stated = _attribute(element, "datetime") or _attribute(element, "content")
        yield stated or element.get_text(" ", strip=True)


def _nodes(soup: BeautifulSoup) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects of a page that stand at the top, in a @graph, or as what the page is about."""
    waiting: deque[Any] = deque()
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            waiting.append(json.loads(script.string or "", strict=False))
        except (ValueError, RecursionError):
            continue  # a block that is not JSON says nothing; the page's other places may
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extendleft(reversed(value))
        elif isinstance(value, dict):
            yield value
            waiting.extendleft(value[key] for key in ("mainEntity", "@graph") if key in value)


def _kinds(node: Mapping[str, Any]) -> Iterator[str]:
    """The types of a JSON-LD object, without "schema:" or "https://schema.org/"."""
    kinds = node.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str):
            yield kind.replace(":", "/").rsplit("/", 1)[-1].lower()


def _first_day(values: Iterable[str | None], basis: PublishedBasis, language: str) -> Stated | None:
    """The first of the values that states a day."""
    for value in filter(None, values):
        if (day := day_of(value, language)) and not is_placeholder(day):
            return Stated(day, basis, utc_hour_of(value))
    return None


def _attribute(element: Tag, name: str) -> str | None:
    return _text(element.get(name))


def _text(value: object) -> str | None:
    """A string that can be stored, trimmed."""
    return value.strip() or None if isinstance(value, str) and is_storable(value) else None


def _unescaped(title: str | None) -> str | None:
    """A title without the entities that some pages escape twice."""
    return _text(_SPACE.sub(" ", html.unescape(title))) if title else None


def _names(value: Any) -> tuple[str, ...]:
    """Names of people or organisations: strings, objects with a name, or lists of them; links are none."""
    items = value if isinstance(value, list) else [value]
    names = (_text(item.get("name") if isinstance(item, dict) else item) for item in items)
    return tuple(name for name in names if name and not name.startswith(("http:", "https:")))
