"""Time expressions against TimeML corpora: strict, relaxed, type and value F1 as TempEval-3 defines them."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

from dateparser.search import search_dates
from rich.table import Table

from bench.corpora import ROOT, read_jsonl, score, write_jsonl
from dateline.language import annotate
from dateline.records import TimeExpression
from dateline.temporal import tag_doc

# HeidelTime 2.2.1 on the same documents: strict, relaxed, value F1.
PEER = {
    "timebank": (85.3, 91.9, 79.6),
    "aquaint": (81.3, 92.5, 73.1),
    "meantime_airbus_apple": (83.7, 89.4, 79.1),
    "wikiwars_dev": (85.5, 91.9, 82.7),
    "tweets_train": (77.0, 84.5, 64.8),
}
_PEER_SAMPLE = 20_000  # characters that the slow peer is given


def tables(folder: Path) -> list[Table]:
    """The figures of every corpus; `folder` takes the files that the scorer reads."""
    columns = ["corpus", "strict", "relaxed", "type", "value", "HeidelTime", "chars/CPU-s", "with language"]
    result = Table(*columns, "search_dates", title="Time expressions (F1)")
    for name, peer in PEER.items():
        result.add_row(*_row(name, folder), " / ".join(map(str, peer)), *_speed(name))
    return [result]


def _documents(name: str) -> Iterator[tuple[str, str, dt.date | None]]:
    for record in read_jsonl(ROOT / "data" / "temporal" / f"{name}.jsonl.gz"):
        published = record.get("published")
        yield record["id"], record["text"], dt.date.fromisoformat(published[:10]) if published else None


def _row(name: str, folder: Path) -> list[str]:
    gold = ROOT / "data" / "temporal" / f"{name}.jsonl.gz"
    plain, found = folder / f"{name}.gold.jsonl", folder / f"{name}.found.jsonl"
    write_jsonl(plain, read_jsonl(gold))
    documents = list(_documents(name))
    docs = annotate(text for _, text, _ in documents)
    write_jsonl(
        found,
        (
            {"id": key, "timexes": [_timex(e) for e in tag_doc(doc, published)]}
            for doc, (key, _, published) in zip(docs, documents, strict=True)
        ),
    )
    figures = score("score_temporal.py", plain, found)
    f1 = (figures["strict"]["F1"], figures["relaxed"]["F1"], figures["type_F1"], figures["value_F1"])
    return [name, *(f"{100 * value:.1f}" for value in f1)]


def _timex(expression: TimeExpression) -> dict[str, object]:
    return {
        "start": expression.char_start,
        "end": expression.char_end,
        "text": expression.text,
        "type": expression.timex_type,
        "value": expression.timex_value,
    }


def _speed(name: str) -> list[str]:
    """Characters a CPU-second: the tagger alone, with the language pipeline, and dateparser."""
    documents = list(_documents(name))
    size = sum(len(text) for _, text, _ in documents)
    start = time.process_time()
    docs = list(annotate(text for _, text, _ in documents))
    language = time.process_time() - start
    start = time.process_time()
    for doc, (_, _, published) in zip(docs, documents, strict=True):
        tag_doc(doc, published)
    tagging = time.process_time() - start
    sample = ""
    for _, text, _ in documents:
        sample += text[: _PEER_SAMPLE - len(sample)]
    start = time.process_time()
    search_dates(sample, languages=["en"])
    peer = time.process_time() - start
    speeds = (size / tagging, size / (tagging + language), len(sample) / peer)
    return [f"{speed:,.0f}" for speed in speeds]
