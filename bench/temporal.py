"""Time expressions against TimeML corpora: strict, relaxed, type and value F1 as TempEval-3 defines them."""

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateparser.search import search_dates
from rich.table import Table

from bench.corpora import ROOT, read_jsonl, score, write_jsonl
from dateline.extract import json_of_expression
from dateline.language import annotate
from dateline.records import TimeExpression
from dateline.temporal.tagger import tag_doc

# HeidelTime 2.2.1 on the same documents: strict, relaxed, value F1.
PEER = {
    "timebank": (85.3, 91.9, 79.6),
    "aquaint": (81.3, 92.5, 73.1),
    "meantime_airbus_apple": (83.7, 89.4, 79.1),
    "wikiwars_dev": (85.5, 91.9, 82.7),
    "tweets_train": (77.0, 84.5, 64.8),
}
_Read = tuple[Mapping[str, Any], Sequence[TimeExpression]]

_PEER_SAMPLE = 20_000  # characters that the slow peer is given


def tables(folder: Path) -> list[Table]:
    """The figures of every corpus, whole and by halves; `folder` takes the files that the scorer reads."""
    columns = [
        "corpus",
        "half",
        "strict",
        "relaxed",
        "type",
        "value",
        "HeidelTime",
        "chars/CPU-s",
        "with language",
    ]
    result = Table(*columns, "search_dates", title="Time expressions (F1)")
    for name, peer in PEER.items():
        docs, speeds = _read(name)
        result.add_row(name, "all", *_figures(docs, folder), " / ".join(map(str, peer)), *speeds)
        result.add_row("", "odd", *_figures(docs[::2], folder))
        result.add_row("", "even", *_figures(docs[1::2], folder))
    return [result]


def _read(name: str) -> tuple[list[_Read], list[str]]:
    """The documents of a corpus with what is found in them, and characters a CPU-second.

    The speeds are those of the tagger alone, of it with the language pipeline, and of dateparser.
    """
    records = list(read_jsonl(ROOT / "data" / "temporal" / f"{name}.jsonl.gz"))
    size = sum(len(record["text"]) for record in records)
    start = time.process_time()
    docs = list(annotate(record["text"] for record in records))
    language = time.process_time() - start
    start = time.process_time()
    found = [tag_doc(doc, _published(record)) for doc, record in zip(docs, records, strict=True)]
    tagging = time.process_time() - start
    sample = ""
    for record in records:
        sample += record["text"][: _PEER_SAMPLE - len(sample)]
    start = time.process_time()
    search_dates(sample, languages=["en"])
    peer = time.process_time() - start
    speeds = (size / tagging, size / (tagging + language), len(sample) / peer)
    return list(zip(records, found, strict=True)), [f"{speed:,.0f}" for speed in speeds]


def _published(record: Mapping[str, Any]) -> dt.date | None:
    published = record.get("published")
    return dt.date.fromisoformat(published[:10]) if published else None


def _figures(read: Sequence[_Read], folder: Path) -> list[str]:
    """Strict, relaxed, type and value F1 of documents."""
    gold, found = folder / "gold.jsonl", folder / "found.jsonl"
    write_jsonl(gold, (record for record, _ in read))
    write_jsonl(found, ({"id": r["id"], "timexes": list(map(json_of_expression, es))} for r, es in read))
    figures = score("score_temporal.py", gold, found)
    f1 = (figures["strict"]["F1"], figures["relaxed"]["F1"], figures["type_F1"], figures["value_F1"])
    return [f"{100 * value:.1f}" for value in f1]
