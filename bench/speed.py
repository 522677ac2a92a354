"""How fast each part of the engine reads on one core, and the memory of the process."""

import datetime as dt
import resource
import time
from collections import Counter
from pathlib import Path

from rich.table import Table
from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

from bench.corpora import ROOT, read_jsonl
from dateline.events.activities import read_activities
from dateline.events.dates.choice import date_sentences
from dateline.events.reader import read_events
from dateline.events.sentences import sentences
from dateline.language import load_pipeline
from dateline.temporal.tagger import tag_doc

_TEXTS = 120  # news articles that are read
_DAY = dt.date(2011, 3, 1)
_LANGUAGE = "words, tags, trees, names, lemmas"
_PARTS = {"encoder": "encoder", "event_scores": "heads of events"}


def tables(_: Path) -> list[Table]:
    """A row a part, in the order in which they read."""
    articles = ROOT / "data" / "timelines" / "t17" / "libya" / "articles.jsonl.gz"
    texts = [str(record["text"]) for record in read_jsonl(articles)[: _TEXTS + 5]]
    with threadpool_limits(limits=1, user_api="blas"):
        for text in texts[_TEXTS:]:  # tables are loaded before the clock runs
            _timed(text, Counter())
        spent: Counter[str] = Counter()
        for text in texts[:_TEXTS]:
            _timed(text, spent)
    size = sum(map(len, texts[:_TEXTS]))
    result = Table("part", "characters a CPU-second", title="Reading (one core)")
    for part, seconds in [*spent.items(), ("all", spent.total())]:
        result.add_row(part, f"{size / seconds:,.0f}")
    result.add_row("memory, MB", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f}")
    return [result]


def _timed(text: str, spent: Counter[str]) -> None:
    """Read a text as the engine does, and add the CPU-seconds of each part."""
    nlp = load_pipeline()
    clock = time.process_time()

    def lap(part: str) -> None:
        nonlocal clock
        now = time.process_time()
        spent[part] += now - clock
        clock = now

    doc: Doc = nlp.make_doc(text)
    lap(_LANGUAGE)
    for name, component in nlp.pipeline:
        doc = component(doc)
        lap(_PARTS.get(name, _LANGUAGE))
    expressions = tag_doc(doc, _DAY, "")
    lap("time expressions")
    told = sentences(doc, expressions, _DAY)
    lap("triggers and names")
    dated = date_sentences(told, _DAY)
    lap("dates of events")
    read_events(told, dated, "", "")
    lap("events")
    read_activities(told, dated, "")
    lap("activities and their dates")
