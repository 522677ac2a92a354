"""Documents with annotated events: those of the corpora, and the project's own invented sentences."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

FOLDS = 3  # document n is held out of fold n modulo this
REALIS = ("asserted", "negated", "planned", "conditional", "alleged", "demanded")
_INVENTED = Path(__file__).with_name("examples.yaml")
_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\|([a-z]+)\]")

Record = dict[str, Any]


def annotated(folder: Path) -> tuple[list[Record], dict[str, Record]]:
    """The documents with annotated events, in order, and what was annotated in each by its id."""
    records: list[Record] = []
    gold: dict[str, Record] = {}
    for part in ("annotated", "dated", "items"):
        records += _lines(folder / part / "documents.jsonl")
        whole = folder / part / "gold.jsonl"
        files = sorted((folder / part / "gold").glob("*.gold.json"))
        found = _lines(whole) if whole.exists() else [json.loads(path.read_bytes()) for path in files]
        gold |= {record["id"]: record for record in found}
    return records, gold


def _lines(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def invented() -> tuple[list[Record], dict[str, Record]]:
    """The sentences of examples.yaml as annotated documents."""
    told: Mapping[str, Sequence[str]] = yaml.safe_load(_INVENTED.read_text(encoding="utf-8"))
    records: list[Record] = []
    gold: dict[str, Record] = {}
    for kind, sentences in told.items():
        for number, sentence in enumerate(sentences):
            name = f"{kind} {number}"
            text = _MARK.sub(r"\1", sentence)
            records.append({"id": name, "text": text})
            gold[name] = {"events": list(_marked(sentence))}
    return records, gold


def _marked(sentence: str) -> Iterator[Record]:
    removed = 0
    for mark in _MARK.finditer(sentence):
        words, event_type, realis = mark.groups()
        start = mark.start() - removed
        mention = {"trigger": words, "start": start, "end": start + len(words)}
        yield {"type": event_type, "realis": realis, "mentions": [mention]}
        removed += len(mark[0]) - len(words)
