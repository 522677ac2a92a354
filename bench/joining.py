"""Joining: topic documents with events joined by hand, and ECB+ (cross-document event coreference).

Gold mentions come with what their annotation says of them. ECB+ has words alone: there a mention is what the
engine reads at the word, and an untyped one where it reads nothing; documents have no dates, and stories are
found.
"""

import datetime as dt
import json
import runpy
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.table import Table

from bench.clusters import MEASURES, partition, scores
from bench.corpora import ROOT, read_jsonl
from dateline.engine import read_documents
from dateline.events.gazetteer import load_gazetteer
from dateline.extract import document_of, json_of
from dateline.language import load_pipeline
from dateline.records import (
    UNDATED,
    Document,
    Entity,
    EventMention,
    Participant,
    Place,
    Quantity,
    stable_id,
)
from dateline.timeline.joining import join

_DATED = ROOT / "data" / "events" / "dated"
_ECB = ROOT / "data" / "coref" / "ecbplus_train_dev.jsonl.gz"

Record = Mapping[str, Any]
Labels = dict[Hashable, Hashable]  # of mention ids


def tables(_: Path) -> list[Table]:
    """F1 of joining by corpus and mentions."""
    result = Table("corpus", "mentions", "number", *MEASURES, title="Joining (F1)")
    gold, own = _topic_documents()
    _add(result, "topic documents", "gold", *gold)
    _add(result, "topic documents", "the engine's", *own)
    for split in ("train", "dev"):
        _add(result, f"ECB+ {split}", "gold", *_ecb([r for r in read_jsonl(_ECB) if r["split"] == split]))
    return [result]


def _add(table: Table, corpus: str, mentions: str, gold: Labels, found: Labels) -> None:
    figures = scores(partition(gold), partition(found))
    table.add_row(corpus, mentions, str(len(gold)), *(f"{figures[name]:.1f}" for name in MEASURES))


def _found(mentions: Sequence[EventMention], documents: Iterable[Document]) -> Labels:
    return dict(join(mentions, {document.document_id: document for document in documents}).event_of)


def _topic_documents() -> tuple[tuple[Labels, Labels], tuple[Labels, Labels]]:
    """Gold and found labels of the gold mentions, and of those of the engine that meet a gold event."""
    clusters = json.loads((_DATED / "clusters.json").read_text(encoding="utf-8"))
    cluster_of = {(m["doc"], m["event"]): c["id"] for c in clusters for m in c["members"]}
    records = [r for r in read_jsonl(_DATED / "documents.jsonl") if r["id"] in {d for d, _ in cluster_of}]
    documents = [document_of(record) for record in records]
    gold: Labels = {}
    own: Labels = {}
    mentions = []
    readings = list(read_documents(documents))
    meet = runpy.run_path(str(ROOT / "tools" / "score_events.py"))["meet"]
    for document, reading in zip(documents, readings, strict=True):
        path = _DATED / "gold" / f"{document.document_id}.gold.json"
        events = json.loads(path.read_text(encoding="utf-8"))["events"]
        for event in events:
            told = list(_annotated(document, event))
            mentions += told
            gold |= {m.mention_id: cluster_of[document.document_id, event["id"]] for m in told}
        met = meet(events, json_of(document, reading)["mentions"])
        own |= {
            reading.mentions[number].mention_id: cluster_of[document.document_id, event]
            for number, event in met.items()
        }
    read = _found([m for reading in readings for m in reading.mentions], documents)
    return (gold, _found(mentions, documents)), (own, {mention: read[mention] for mention in own})


def _annotated(document: Document, event: Record) -> Iterator[EventMention]:
    """The mentions of an annotated event."""
    date = event["date"]
    for told in event["mentions"]:
        sentence = document.text.find(told["sentence"])
        start = sentence if 0 <= sentence <= told["start"] else told["start"]
        yield EventMention(
            mention_id=stable_id("m", document.document_id, event["id"], str(told["start"])),
            document_id=document.document_id,
            char_start=told["start"],
            char_end=told["end"],
            trigger=told["trigger"],
            sentence_start=start,
            sentence_end=start + len(told["sentence"]),
            sentence=told["sentence"],
            event_type=event["type"],
            event_mode=None,
            realis=event["realis"],
            date=replace(
                UNDATED,
                edtf=date["edtf"],
                earliest=_day(date["earliest"]),
                latest=_day(date["latest"]),
                basis="none" if date["basis"] == "none" else "explicit",
                confidence=0.9,
            ),
            place=Place(event["place"], event["place"], event["place_iso3"], "region", None, None)
            if event["place"]
            else None,
            quantities=tuple(
                Quantity(q["kind"], *[q.get("value")] * 3, None, q["text"]) for q in event["quantities"]
            ),
            participants=tuple(
                Participant(role, 0, 0, entity.name, entity)
                for role, names, codes in (
                    ("actor", event["actors"], event["actor_iso3"]),
                    ("recipient", event["recipients"], event["recipient_iso3"]),
                )
                for entity in _entities(names, codes)
            ),
            confidence=0.9,
            found_by="codebook",
            codebook_version="",
            engine_version="",
        )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _entities(names: Sequence[str], codes: Sequence[str]) -> Iterator[Entity]:
    """The countries that an annotation gives, and those named that have none."""
    for code in codes:
        yield Entity(code, code, "country", code, None, ())
    for name in names:
        words = [token for token in load_pipeline()(name) if not token.is_space]
        known = load_gazetteer().participants_in([w.text for w in words], [w.pos_ for w in words])
        if not any(each.entity.iso3 in codes for each in known):
            yield Entity(name, name, "organisation", None, None, ())


def _ecb(records: Sequence[Record]) -> tuple[Labels, Labels]:
    documents = [document_of({"id": record["id"], "text": record["text"]}) for record in records]
    gold: Labels = {}
    mentions = []
    for record, document, reading in zip(records, documents, read_documents(documents), strict=True):
        for annotated, mention in _words(record, document, reading.mentions):
            mentions.append(mention)
            gold[mention.mention_id] = annotated["cluster"]
    return gold, _found(mentions, documents)


def _words(
    record: Record, document: Document, read: Sequence[EventMention]
) -> Iterator[tuple[Record, EventMention]]:
    """Every annotated mention with what the engine reads at its first word."""
    starts = {}
    offset = 0
    for sentence in record["sentences"]:
        words = sentence["tokens"]
        places = [offset + sum(len(word) + 1 for word in words[:number]) for number in range(len(words))]
        starts[sentence["sent"]] = (offset, places, words)
        offset += len(" ".join(words)) + 1
    for number, annotated in enumerate(record["event_mentions"]):
        begin, places, words = starts[annotated["sent"]]
        first, last = min(annotated["tokens"]), max(annotated["tokens"])
        start, end = places[first], places[last] + len(words[last])
        told = [m for m in read if m.char_start < end and start < m.char_end]
        sentence = " ".join(words)
        plain = EventMention(
            mention_id="",
            document_id=document.document_id,
            char_start=start,
            char_end=end,
            trigger=annotated["text"],
            sentence_start=begin,
            sentence_end=begin + len(sentence),
            sentence=sentence,
            event_type="OTHER",
            event_mode=None,
            realis="asserted",
            date=UNDATED,
            place=None,
            quantities=(),
            participants=(),
            confidence=0.5,
            found_by="codebook",
            codebook_version="",
            engine_version="",
        )
        mention = replace(told[0], trigger=annotated["text"]) if told else plain
        yield annotated, replace(mention, mention_id=f"{document.document_id} {number}")
