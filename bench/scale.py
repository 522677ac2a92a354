"""Joining and marts as the store grows: a first refresh, one with nothing new, one with twenty documents.

Synthetic sources report occurrences over some years; most are told by several documents, dated to the day, to
the week, or not at all. `python -m bench.scale 10000 100000 1000000` gives the sizes.
"""

import datetime as dt
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

from dateline.records import UNDATED, Document, Entity, EventMention, Participant, Source, arrow_table
from dateline.temporal.edtf import edtf_of
from pipelines.steps.link import link
from warehouse.documents import upsert_documents
from warehouse.marts import run_marts
from warehouse.mentions import replace_mentions
from warehouse.store import open_store, replace_table, transaction

_SIZES = (10_000, 100_000, 1_000_000)
_MENTIONS = 10  # a document
_NEW_DOCUMENTS = 20
_REPORTS = 4  # an occurrence, on average
_PER_DAY = 25  # occurrences
_START = dt.date(2000, 1, 1)
_NOW = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
_TYPES = {
    "ASSAULT": ("attacked", "bombed", "killed"),
    "CONSULT": ("met", "visited", "talked"),
    "COERCE": ("arrested", "detained"),
    "PROTEST": ("protested", "rallied"),
    "AGREE": ("agreed", "signed"),
}
_COUNTRIES = [Entity(f"c{n}", f"Country {n}", "country", f"X{n:02}", "GOV", ()) for n in range(60)]


@dataclass(frozen=True, slots=True)
class _Occurrence:
    day: dt.date
    event_type: str
    actor: Entity
    recipient: Entity
    subject: str  # words that its reports share


def tables(folder: Path, sizes: Sequence[int] = _SIZES) -> list[Table]:
    """Seconds by number of mentions."""
    result = Table(
        "mentions",
        "first",
        "nothing new",
        f"{_NEW_DOCUMENTS} documents",
        "marts",
        "events",
        "file, MB",
        "peak, MB",
        title="Scale: joining and marts, seconds",
    )
    for size in sizes:
        result.add_row(f"{size:,}", *_figures(folder / f"{size}.duckdb", size))
    return [result]


def _figures(path: Path, size: int) -> Iterator[str]:
    rng = random.Random(1)
    count = size // _MENTIONS
    world = _world(rng, size // _REPORTS)
    with open_store(path) as connection:
        replace_table(connection, "sources", arrow_table(Source, _SOURCES))
        for start in range(0, count, 1000):
            _load(connection, rng, world, start, min(start + 1000, count), count)
        yield f"{_timed(connection):.1f}"
        yield f"{_timed(connection):.2f}"
        _load(connection, rng, world, count, count + _NEW_DOCUMENTS, count)
        yield f"{_timed(connection):.1f}"
        start_time = time.perf_counter()
        with transaction(connection):
            rows = run_marts(connection)
        yield f"{time.perf_counter() - start_time:.1f}"
        yield f"{rows['event_evidence']:,}"
    yield f"{path.stat().st_size / 1e6:,.0f}"
    yield f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f}"


_SOURCES = [Source(f"s{n}", "folder", ".", f"topic-{n % 4}", f"Paper {n}", "B", "en") for n in range(20)]


def _timed(connection: duckdb.DuckDBPyConnection) -> float:
    start = time.perf_counter()
    link(connection, (), _NOW)
    return time.perf_counter() - start


def _world(rng: random.Random, count: int) -> list[_Occurrence]:
    """Occurrences in order of their days."""
    types = sorted(_TYPES)
    return [
        _Occurrence(
            _START + dt.timedelta(days=number // _PER_DAY),
            rng.choice(types),
            *rng.sample(_COUNTRIES, 2),
            f"Matter{rng.randrange(10_000)} thing{rng.randrange(10_000)}",
        )
        for number in range(max(count, 1))
    ]


def _load(
    connection: duckdb.DuckDBPyConnection,
    rng: random.Random,
    world: Sequence[_Occurrence],
    start: int,
    stop: int,
    total: int,
) -> None:
    documents: list[Document] = []
    mentions: list[EventMention] = []
    for number in range(start, stop):
        around = number * len(world) // (total + _NEW_DOCUMENTS)
        told = [
            world[min(max(around + rng.randrange(-2 * _PER_DAY, 1), 0), len(world) - 1)]
            for _ in range(_MENTIONS)
        ]
        document, found = _document(rng, f"d{number:07}", told)
        documents.append(document)
        mentions += found
    with transaction(connection):
        upsert_documents(connection, arrow_table(Document, documents))
        replace_mentions(connection, [document.document_id for document in documents], mentions)


def _document(
    rng: random.Random, document_id: str, told: Sequence[_Occurrence]
) -> tuple[Document, list[EventMention]]:
    source = rng.choice(_SOURCES)
    published = max(occurrence.day for occurrence in told) + dt.timedelta(days=1)
    text = ""
    mentions = []
    for number, occurrence in enumerate(told):
        word = rng.choice(_TYPES[occurrence.event_type])
        start = len(text)
        sentence = f"{occurrence.actor.name} {word} {occurrence.recipient.name} over {occurrence.subject}."
        text += f"{sentence} "
        mentions.append(
            _mention(rng, f"m_{document_id}_{number}", document_id, start, word, sentence, occurrence)
        )
    document = Document(
        document_id=document_id,
        source_id=source.source_id,
        external_id=document_id,
        collection=source.collection,
        url=None,
        title=text[:60],
        authors=(),
        publisher=source.publisher,
        language="en",
        published_at=published,
        published_basis="record",
        published_confidence=1.0,
        fetched_at=None,
        content_sha256=document_id,
        revision=1,
        duplicate_of=None,
        text=text,
        status="read",
        error=None,
    )
    return document, mentions


def _mention(
    rng: random.Random,
    mention_id: str,
    document_id: str,
    start: int,
    word: str,
    sentence: str,
    occurrence: _Occurrence,
) -> EventMention:
    """A report of an occurrence: dated to the day, to the week, or not at all."""
    monday = occurrence.day - dt.timedelta(days=occurrence.day.weekday())
    kind = rng.random()
    first, last = (occurrence.day, occurrence.day) if kind < 0.6 else (monday, monday + dt.timedelta(days=6))
    date = replace(
        UNDATED,
        edtf=edtf_of(first, last),
        earliest=first,
        latest=last,
        granularity="day" if first == last else "week",
        basis="explicit",
        confidence=0.9,
    )
    trigger = start + len(occurrence.actor.name) + 1
    return EventMention(
        mention_id=mention_id,
        document_id=document_id,
        char_start=trigger,
        char_end=trigger + len(word),
        trigger=word,
        sentence_start=start,
        sentence_end=start + len(sentence),
        sentence=sentence,
        event_type=occurrence.event_type,
        event_mode=None,
        realis="asserted",
        date=date if kind < 0.85 else UNDATED,
        place=None,
        quantities=(),
        participants=(
            Participant("actor", start, trigger - 1, occurrence.actor.name, occurrence.actor),
            Participant("recipient", start, trigger - 1, occurrence.actor.name, occurrence.recipient),
        ),
        confidence=0.8,
        found_by="codebook",
        codebook_version="1",
        engine_version="1",
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for table in tables(Path(scratch), [int(size) for size in sys.argv[1:]] or _SIZES):
            Console(width=140).print(table)
