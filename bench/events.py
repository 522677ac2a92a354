"""Event mentions against hand-annotated documents and sentences, and the speed of the whole engine."""

import re
import runpy
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from bench.corpora import ROOT, read_jsonl, score, write_jsonl
from dateline.engine import read_documents
from dateline.events.naming import names_of
from dateline.extract import document_of, json_of
from dateline.language import load_pipeline

_EVENTS = ROOT / "data" / "events"
_GOLD = _EVENTS / "dated" / "gold"
_SINGLE = ("date_accuracy", "realis_accuracy", "actor_country_F1", "recipient_country_F1", "main")
_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")  # values that are EDTF as well
_BINS = 10  # of the confidences in the reliability table
# Older names of PLOVER types, as the sentences have them, with those that took their place.
_RENAMED = {
    "YIELD": ("CONCEDE", "RETREAT"),
    "DEMAND": ("REQUEST",),
    "DISAPPROVE": ("ACCUSE",),
    "INVESTIGATE": ("ACCUSE",),
    "FIGHT": ("ASSAULT",),
}

Record = dict[str, Any]


def tables(folder: Path) -> list[Table]:
    """Events found, typed and dated; types of sentences; countries of phrases; dates of TimeML events.

    `folder` takes the files that the scorer reads and writes.
    """
    records = read_jsonl(_EVENTS / "dated" / "documents.jsonl")
    next(iter(_readings(records[:1])))  # the tables are loaded once, before the clock runs
    start = time.process_time()
    readings = list(_readings(records))
    spent = time.process_time() - start
    parts = {"odd": readings[::2], "even": readings[1::2], "all": readings}
    figures = {name: _scored(folder, part) for name, part in parts.items()}
    speed = sum(len(record["text"]) for record in records) / spent
    return [_accuracy(figures, speed), _types(), _countries(), _timeml()]


def _readings(records: Sequence[Record]) -> Iterable[Record]:
    documents = [document_of(record) for record in records]
    return map(json_of, documents, read_documents(documents))


def _scored(folder: Path, readings: Sequence[Record]) -> Record:
    """What the scorer says of some of the documents."""
    gold, found = folder / "gold", folder / "events.jsonl"
    gold.mkdir(exist_ok=True)
    for path in gold.iterdir():
        path.unlink()
    for reading in readings:
        (gold / f"{reading['id']}.gold.json").symlink_to((_GOLD / f"{reading['id']}.gold.json").resolve())
    write_jsonl(found, readings)
    return score("score_events.py", gold, found)


def _accuracy(figures: Mapping[str, Record], speed: float) -> Table:
    """A column a half of the documents; the odd one is for development."""
    result = Table("measure", *figures, title="Events in documents (seen in training: see bench.folds)")
    for row in accuracy(figures):
        result.add_row(*row)
    result.add_row("characters a CPU-second", *[""] * (len(figures) - 1), f"{speed:,.0f}")
    return result


def accuracy(figures: Mapping[str, Record]) -> Iterable[tuple[str, ...]]:
    """Rows of what the scorer says, a measure each, a column a part."""
    for measure in ("found", "typed", "dated"):
        for key in ("P", "R", "F1"):
            yield f"{measure} {key}", *(str(part[measure][key]) for part in figures.values())
    for name in _SINGLE:
        yield name, *(_line(part[name]) for part in figures.values())


def _line(figure: object) -> str:
    return ", ".join(f"{k} {v}" for k, v in figure.items()) if isinstance(figure, dict) else str(figure)


def _types() -> Table:
    """Sentences with a PLOVER type: is the surest mention's type the right one, and how many are there?"""
    result = Table("sentences", "half", "accuracy", "events a sentence", title="PLOVER types")
    for name in ("plv_train", "plover_gsr"):
        records = read_jsonl(_EVENTS / f"{name}.jsonl.gz")
        readings = list(_readings([{"id": record["id"], "text": record["text"]} for record in records]))
        for half, first in (("odd", 0), ("even", 1)):
            pairs = list(zip(records[first::2], readings[first::2], strict=True))
            right = sum(_main_type(reading) in _gold_types(record) for record, reading in pairs)
            found = sum(len(reading["mentions"]) for _, reading in pairs)
            result.add_row(name, half, f"{right / len(pairs):.3f}", f"{found / len(pairs):.2f}")
    return result


def _gold_types(record: Record) -> set[str]:
    types = (event["type"] for event in record["events"])
    return {now for old in types for now in _RENAMED.get(old, (old,))}


def _main_type(reading: Record) -> str | None:
    """The type of the mention of highest confidence, the first of several."""
    best = max(reading["mentions"], key=lambda mention: mention["confidence"], default=None)
    return best["type"] if best else None


def _countries() -> Table:
    """The country of a phrase that names who acts: the first that the gazetteer gives."""
    asked = [r for r in read_jsonl(_EVENTS / "actor_phrases_dev.jsonl.gz") if "country" in r["expect"]]
    right = sum(_country(record["text"]) == record["expect"]["country"] for record in asked)
    result = Table("phrases", "country right", title="Actor phrases")
    result.add_row(str(len(asked)), f"{right / len(asked):.3f}")
    return result


def _country(phrase: str) -> str:
    words = [token for token in load_pipeline()(phrase) if not token.is_space]
    (names,) = names_of([(words, [])])
    return next((name.entity.iso3 for name in names if name.entity.iso3), "")


def _timeml() -> Table:
    """TimeBank's events within or at the same time as a date: are they found, and dated to its very days?"""
    records = read_jsonl(ROOT / "data" / "temporal" / "timebank.jsonl.gz")
    result = Table("half", "events with a date", "found", "dated alike", title="Dates of TimeML events")
    pairs = list(zip(records, _readings(records), strict=True))
    for half, first in (("odd", 0), ("even", 1)):
        linked = [
            (event, value, reading["mentions"])
            for record, reading in pairs[first::2]
            for event, value in _dated_events(record)
        ]
        found = [(value, _overlapping(event, mentions)) for event, value, mentions in linked]
        alike = sum(any(m["date"]["edtf"] == value for m in mentions) for value, mentions in found)
        met = sum(bool(mentions) for _, mentions in found)
        result.add_row(half, str(len(linked)), f"{met / len(linked):.3f}", f"{alike / len(linked):.3f}")
    return result


def _dated_events(record: Record) -> Iterable[tuple[Record, str]]:
    """The events that a link puts within, or at the same time as, a day, month or year, with its value."""
    events = {event["eid"]: event for event in record["events"]}
    values = {t["tid"]: t["value"] for t in record["timexes"] if t["type"] == "DATE"}
    for link in record["tlinks"]:
        event, value = events.get(link["from_eid"]), values.get(link["to"])
        if link["relType"] == "INCLUDES":
            event, value = events.get(link["to_eid"]), values.get(link["from"])
        elif link["relType"] not in ("IS_INCLUDED", "SIMULTANEOUS"):
            continue
        if event is not None and value is not None and _CALENDAR.fullmatch(value):
            yield event, value


def _overlapping(event: Record, mentions: Sequence[Record]) -> list[Record]:
    return [m for m in mentions if m["start"] < event["end"] and event["start"] < m["end"]]


def reliability(readings: Iterable[Record], gold: Mapping[str, Record], title: str) -> Table:
    """Of the mentions of about one confidence, the share that meets an event of the same type."""
    result = Table("confidence", "mentions", "stated", "right", title=title)
    meet = runpy.run_path(str(ROOT / "tools" / "score_events.py"))["meet"]
    judged = defaultdict(list)
    for reading in readings:
        told = gold[reading["id"]]["events"]
        types = {event["id"]: event["type"] for event in told}
        met = meet(told, reading["mentions"])
        for number, mention in enumerate(reading["mentions"]):
            right = types.get(met.get(number)) == mention["type"]
            judged[int(mention["confidence"] * _BINS)].append((mention["confidence"], right))
    for low, pairs in sorted(judged.items()):
        stated, right = (sum(values) / len(pairs) for values in zip(*pairs, strict=True))
        result.add_row(f"{low / _BINS:.1f}–", str(len(pairs)), f"{stated:.2f}", f"{right:.2f}")
    return result
