"""Structured metadata of a page: JSON-LD of the article, OpenGraph and other meta elements, <time>."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag

from dateline.documents.dates import day_of
from dateline.documents.metadata import Metadata

_ARTICLES = {"article", "newsarticle", "report", "opinionnewsarticle", "analysisnewsarticle", "blogposting"}
_ARTICLES |= {
    "reportagenewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle",
    "liveblogposting",
    "posting",
}
_ARTICLES |= {"socialmediaposting", "scholarlyarticle", "techarticle", "advertisercontentarticle"}
# The names of meta elements that state the publication day, the most trusted first.
_PUBLISHED = [
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "citation_publication_date",
    "displaydate",
]
_NESTING = 40  # levels of JSON-LD that are looked through


def json_ld(soup: BeautifulSoup) -> Metadata:
    """What the JSON-LD node of the article says; nodes of sites and organisations carry other dates."""
    for node in _nodes(soup):
        kinds = node.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if not any(str(name).lower() in _ARTICLES for name in names):
            continue
        return Metadata(
            published=day_of(node.get("datePublished")),
            basis="json_ld",
            title=_text(node.get("headline")) or _text(node.get("name")),
            url=_text(node.get("url")),
            publisher=_name(node.get("publisher")),
            authors=tuple(_names(node.get("author"))),
            language=_text(node.get("inLanguage")),
        )
    return Metadata()


def meta_elements(soup: BeautifulSoup) -> Metadata:
    """What OpenGraph, Dublin Core and the other meta elements say."""
    values: dict[str, str] = {}
    for element in soup.find_all("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if isinstance(key, str) and isinstance(content, str) and content.strip():
            values.setdefault(key.lower(), content.strip())
    days = (day_of(values[key]) for key in _PUBLISHED if key in values)
    html = soup.find("html")
    language = html.get("lang") if isinstance(html, Tag) else None
    author = values.get("author") or values.get("article:author")
    return Metadata(
        published=next((day for day in days if day), None),
        basis="opengraph",
        title=values.get("og:title") or values.get("twitter:title"),
        url=values.get("og:url"),
        publisher=values.get("og:site_name"),
        authors=(author,) if author and not author.startswith("http") else (),
        language=language if isinstance(language, str) and language else None,
    )


def time_elements(soup: BeautifulSoup) -> Metadata:
    """The publication day of a <time> element: marked as such, else the first in the article's header."""
    marked = [
        element
        for element in soup.find_all(True, attrs={"itemprop": "datePublished"})
        if isinstance(element, Tag)
    ]
    marked += [element for element in soup.find_all("time") if element.has_attr("pubdate")]
    headers = [
        *soup.select("article header time"),
        *soup.select("main header time"),
        *soup.select("article time"),
    ]
    for element in [*marked, *headers[:1]]:
        stated = element.get("datetime") or element.get("content") or element.get_text(" ", strip=True)
        if day := day_of(stated):
            return Metadata(published=day, basis="time_element")
    return Metadata()


def _nodes(soup: BeautifulSoup) -> Iterator[Mapping[str, Any]]:
    """Every JSON-LD object of a page; a block that is not JSON is passed over."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            block = json.loads(script.string or "", strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
        waiting = [(block, 0)]
        while waiting:
            value, depth = waiting.pop(0)
            if isinstance(value, list):
                waiting += [(item, depth + 1) for item in value if depth < _NESTING]
            elif isinstance(value, dict):
                yield value
                waiting += [(value[key], depth + 1) for key in ("@graph", "mainEntity") if key in value]


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    return next(_names(value), None)


def _names(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and name.strip() and not name.startswith("http"):
            yield name.strip()
