"""Timelines and summaries of whole collections, as the published file has them after a refresh.

SemEval-2015 task 4: what target entities take part in, with days and in order, from raw text. Timeline17: as
many key days as journalists chose within the time that they cover, with their summaries.
"""

import datetime as dt
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from rich.table import Table

from bench.corpora import ROOT, read_jsonl, score, write_jsonl
from warehouse import published
from warehouse.published import Filter

_TIMELINES = ROOT / "data" / "timelines"
_SEMEVAL = ("apple", "airbus_boeing")
_T17 = ("egypt", "h1n1", "libya", "syria")
_NEW = 20  # documents that come to the others
_HELD_OUT = "libya"  # while the salience of days and the choice of sentences were tuned

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Refreshed:
    """A published file, with what it took to make it."""

    path: Path
    seconds: float
    megabytes: float  # most memory of one process until then


def tables(folder: Path) -> list[Table]:
    """The figures of both corpora; `folder` takes the data of the refreshes and the scorers' files."""
    return [_entities(folder / "semeval2015"), *_key_days(folder / "t17")]


def _refreshed(folder: Path, collections: Mapping[str, Sequence[Record]]) -> _Refreshed:
    """Refresh a data folder of its own, in which each collection is a source, to hold these documents."""
    lines = ["sources:"]
    for name, records in collections.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        write_jsonl(folder / name / "documents.jsonl", records)
        source = name.replace("_", "-")
        lines.append(f"  - {{name: {source}, kind: folder, location: {name}, collection: {name}}}")
    (folder / "sources.yaml").write_text("\n".join(lines), encoding="utf-8")
    data = folder / "data"
    command = [str(Path(sys.executable).with_name("dateline")), "refresh"]
    start = time.monotonic()
    subprocess.run(
        [*command, "--data", str(data), "--sources", str(folder / "sources.yaml")],
        check=True,
        capture_output=True,
    )
    seconds = time.monotonic() - start
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return _Refreshed(data / "timeline.duckdb", seconds, most)


def _entities(folder: Path) -> Table:
    """SemEval-2015 task 4: a row a corpus and one for both together."""
    home = _TIMELINES / "semeval2015"
    records = {name: read_jsonl(home / name / "documents.jsonl") for name in _SEMEVAL}
    refreshed = _refreshed(folder, records)
    result = Table("corpus", "P", "R", "F1", title="Timelines of entities (SemEval-2015 task 4, micro)")
    both = {side: folder / side for side in ("gold", "found")}
    for place in both.values():
        place.mkdir()
    for name in _SEMEVAL:
        texts = {record["id"]: record["text"] for record in records[name]}
        own = {"gold": home / name / "gold", "found": folder / f"found_{name}"}
        own["found"].mkdir()
        for line in (home / name / "entities.txt").read_text().splitlines():
            if target := line.strip():
                path = own["found"] / (re.sub(r"[^a-z0-9]+", "_", target.lower()) + ".txt")
                lines = _timeline(refreshed.path, name, target, texts)
                path.write_text("\n".join([target, *lines, ""]), encoding="utf-8")
        result.add_row(name, *_ordering(own["gold"], own["found"]))
        for side, place in own.items():
            for path in place.glob("*.txt"):
                (both[side] / path.name).symlink_to(path.resolve())
    result.add_row("both", *_ordering(both["gold"], both["found"]))
    return result


def _ordering(gold: Path, found: Path) -> list[str]:
    """Precision, recall and F1 as the scorer prints them."""
    command = [sys.executable, str(ROOT / "tools" / "score_event_ordering.py"), str(gold), str(found)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return printed.split()[1::2]


def _timeline(path: Path, collection: str, target: str, texts: Mapping[str, str]) -> list[str]:
    """The lines of a target's timeline: order, day, document-sentence-word."""
    words = target.split()
    # products are often named without their maker: the A380, the 787 Dreamliner
    names = [target, " ".join(words[1:])] if re.search(r"\d", " ".join(words[1:2])) else [target]
    rows = [row for name in names for row in published.entity_timeline(path, name, Filter(collection))]
    reports = _reports(path, collection)
    dated = {
        (day, mention)
        for row in rows
        if row["involvement"] != "named" and (day := _day(row)) is not None
        for mention in _mentions(row, reports, texts)
    }
    order = {day: number for number, day in enumerate(sorted({d for d, _ in dated}, key=_last), start=1)}
    return [
        f"{order[day]}\t{day}\t{mention}" for day, mention in sorted(dated, key=lambda e: (_last(e[0]), e))
    ]


def _reports(path: Path, collection: str) -> Mapping[str, list[tuple[str, int, str]]]:
    """Where the events and activities of a collection are told: document, offset, words; by their ids."""
    with duckdb.connect(path, read_only=True) as connection:
        rows = connection.execute(
            """
            select
                t.id,
                list((split_part(d.external_id, '#', 2), t.char_start, t.trigger))
            from (
                select event_id as id, document_id, char_start, trigger
                from event_mentions
                union all
                select activity_id, document_id, char_start, trigger
                from activities
            ) as t
            join documents as d using (document_id)
            where d.collection = ?
            group by t.id
            """,
            [collection],
        ).fetchall()
    return dict(rows)


def _mentions(
    row: Record, reports: Mapping[str, list[tuple[str, int, str]]], texts: Mapping[str, str]
) -> list[str]:
    """The mentions of an event or activity as document-sentence-word; a sentence is a line of the text."""
    return [
        f"{document}-{texts[document].count(chr(10), 0, start)}-{words.replace(' ', '_')}"
        for document, start, words in reports[row["event_id"] or row["activity_id"]]
    ]


def _day(row: Record) -> str | None:
    """A date in the task's form, unknown parts as XX; None for one that it has no form for.

    What a report tells without a date the task dates by the report.
    """
    first, last = row["date_earliest"], row["date_latest"]
    if row["date_basis"] == "publication" and first is None:
        return str(last)
    if first is None or last is None:
        return None
    if first == last:
        return str(first)
    edtf = str(row["date_edtf"])
    return (edtf + "-XX" * (2 - edtf.count("-"))) if re.fullmatch(r"\d{4}(-\d\d)?", edtf) else None


def _last(day: str) -> str:
    """What a day with unknown parts sorts by: after the days in it."""
    return day.replace("XX", "99")


def _key_days(folder: Path) -> list[Table]:
    """Timeline17: a row a topic, one for all ten timelines, and what the refresh took."""
    records = {topic: read_jsonl(_TIMELINES / "t17" / topic / "articles.jsonl.gz") for topic in _T17}
    last = _T17[-1]
    first = _refreshed(folder, {**records, last: records[last][:-_NEW]})
    again = _refreshed(folder, {**records, last: records[last][:-_NEW]})
    refreshed = _refreshed(folder, records)
    columns = ("topic", "timelines", "date F1", "ROUGE-1 P", "ROUGE-1 R", "ROUGE-1 F")
    result = Table(*columns, title="Key days and their summaries (Timeline17, aligned m:1)")
    pairs = {topic: _predictions(refreshed.path, topic) for topic in _T17}
    for topic in _T17:
        held_out = " (held out)" if topic == _HELD_OUT else ""
        result.add_row(f"{topic}{held_out}", *_summarisation(folder, pairs[topic]))
    result.add_row("all", *_summarisation(folder, [pair for topic in _T17 for pair in pairs[topic]]))
    whole = sum(map(len, records.values()))
    return [result, _costs({whole - _NEW: first, 0: again, _NEW: refreshed})]


def _costs(refreshes: Mapping[int, _Refreshed]) -> Table:
    """What refreshes took, by the number of documents that were new to them."""
    columns = ("new documents", "seconds", "documents a second", "most memory so far, MB", "file, MB")
    result = Table(*columns, title="Refresh")
    for documents, each in refreshes.items():
        rate = f"{documents / each.seconds:.2f}" if documents else ""
        size = f"{each.path.stat().st_size / 1e6:.1f}"
        result.add_row(str(documents), f"{each.seconds:.1f}", rate, f"{each.megabytes:,.0f}", size)
    return result


def _predictions(path: Path, topic: str) -> list[tuple[object, object]]:
    """For each reference timeline of a topic the days that the mart gives for its number and time, and it."""
    pairs: list[tuple[object, object]] = []
    for line in (_TIMELINES / "t17" / topic / "timelines.jsonl").read_text(encoding="utf-8").splitlines():
        reference = json.loads(line)
        days = sorted({dt.date.fromisoformat(entry["date"][:10]) for entry in reference})
        found = published.key_dates(path, len(days), Filter(topic, days[0], days[-1]))
        predicted = [
            {"date": str(row["day"]), "summaries": [sentence["text"] for sentence in row["sentences"]]}
            for row in found
        ]
        pairs.append((predicted, reference))
    return pairs


def _summarisation(folder: Path, pairs: Sequence[tuple[object, object]]) -> list[str]:
    predicted, references = folder / "predicted.jsonl", folder / "references.jsonl"
    for path, timelines in zip((predicted, references), zip(*pairs, strict=True), strict=True):
        path.write_text("".join(json.dumps(timeline) + "\n" for timeline in timelines), encoding="utf-8")
    average = score("score_timelines.py", predicted, references)["average"]
    rouge = average["align_m1_r1"]
    figures = (average["date"]["f_score"], rouge["precision"], rouge["recall"], rouge["f_score"])
    return [str(len(pairs)), *(f"{figure:.3f}" for figure in figures)]
