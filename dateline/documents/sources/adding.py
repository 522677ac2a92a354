"""What kind of source an address or a path is, and its entry in the sources file."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import yaml
from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from dateline.atomic import replacing
from dateline.documents.errors import SourcesError
from dateline.documents.fetching import Answer, Client
from dateline.documents.sources import jsonl, warc
from dateline.documents.sources.declaration import load_sources
from dateline.documents.sources.pages import is_address

_HEAD = 4096  # bytes by which an answer is known
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_SITEMAP = re.compile(rb"<(?:urlset|sitemapindex)[\s>]")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Detected:
    """The kind of a source, and the location that belongs into its entry."""

    kind: str
    location: str


def detect(place: str, client: Client, private_hosts: tuple[str, ...] = ()) -> Detected:
    """What kind of source a web address or a path is; a page that names its feed is that feed.

    Raises FetchError when the address cannot be had, SourcesError when the path is no source.
    """
    if is_address(place):
        return _of_answer(client.get(place, private_hosts))
    path = Path(place).resolve()
    if path.is_dir():
        return Detected("folder", str(path))
    if not path.is_file():
        raise SourcesError(f"{place}: there is no such file or folder")
    for kind, endings in (("jsonl", jsonl.ENDINGS), ("warc", warc.ENDINGS)):
        if path.name.endswith(endings):
            return Detected(kind, str(path))
    if path.suffix == ".txt" and path.read_text(encoding="utf-8", errors="replace").startswith("http"):
        return Detected("pages", str(path))
    raise SourcesError(
        f"{place}: a file is a source when it holds JSON lines, a web archive, or addresses, one a line; "
        "add a document with `dateline add`"
    )


def name_of(place: str) -> str:
    """A name for a source: the host of its address, or its file or folder."""
    words = urlsplit(place).hostname or "" if is_address(place) else Path(place).resolve().name.split(".")[0]
    return _NAME.sub("-", words.removeprefix("www.").lower()).strip("-") or "source"


def add_entry(path: Path, entry: dict[str, object]) -> None:
    """Append an entry to a sources file, which is made when there is none; the rest of it stays as it is.

    Raises SourcesError, and leaves the file alone, when it would not be right with the entry.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else "sources:\n"
    block = yaml.safe_dump([entry], sort_keys=False, allow_unicode=True)
    indented = "".join(f"  {line}\n" for line in block.splitlines())
    with replacing(path) as stream:
        stream.write(f"{text.rstrip()}\n{indented}".encode())
        stream.flush()
        try:
            load_sources(Path(stream.name))
        except SourcesError as error:
            told = str(error).replace(stream.name, str(path))
            raise SourcesError(
                f"with the new entry the file would not be right:\n{told}\n{indented}"
            ) from error


def _of_answer(answer: Answer) -> Detected:
    head = answer.data[:_HEAD]
    if _FEED.search(head):
        return Detected("feed", answer.url)
    if _SITEMAP.search(head) or urlsplit(answer.url).path.endswith((".xml.gz", "sitemap.xml")):
        return Detected("sitemap", answer.url)
    if urlsplit(answer.url).path.endswith(jsonl.ENDINGS):
        return Detected("jsonl", answer.url)
    links = BeautifulSoup(answer.data, "lxml", parse_only=SoupStrainer("link"))
    for link in links.find_all("link", rel="alternate", type=_FEED_TYPES, href=True):
        return Detected("feed", urljoin(answer.url, str(link["href"])))
    return Detected("pages", answer.url)
