"""Events of documents that the network has not seen: `python -m bench.folds WORK`.

`make model` leaves in WORK the network, the judge and the weights of dates and participants of each fold of
the annotated documents, learned without them; each document is read by those of its fold. What ships has seen
all of them: `make bench` flatters it.
"""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from bench.corpora import ROOT, score, write_jsonl
from bench.events import Record, accuracy, reliability
from dateline.engine import read_documents
from dateline.events.dates.ranker import load_weights
from dateline.events.detection.judge import load_judge
from dateline.events.participants import chooser
from dateline.extract import document_of, json_of
from dateline.language.training.annotated import FOLDS, annotated
from dateline.versions import MODEL_SETTING


def main(work: Path) -> None:
    """Print the figures of documents, odd and even, and news items, and how far confidences are right."""
    records, gold = annotated(ROOT / "data" / "events")
    readings: list[Record] = [{}] * len(records)
    for fold in range(FOLDS):
        readings[fold::FOLDS] = _read(work, fold, records[fold::FOLDS])
    items = [reading for reading in readings if reading["id"].startswith("wce-")]
    documents = [reading for reading in readings if not reading["id"].startswith("wce-")]
    parts = {"odd": documents[::2], "even": documents[1::2], "items": items}
    with tempfile.TemporaryDirectory() as folder:
        figures = {name: _scored(Path(folder), part, gold) for name, part in parts.items()}
    table = Table("measure", *figures, title="Events of documents that were not seen")
    for row in accuracy(figures):
        table.add_row(*row)
    console = Console(width=140)
    console.print(table)
    console.print(reliability(readings, gold, "Confidences of those events"))


def _read(work: Path, fold: int, records: Sequence[Record]) -> list[Record]:
    """Readings of the documents of a fold by its own network and judge."""
    judge = load_judge(work / f"judge-{fold}.json")
    weights = load_weights(work / f"dates-{fold}.json")
    participants = chooser.load_weights(work / f"participants-{fold}.json")
    documents = [document_of(record) for record in records]
    with (
        patch.dict(os.environ, {MODEL_SETTING: str(work / f"fold-{fold}")}),
        patch("dateline.events.sentences.load_judge", lambda: judge),
        patch("dateline.events.dates.choice.load_weights", lambda: weights),
        patch("dateline.events.participants.chooser.load_weights", lambda: participants),
        patch("dateline.engine._FEW", sys.maxsize),  # in this process, where the patches are
    ):
        return list(map(json_of, documents, read_documents(documents)))


def _scored(folder: Path, readings: Sequence[Record], gold: dict[str, Any]) -> Record:
    told, found = folder / "gold.jsonl", folder / "found.jsonl"
    told.write_text("".join(json.dumps(gold[reading["id"]]) + "\n" for reading in readings), encoding="utf-8")
    write_jsonl(found, readings)
    return score("score_events.py", told, found)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
