"""Event mentions against hand-annotated documents, and the speed of the whole engine."""

import json
import time
from pathlib import Path

from rich.table import Table

from bench.corpora import ROOT, read_jsonl, score, write_jsonl
from dateline.engine import read_documents
from dateline.extract import document_of, json_of


def tables(folder: Path) -> list[Table]:
    """P, R and F1 of events found, typed and dated; `folder` takes the file that the scorer reads."""
    gold = ROOT / "data" / "events" / "dated"
    documents = [document_of(record) for record in read_jsonl(gold / "documents.jsonl")]
    next(iter(read_documents(documents[:1])))  # the tables are loaded once, before the clock runs
    start = time.process_time()
    readings = list(read_documents(documents))
    spent = time.process_time() - start
    found = folder / "events.jsonl"
    write_jsonl(found, map(json_of, documents, readings))
    figures = score("score_events.py", gold / "gold", found)
    result = Table("measure", "P", "R", "F1", title="Events")
    for measure in ("found", "typed", "dated"):
        result.add_row(measure, *(str(figures[measure][key]) for key in ("P", "R", "F1")))
    for name in ("date_accuracy", "realis_accuracy", "actor_country_F1", "recipient_country_F1", "main"):
        result.add_row(name, "", "", json.dumps(figures[name]))
    size = sum(len(document.text) for document in documents)
    result.add_row("characters a CPU-second", "", "", f"{size / spent:,.0f}")
    return [result]
