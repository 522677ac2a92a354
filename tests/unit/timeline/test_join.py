"""Which mentions are one event, and what the event says."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents import read_document
from dateline.engine import read_documents
from dateline.records import Document, EventMention
from dateline.temporal.edtf import edtf_of
from dateline.timeline.joining import Joined, join
from dateline.timeline.lineage import Lineage, lineage


def read(*texts: tuple[str, str], source: str = "s") -> tuple[list[EventMention], dict[str, Document]]:
    """The mentions of (publication day, text) pairs, each a document."""
    documents = [
        replace(
            read_document(text.encode(), "a.txt"),
            document_id=f"d{number}",
            source_id=f"{source}{number}",
            published_at=dt.date.fromisoformat(published),
        )
        for number, (published, text) in enumerate(texts)
    ]
    mentions = [mention for reading in read_documents(documents) for mention in reading.mentions]
    return mentions, {document.document_id: document for document in documents}


def groups(*texts: tuple[str, str]) -> list[int]:
    """How many mentions each event has, largest first."""
    joined = join(*read(*texts))
    return sorted((event.mention_count for event in joined.events), reverse=True)


INVADED = ("2022-02-25", "Russia invaded Ukraine on 24 February 2022.")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([INVADED, ("2022-03-01", "Ukraine was invaded by Russia on February 24.")], [2]),
        ([INVADED, ("2022-03-01", "Ukraine invaded Russia on February 24.")], [1, 1]),
        ([INVADED, ("2022-03-01", "Russia invaded Georgia on February 24.")], [1, 1]),
        ([INVADED, ("2022-03-01", "Russia did not invade Ukraine on February 24.")], [1, 1]),
        ([INVADED, ("2022-03-01", "Russia invaded Ukraine on February 25.")], [1, 1]),
        ([INVADED, ("2023-03-01", "Russia invaded Ukraine.")], [1, 1]),
        ([INVADED, ("2023-03-01", "Russia invaded Ukraine in 2022.")], [1, 1]),
        ([("2024-11-06", "Iran met Iraq on Monday. Iraq met Iran on Monday.")], [2]),
        ([("2024-11-06", "Gunmen attacked Syria on Monday. Syria condemned the attack.")], [2, 1]),
        ([("2024-11-06", "Chad attacked Sudan on Monday. Chad launched a second attack on Sudan.")], [1, 1]),
        ([("2024-11-06", "Chad attacked Sudan on Monday. Chad attacked Sudan on Tuesday.")], [1, 1]),
    ],
)
def test_what_is_joined(texts: Sequence[tuple[str, str]], expected: list[int]) -> None:
    assert groups(*texts) == expected


def test_the_joined_event_keeps_the_best_of_its_reports() -> None:
    mentions, documents = read(
        ("2022-03-01", "Last week Russia invaded Ukraine."),
        ("2022-02-26", "On Thursday Russia invaded Ukraine in the east, killing 40 soldiers."),
    )
    (event,) = [event for event in join(mentions, documents).events if event.mention_count == 2]
    assert (event.date.edtf, event.date.text) == ("2022-02-24", "Thursday")
    assert (event.actors, event.recipients) == (("Russia",), ("Ukraine",))
    assert (event.document_count, event.source_count) == (2, 2)
    assert (event.first_published, event.last_published) == (dt.date(2022, 2, 26), dt.date(2022, 3, 1))
    assert event.confidence > max(mention.confidence for mention in mentions)
    assert event.title == "Russia: invaded (Ukraine)"


def test_figures_that_differ_are_a_conflict_and_the_last_told_stands() -> None:
    mentions, documents = read(
        ("2022-02-25", "Russia attacked Ukraine on 24 February 2022, killing 40 soldiers."),
        ("2022-03-01", "Russia attacked Ukraine on 24 February 2022, killing 57 soldiers."),
    )
    events = [e for e in join(mentions, documents).events if e.quantities and e.document_count == 2]
    assert events
    for event in events:
        assert [q.value for q in event.quantities] == [57.0]
        assert event.conflicts == ("killed: 40 against 57",)


TEXTS = [
    INVADED,
    ("2022-03-01", "Ukraine was invaded by Russia on February 24."),
    ("2022-03-02", "Iran met Iraq on Monday. Chad attacked Sudan on Tuesday."),
    ("2022-03-03", "On Monday Iraq met Iran. Chad attacked Sudan."),
    ("2022-03-03", "Sudan was attacked by Chad on Tuesday, and Chad attacked Sudan again on Wednesday."),
]
MENTIONS, DOCUMENTS = read(*TEXTS)


@given(st.permutations(MENTIONS))
def test_the_order_of_mentions_never_matters(mentions: list[EventMention]) -> None:
    assert join(mentions, DOCUMENTS) == join(MENTIONS, DOCUMENTS)


@given(st.sets(st.sampled_from(sorted(DOCUMENTS))))
def test_every_mention_has_one_event_and_dates_stay_within_their_evidence(keys: set[str]) -> None:
    mentions = [mention for mention in MENTIONS if mention.document_id in keys]
    joined: Joined = join(mentions, DOCUMENTS)
    assert set(joined.event_of) == {mention.mention_id for mention in mentions}
    events = {event.event_id: event for event in joined.events}
    assert sum(event.mention_count for event in events.values()) == len(mentions)
    for mention in mentions:
        date = events[joined.event_of[mention.mention_id]].date
        if mention.date.earliest is not None and date.latest is not None:
            assert date.latest >= mention.date.earliest
        assert date.edtf == edtf_of(date.earliest, date.latest, date.qualifier)


def test_an_id_stays_when_later_reports_are_added() -> None:
    first = join(*read(INVADED)).events[0]
    more = join(*read(INVADED, ("2022-03-01", "Ukraine was invaded by Russia on February 24.")))
    assert [event.event_id for event in more.events] == [first.event_id]


@pytest.mark.parametrize(
    ("previous", "current", "expected"),
    [
        ({"a": "1"}, {"a": "1", "b": "1"}, []),
        ({"a": "1"}, {}, [Lineage("1", None, "retracted")]),
        ({"a": "1"}, {"a": "2"}, [Lineage("1", "2", "renamed")]),
        ({"a": "1", "b": "2"}, {"a": "1", "b": "1"}, [Lineage("2", "1", "merged")]),
        ({"a": "1", "b": "1"}, {"a": "1", "b": "2"}, [Lineage("1", "2", "split")]),
    ],
)
def test_lineage(previous: dict[str, str], current: dict[str, str], expected: list[Lineage]) -> None:
    assert lineage(previous, current) == expected
