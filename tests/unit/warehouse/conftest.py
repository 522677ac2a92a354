"""A small hand-made store: three sources in two collections, seven documents, six events."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pytest

from dateline.records import (
    UNDATED,
    Activity,
    Document,
    Entity,
    Event,
    EventMention,
    Participant,
    Period,
    Place,
    Quantity,
    ResolvedDate,
    Role,
    Source,
    StorySummary,
    Summary,
    SummarySentence,
    TimeExpression,
    arrow_table,
)
from warehouse.documents import upsert_documents
from warehouse.events import replace_events
from warehouse.marts import run_marts
from warehouse.mentions import replace_activities, replace_mentions
from warehouse.near_duplicates import mark_duplicates
from warehouse.store import open_store, replace_table, transaction

KOREA = Entity("north_korea", "North Korea", "country", "PRK", "GOV", ("DPRK",))
JAPAN = Entity("japan", "Japan", "country", "JPN", None, ())

SOURCES = [
    Source("ministry", "folder", "ministry", "harbours", None, "F", "en"),
    Source("post", "feed", "https://post.example/feed", "pacific", "The Post", "B", "en"),
    Source("wire", "folder", "wire", "pacific", "Wire Agency", "A", "en"),
]


def day(year: int, month: int, number: int) -> dt.date:
    return dt.date(year, month, number)


def make_document(document_id: str, source_id: str = "wire", text: str = "", **changes: object) -> Document:
    document = Document(
        document_id=document_id,
        source_id=source_id,
        external_id=f"{document_id}.txt",
        collection="pacific",
        url=f"https://{source_id}.example/{document_id}",
        title=f"Title of {document_id}",
        authors=("A. Writer",),
        publisher=None,
        language="en",
        published_at=day(2024, 11, 6),
        published_basis="sidecar",
        published_confidence=1.0,
        fetched_at=dt.datetime(2024, 11, 8, 2, tzinfo=dt.UTC),
        content_sha256=f"sha of {document_id}",
        revision=1,
        duplicate_of=None,
        text=text,
        status="read",
        error=None,
    )
    return replace(document, **changes)  # type: ignore[arg-type]


WEEK_TEXT = (
    "A blast 🚀 café. North Korea tested a missile last week. Envoys of Japan will meet in Seoul in December."
)

DOCUMENTS = [
    make_document("d_wire_1", text=WEEK_TEXT),
    make_document("d_wire_2", text="", status="failed", error="no text in the PDF", published_at=None),
    make_document(
        "d_post_1",
        "post",
        "North Korea tested a missile on 31 October. The minister resigned. Somebody spoke on 1 November. "
        "Chad thanked Japan.",
        published_at=day(2024, 11, 7),
    ),
    make_document("d_post_2", "post", WEEK_TEXT, published_at=day(2024, 11, 8)),
    make_document("d_post_3", "post", "Yesterday a bridge collapsed.", published_at=None),
    make_document("d_post_4", "post", "An old page.", status="removed"),
    make_document(
        "d_port_1",
        "ministry",
        "North Korea tested a missile on 31 October 2024. Troops guard the port since June 2024.",
        collection="harbours",
        publisher="Harbour Office",
        url=None,
    ),
]

TEXTS = {document.document_id: document.text for document in DOCUMENTS}


def make_date(edtf: str, earliest: dt.date | None, latest: dt.date | None, text: str) -> ResolvedDate:
    return replace(
        UNDATED,
        edtf=edtf,
        earliest=earliest,
        latest=latest,
        granularity="day" if earliest == latest else "days",
        basis="explicit",
        text=text,
        anchor=day(2024, 11, 6),
        rule="a rule",
        confidence=0.9,
    )


LAST_WEEK = make_date("2024-10-28/2024-11-03", day(2024, 10, 28), day(2024, 11, 3), "last week")
TEST_DAY = make_date("2024-10-31", day(2024, 10, 31), day(2024, 10, 31), "31 October")
SPEECH_DAY = make_date("2024-11-01", day(2024, 11, 1), day(2024, 11, 1), "1 November")
DECEMBER = make_date("2024-12", day(2024, 12, 1), day(2024, 12, 31), "in December")
SINCE_JUNE = replace(make_date("2024-06/..", day(2024, 6, 1), None, "since June 2024"), extent="spans")
YESTERDAY = replace(UNDATED, text="Yesterday")

SEOUL = Place("Seoul", "Seoul", "KOR", "city", 37.57, 126.98)
INJURED = Quantity("injured", 12.0, 12.0, 12.0, None, "12")
HURT = Quantity("injured", 9.0, 9.0, 9.0, None, "nine")


def make_mention(
    mention_id: str,
    document_id: str,
    trigger: str,
    event_type: str,
    date: ResolvedDate,
    cast: Sequence[tuple[Role, str, Entity]] = (),
    **changes: object,
) -> EventMention:
    """A mention whose offsets are found in the document's text; its sentence ends with the next full stop."""
    text = TEXTS[document_id]
    start = text.index(trigger)
    sentence_start = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    sentence_end = text.index(".", start) + 1
    mention = EventMention(
        mention_id=mention_id,
        document_id=document_id,
        char_start=start,
        char_end=start + len(trigger),
        trigger=trigger,
        sentence_start=sentence_start,
        sentence_end=sentence_end,
        sentence=text[sentence_start:sentence_end],
        event_type=event_type,
        event_mode=None,
        realis="asserted",
        date=date,
        place=None,
        quantities=(),
        participants=tuple(
            Participant(role, text.index(words), text.index(words) + len(words), words, entity)
            for role, words, entity in cast
        ),
        confidence=0.8,
        found_by="codebook",
        codebook_version="1",
        engine_version="1",
        date_sentence_start=None if date.text is None else sentence_start,
        date_sentence_end=None if date.text is None else sentence_end,
    )
    return replace(mention, **changes)  # type: ignore[arg-type]


BY_KOREA: list[tuple[Role, str, Entity]] = [("actor", "North Korea", KOREA)]

MENTIONS = [
    make_mention("m_port_test", "d_port_1", "tested", "MOBILIZE", TEST_DAY, BY_KOREA, event_mode="weapons"),
    make_mention(
        "m_port_troops", "d_port_1", "guard", "MOBILIZE", SINCE_JUNE, event_mode="troops", quantities=(HURT,)
    ),
    make_mention("m_post_test", "d_post_1", "tested", "MOBILIZE", TEST_DAY, BY_KOREA, event_mode="weapons"),
    make_mention("m_post_resign", "d_post_1", "resigned", "LEADERSHIP", UNDATED),
    make_mention("m_post_spoke", "d_post_1", "spoke", "STATEMENT", SPEECH_DAY),
    make_mention("m_bridge", "d_post_3", "collapsed", "DISASTER", YESTERDAY),
    make_mention("m_wire_test", "d_wire_1", "tested", "MOBILIZE", LAST_WEEK, BY_KOREA, event_mode="weapons"),
    make_mention(
        "m_wire_meet",
        "d_wire_1",
        "meet",
        "CONSULT",
        DECEMBER,
        [("actor", "Japan", JAPAN), ("recipient", "North Korea", KOREA)],
        realis="planned",
        place=SEOUL,
    ),
]


def make_event(event_id: str, title: str, mention: EventMention, **changes: object) -> Event:
    """An event that is what one of its mentions says."""
    cast = [(each.role, each.entity.name) for each in mention.participants]
    event = Event(
        event_id=event_id,
        event_type=mention.event_type,
        event_mode=mention.event_mode,
        title=title,
        date=mention.date,
        place=mention.place,
        realis=mention.realis,
        actors=tuple(name for role, name in cast if role == "actor"),
        recipients=tuple(name for role, name in cast if role == "recipient"),
        quantities=mention.quantities,
        mention_count=1,
        document_count=1,
        source_count=1,
        first_published=day(2024, 11, 6),
        last_published=day(2024, 11, 6),
        confidence=mention.confidence,
        conflicts=(),
    )
    return replace(event, **changes)  # type: ignore[arg-type]


BY_ID = {mention.mention_id: mention for mention in MENTIONS}

EVENTS = [
    make_event("e_bridge", "a bridge collapsed", BY_ID["m_bridge"]),
    make_event("e_meet", "Japan to meet North Korea", BY_ID["m_wire_meet"]),
    make_event("e_resign", "the minister resigned", BY_ID["m_post_resign"]),
    make_event("e_spoke", "somebody spoke", BY_ID["m_post_spoke"]),
    make_event(
        "e_test",
        "North Korea tests a missile",
        BY_ID["m_post_test"],
        mention_count=3,
        document_count=3,
        source_count=3,
        confidence=0.95,
        conflicts=("date: 2024-10-31 against 2024-10-28/2024-11-03",),
    ),
    make_event(
        "e_troops", "troops guard the port", BY_ID["m_port_troops"], confidence=0.6, quantities=(INJURED,)
    ),
]

MEMBERSHIP = {
    "m_bridge": "e_bridge",
    "m_wire_meet": "e_meet",
    "m_post_resign": "e_resign",
    "m_post_spoke": "e_spoke",
    "m_post_test": "e_test",
    "m_wire_test": "e_test",
    "m_port_test": "e_test",
    "m_port_troops": "e_troops",
}

CHAD = Entity("chad", "Chad", "country", "TCD", None, ())
BY_PUBLICATION = replace(
    make_date("../2024-11-07", None, day(2024, 11, 7), ""), granularity="open", basis="publication", text=None
)


def make_activity(
    activity_id: str, document_id: str, trigger: str, cast: Sequence[tuple[Role, str, Entity]]
) -> Activity:
    """An activity told as past on the day of its document."""
    mention = make_mention(activity_id, document_id, trigger, "", BY_PUBLICATION, cast)
    return Activity(
        activity_id=activity_id,
        document_id=document_id,
        char_start=mention.char_start,
        char_end=mention.char_end,
        trigger=trigger,
        sentence_start=mention.sentence_start,
        sentence_end=mention.sentence_end,
        sentence=mention.sentence,
        realis="asserted",
        date=BY_PUBLICATION,
        participants=mention.participants,
    )


# The test is told by an event too: only the thanks stay an activity in the timelines of entities.
ACTIVITIES = [
    make_activity("a_tested", "d_post_1", "tested", BY_KOREA),
    make_activity(
        "a_thanked", "d_post_1", "thanked", [("actor", "Chad", CHAD), ("recipient", "Japan", JAPAN)]
    ),
]


def summary(
    collection: str, period: Period, first: dt.date, last: dt.date, salience: float, *told: EventMention
) -> Summary:
    """A summary of the sentences of mentions."""
    sentences = tuple(
        SummarySentence(m.document_id, m.sentence_start, m.sentence_end, m.sentence, True) for m in told
    )
    return Summary(collection, period, first, last, salience, sentences)


PORT_TEST, POST_TEST, POST_SPOKE = (BY_ID[f"m_{name}"] for name in ("port_test", "post_test", "post_spoke"))
OCTOBER = (day(2024, 10, 1), day(2024, 10, 31))

SUMMARIES = [
    summary("harbours", "day", day(2024, 10, 31), day(2024, 10, 31), 0.0, PORT_TEST),
    summary("pacific", "day", day(2024, 10, 31), day(2024, 10, 31), 2.5, POST_TEST),
    summary("pacific", "day", day(2024, 11, 1), day(2024, 11, 1), 4.0, POST_SPOKE),
    summary("pacific", "month", *OCTOBER, 2.5, POST_TEST),
]

STORY_OF = {"d_wire_1": "s_test", "d_post_1": "s_test", "d_post_3": "s_bridge", "d_port_1": "s_port"}


def story_summary(collection: str, story_id: str, *told: EventMention) -> StorySummary:
    """A story in the sentences of mentions."""
    return StorySummary(collection, story_id, summary(collection, "day", *OCTOBER, 0, *told).sentences)


STORY_SUMMARIES = [
    story_summary("harbours", "s_port", PORT_TEST),
    story_summary("pacific", "s_test", BY_ID["m_wire_meet"], POST_TEST),
]

EXPRESSIONS = [
    TimeExpression(
        mention.document_id,
        TEXTS[mention.document_id].index(mention.date.text),
        TEXTS[mention.document_id].index(mention.date.text) + len(mention.date.text),
        mention.date.text,
        "DATE",
        "2024",
        None,
        mention.date,
    )
    for mention in MENTIONS
    if mention.date.text is not None
]


@dataclass(frozen=True)
class World:
    """The records of the small store."""

    sources: Sequence[Source]
    documents: Sequence[Document]
    expressions: Sequence[TimeExpression]
    mentions: Sequence[EventMention]
    activities: Sequence[Activity]
    summaries: Sequence[Summary]
    story_summaries: Sequence[StorySummary]
    story_of: dict[str, str]
    events: Sequence[Event]
    membership: dict[str, str]


def load(connection: duckdb.DuckDBPyConnection, world: World) -> None:
    """Load the world as a refresh does, and build the marts."""
    ids = [document.document_id for document in world.documents]
    with transaction(connection):
        replace_table(connection, "sources", arrow_table(Source, world.sources))
        upsert_documents(connection, arrow_table(Document, world.documents))
        mark_duplicates(connection)
        replace_table(connection, "time_expressions", arrow_table(TimeExpression, world.expressions))
        replace_mentions(connection, ids, world.mentions)
        replace_activities(connection, ids, world.activities)
        replace_table(connection, "summaries", arrow_table(Summary, world.summaries))
        replace_table(connection, "story_summaries", arrow_table(StorySummary, world.story_summaries))
        connection.executemany("insert into story_documents values (?, ?)", list(world.story_of.items()))
        replace_events(connection, world.events, world.membership)
        connection.execute(
            """
            insert into extractions
            select document_id, 'hash of its text', '1', '1', null
            from current_documents
            """
        )
        connection.execute("""
            insert into source_status values
                ('post', 'HTTP 503', 4, 4, 0, 0, 0, 0, '2024-11-07 02:00:00+00', null, null, 1, 2.5)
            """)
        connection.execute("insert into event_lineage values ('e_old', 'e_test', 'merged')")
        connection.execute("insert into refreshes values (1, '2024-11-08 02:00:00+00', 'of the small store')")
        connection.execute(
            """
            insert into event_changes by name
            select
                1 as refresh,
                'e_test' as event_id,
                'moved' as change,
                ['pacific'] as collections,
                [] as corrections,
                '2024-10-28/2024-11-03' as edtf_before,
                '2024-10-31' as edtf_after
            """
        )
        run_marts(connection)


@pytest.fixture
def world() -> World:
    return World(
        SOURCES,
        DOCUMENTS,
        EXPRESSIONS,
        MENTIONS,
        ACTIVITIES,
        SUMMARIES,
        STORY_SUMMARIES,
        STORY_OF,
        EVENTS,
        MEMBERSHIP,
    )


@pytest.fixture
def load_world() -> Callable[[duckdb.DuckDBPyConnection, World], None]:
    return load


@pytest.fixture
def new_document() -> Callable[..., Document]:
    return make_document


@pytest.fixture
def store(tmp_path: Path, world: World) -> Iterator[duckdb.DuckDBPyConnection]:
    """An open store that holds the small world with its marts."""
    with open_store(tmp_path / "working.duckdb") as connection:
        load(connection, world)
        yield connection


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_store(tmp_path / "working.duckdb") as connection:
        yield connection
