"""Pages against labelled ones: publication day, title, article text, and speed beside trafilatura alone."""

import json
import re
import tarfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import trafilatura
from rich.table import Table

from bench.corpora import ROOT
from dateline.documents import DocumentError, read_document

_CORPORA = ("htmldate", "fundus-tests", "scrapinghub-aeb")
_WORD = re.compile(r"\w+")
_GRAM = 4  # words
_Pairs = list[tuple[str | None, str | None]]


def tables(folder: Path) -> list[Table]:
    """The figures of every corpus; `folder` takes the opened archives."""
    columns = ("corpus", "pages", "day P/R/F1", "title exact", "text F1", "pages/CPU-s", "trafilatura alone")
    result = Table(*columns, title="Pages")
    for name in _CORPORA:
        with tarfile.open(ROOT / "data" / "documents" / f"{name}-dev.tar.xz") as archive:
            archive.extractall(folder / name, filter="data")
        result.add_row(name, *_figures(folder / name))
    return [result]


def _figures(folder: Path) -> list[str]:
    records: list[dict[str, Any]] = json.loads((folder / "gold.json").read_text("utf-8"))
    pages = [(folder / record["file"]).read_bytes() for record in records]
    read = []
    ours = theirs = 0.0
    for number, (page, record) in enumerate(zip(pages, records, strict=True)):
        # In turns, as both fill the caches of the same libraries.
        if number % 2:
            theirs += _seconds_alone(page, record["url"])
        start = time.process_time()
        read.append(_read(page, record["url"]))
        ours += time.process_time() - start
        if not number % 2:
            theirs += _seconds_alone(page, record["url"])
    found = {
        key: [(record.get(key), page[key]) for record, page in zip(records, read, strict=True)]
        for key in ("published", "title", "text")
    }
    return [
        str(len(records)),
        " / ".join(f"{value:.3f}" for value in _day_scores(found["published"]))
        if _has(records, "published")
        else "",
        f"{sum(_seen(a) == _seen(b) for a, b in found['title']) / len(records):.3f}"
        if _has(records, "title")
        else "",
        f"{_text_f1(found['text']):.3f}" if folder.name == "scrapinghub-aeb" else "",
        f"{len(pages) / ours:.1f}",
        f"{len(pages) / theirs:.1f}",
    ]


def _read(page: bytes, url: str) -> dict[str, str | None]:
    try:
        document = read_document(page, "page.html", url)
    except DocumentError:
        return {"published": None, "title": None, "text": ""}
    day = document.published_at.isoformat() if document.published_at else None
    return {"published": day, "title": document.title, "text": document.text}


def _seen(title: str | None) -> list[str]:
    """A title as a reader sees it: white space and characters without width aside."""
    return (title or "").replace("\u200b", "").split()


def _seconds_alone(page: bytes, url: str) -> float:
    """The processor seconds that trafilatura takes for a page's text and metadata."""
    start = time.process_time()
    trafilatura.bare_extraction(page, url=url, with_metadata=True)
    return time.process_time() - start


def _has(records: Iterable[dict[str, Any]], key: str) -> bool:
    return any(record.get(key) for record in records)


def _day_scores(pairs: _Pairs) -> tuple[float, float, float]:
    """Precision, recall and F1 of the exact day."""
    right = sum(gold is not None and gold == day for gold, day in pairs)
    precision = right / max(1, sum(day is not None for _, day in pairs))
    recall = right / max(1, sum(gold is not None for gold, _ in pairs))
    return precision, recall, 2 * precision * recall / (precision + recall or 1)


def _text_f1(pairs: _Pairs) -> float:
    """F1 of word 4-grams, every page counting the same, as scrapinghub's benchmark has it."""
    right = extra = missing = 0.0
    for gold, text in pairs:
        wanted, found = _grams(gold or ""), _grams(text or "")
        common = (wanted & found).total()
        whole = (wanted | found).total() or 1
        right += common / whole
        extra += (found.total() - common) / whole
        missing += (wanted.total() - common) / whole
    return 2 * right / (2 * right + extra + missing)


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[start : start + _GRAM]) for start in range(max(1, len(words) - _GRAM + 1)))
