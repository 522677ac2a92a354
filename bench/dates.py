"""News of a sentence, each published on its day: whether an event is found, and one of that day."""

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from bench.corpora import ROOT, read_jsonl
from dateline.engine import read_documents
from dateline.extract import document_of
from dateline.records import ResolvedDate

_ITEMS = ROOT / "data" / "training" / "wikipedia_current_events.jsonl.gz"
_FIRST_YEAR = "2011"  # from which on the categories are told
_CATEGORIES = {
    *("Armed conflicts and attacks", "Business and economy", "Disasters and accidents"),
    *("International relations", "Law and crime", "Politics and elections"),
}
_DRAWN, _SEED = 2_000, 1


def tables(_: Path) -> list[Table]:
    """How many of the items have an event, and an event of their day."""
    items = _drawn()
    documents = [
        document_of({"id": str(number), "text": item["text"], "published": item["day"]})
        for number, item in enumerate(items)
    ]
    found = dated = near = 0
    for item, reading in zip(items, read_documents(documents), strict=True):
        day = dt.date.fromisoformat(item["day"])
        dates = [mention.date for mention in reading.mentions]
        found += bool(dates)
        dated += any((date.earliest, date.latest) == (day, day) for date in dates)
        near += any(_is_news_of(date, day) for date in dates)
    result = Table("of news items", "%", title=f"{len(items):,} news items, each published on its day")
    result.add_row("with an event", f"{100 * found / len(items):.1f}")
    result.add_row("with an event of that day", f"{100 * dated / len(items):.1f}")
    result.add_row("with an event of that day, or of it and the one before", f"{100 * near / len(items):.1f}")
    return [result]


def _is_news_of(date: ResolvedDate, day: dt.date) -> bool:
    return date.latest == day and date.earliest in (day, day - dt.timedelta(days=1))


def _drawn() -> Sequence[dict[str, Any]]:
    items = [
        item for item in read_jsonl(_ITEMS) if item["day"] >= _FIRST_YEAR and item["category"] in _CATEGORIES
    ]
    return random.Random(_SEED).sample(items, _DRAWN)
