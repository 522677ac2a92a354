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
        ([("2024-11-06", "A raid\n\nGunmen attacked the harbour of Lessa on Monday.")], [2]),
        ([("2024-11-06", "Bloodshed at Lessa\n\nOn Monday gunmen stormed a depot of the army.")], [2]),
        ([("2024-11-06", "A meeting\n\nGunmen attacked the harbour of Lessa on Monday.")], [1, 1]),
    ],
)
def test_what_is_joined(texts: Sequence[tuple[str, str]], expected: list[int]) -> None:
    assert groups(*texts) == expected


def test_the_joined_event_keeps_the_best_of_its_reports() -> None:
    mentions, documents = read(
        ("2022-03-01", "Last week Russia invaded Ukraine."),
        ("2022-02-26", "On Thursday Russia invaded Ukraine in the east, killing 40 soldiers."),
    )
    (event,) = join(mentions, documents).events
    assert (event.date.edtf, event.date.text) == ("2022-02-24", "Thursday")
    assert (event.actors, event.recipients) == (("Russia",), ("Ukraine", "soldiers"))
    assert (event.document_count, event.source_count) == (2, 2)
    assert (event.first_published, event.last_published) == (dt.date(2022, 2, 26), dt.date(2022, 3, 1))
    assert event.confidence > max(mention.confidence for mention in mentions)
    assert event.title == "Russia: invaded (Ukraine, soldiers)"


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


TESTED = ("2024-11-06", "North Korea tested a missile on Monday, officials said.")
RAIDED = ("2024-11-06", "Gunmen attacked a village near Homs on Monday, killing 12 people.")


@pytest.mark.parametrize(
    "text",
    [
        "North Korea tested a missile on Tuesday, not on Monday as previously reported.",
        "North Korea tested a missile on Tuesday. Earlier reports said the test was on Monday.",
        "This story has been corrected to show that North Korea tested a missile on Tuesday, not Monday.",
    ],
)
def test_a_date_that_a_later_report_corrects_gives_way_and_stays_a_conflict(text: str) -> None:
    laggard = ("2024-11-08", "Officials said that North Korea tested a missile on Monday.")
    corrected = ("2024-11-07", text)
    for texts in ([TESTED, corrected], [TESTED, corrected, laggard]):
        (event,) = join(*read(*texts)).events
        assert (event.date.edtf, event.date.text, event.date.basis) == (
            *("2024-11-05", "Tuesday"),
            "relative_to_publication",
        )
        assert event.conflicts == ("date: 2024-11-05 against 2024-11-04",)


@pytest.mark.parametrize(
    "notice",
    [
        "(Corrects date to Tuesday in paragraph 3)",
        "An earlier version of this article misstated the date of the test.",
        "An earlier version of this article misstated the date of the minister's birth.",
    ],
)
def test_a_notice_that_does_not_say_which_date_was_wrong_joins_nothing(notice: str) -> None:
    told = f"{notice} North Korea tested a missile on Tuesday, officials said."
    days = sorted(event.date.edtf or "" for event in join(*read(TESTED, ("2024-11-07", told))).events)
    assert days == ["2024-11-04", "2024-11-05"]


@pytest.mark.parametrize(
    ("notice", "text"),
    [("", "31 October 2024"), (" This story misstated the date of the test.", "last Thursday")],
)
def test_a_notice_that_does_not_say_which_date_was_wrong_ranks_the_dates_of_an_event(
    notice: str, text: str
) -> None:
    explicit = ("2024-11-06", "North Korea tested a missile on 31 October 2024, officials said.")
    told = f"North Korea tested a missile last Thursday, officials said.{notice}"
    (event,) = join(*read(explicit, ("2024-11-07", told))).events
    assert (event.date.edtf, event.date.text) == ("2024-10-31", text)


def test_a_correction_reaches_other_stories_where_it_says_what_was_wrong() -> None:
    far = "The valley in the south of Peru is wide and green, and Lima is a large town. "
    told = "North Korea tested a missile on Tuesday, not on Monday as previously reported."
    (event,) = join(*read(TESTED, ("2024-11-07", far * 9 + told))).events
    assert (event.date.edtf, event.document_count) == ("2024-11-05", 2)
    note = "North Korea tested a missile on Tuesday. This article misstated the date."
    assert len(join(*read(TESTED, ("2024-11-07", far * 9 + note))).events) == 2


def test_the_last_correction_of_a_date_stands() -> None:
    again = [
        ("2024-11-07", "North Korea tested a missile on Tuesday, not on Monday as previously reported."),
        ("2024-11-08", "North Korea tested a missile on Sunday, not on Tuesday as previously reported."),
    ]
    (event,) = join(*read(TESTED, *again)).events
    assert event.date.edtf == "2024-11-03"
    assert event.conflicts == ("date: 2024-11-03 against 2024-11-04", "date: 2024-11-03 against 2024-11-05")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a village near Homs on Monday. The death toll was revised from 12 to 9.",
        "The death toll from the attack near Homs on Monday was revised to nine from 12.",
        "Monday's attack near Homs killed nine people, not 12 as previously reported.",
    ],
)
def test_a_figure_that_a_later_report_corrects_gives_way_and_stays_a_conflict(text: str) -> None:
    (event,) = join(*read(RAIDED, ("2024-11-07", text))).events
    assert [(figure.kind, figure.value) for figure in event.quantities] == [("killed", 9.0)]
    assert event.conflicts[0].startswith("killed: 12 against ")


@pytest.mark.parametrize(
    ("texts", "day", "figure", "conflicts"),
    [
        (
            [
                ("2024-05-06", "A bus plunged off a bridge near Cusco on Saturday, killing 31 people."),
                ("2024-05-07", "We misstated the toll of Saturday's bus plunge. Nine were killed, not 31."),
            ],
            "2024-05-04",
            ("killed", 9.0),
            ("killed: 31 against Nine", "killed: 31 retracted"),
        ),
        (
            [
                ("2024-05-06", "A ferry sank off Iquique on Friday, killing 8 people, the navy said."),
                ("2024-05-07", "The ferry sank off Iquique on Thursday, not Friday, in a corrected report."),
            ],
            "2024-05-02",
            ("killed", 8.0),
            ("date: 2024-05-02 against 2024-05-03",),
        ),
        (
            [
                ("2025-03-11", "Police clashed with dockers at Kallo on Tuesday, injuring 14 people."),
                ("2025-03-12", "11 people were injured at Kallo on Tuesday, not 14 as previously reported."),
            ],
            "2025-03-11",
            ("injured", 11.0),
            ("injured: 14 against 11", "injured: 14 retracted"),
        ),
        (
            [
                (
                    "2025-03-12",
                    "Tuesday's bombing of a market in Jalalabad killed 12 people, officials said.",
                ),
                ("2025-03-13", "The toll of Tuesday's bombing of a market in Jalalabad rose to 19."),
                ("2025-03-14", "The toll of Tuesday's bombing in Jalalabad stands at 27, officials said."),
            ],
            "2025-03-11",
            ("killed", 27.0),
            ("killed: 12 against 19 against 27",),
        ),
    ],
)
def test_what_is_corrected_or_rises_stands_in_the_event_of_its_day(
    texts: list[tuple[str, str]], day: str, figure: tuple[str, float], conflicts: tuple[str, ...]
) -> None:
    events = join(*read(*texts)).events
    (event,) = [event for event in events if event.document_count == len(texts)]
    assert event.date.edtf == day
    assert figure in [(each.kind, each.value) for each in event.quantities]
    assert event.conflicts == conflicts


def test_of_the_figures_of_a_day_the_corrected_one_stands_whatever_its_place() -> None:
    corrected = ("2024-11-06", "Monday's attack near Homs killed nine people, not 12 as previously reported.")
    for texts in ([RAIDED, corrected], [corrected, RAIDED]):
        (event,) = join(*read(*texts)).events
        assert [figure.value for figure in event.quantities] == [9.0]


def test_a_later_repetition_of_a_wrong_figure_does_not_beat_its_correction() -> None:
    corrected = ("2024-11-07", "Monday's attack near Homs killed nine people, not 12 as previously reported.")
    (event,) = join(*read(RAIDED, corrected, ("2024-11-08", RAIDED[1]))).events
    assert [figure.value for figure in event.quantities] == [9.0]


def test_a_figure_that_is_raised_is_the_last_and_can_be_told_anew() -> None:
    raised = ("2024-11-07", f"{RAIDED[1]} The death toll was raised from 12 to 15.")
    again = ("2024-11-08", RAIDED[1].replace("12", "16"))
    for texts, value in (([RAIDED, raised], 15.0), ([RAIDED, raised, again], 16.0)):
        (event,) = join(*read(*texts)).events
        assert [figure.value for figure in event.quantities] == [value]


@pytest.mark.parametrize(("later", "stands"), [("12 people", 9.0), ("15 people", 15.0)])
def test_a_figure_after_a_correction_stands_unless_it_repeats_what_was_wrong(
    later: str, stands: float
) -> None:
    corrected = (
        "Gunmen attacked a village near Homs on Monday, killing nine people, not 12 as earlier reported."
    )
    laggard = f"Gunmen attacked a village near Homs on Monday, killing {later}."
    (event,) = join(*read(RAIDED, ("2024-11-07", corrected), ("2024-11-08", laggard))).events
    assert [figure.value for figure in event.quantities] == [stands]


def test_what_an_undated_document_tells_counts_as_told_first() -> None:
    mentions, documents = read(
        ("2024-11-06", "Gunmen attacked a village near Homs on 4 November 2024, killing 12 people."),
        ("2024-11-07", "Gunmen attacked a village near Homs on 4 November 2024, killing nine people."),
    )
    documents["d1"] = replace(documents["d1"], published_at=None)
    (event,) = join(mentions, documents).events
    assert [figure.value for figure in event.quantities] == [12.0]
    mentions = [replace(m, corrects=("killed",)) if m.document_id == "d1" else m for m in mentions]
    (event,) = join(mentions, documents).events
    assert [figure.value for figure in event.quantities] == [12.0]


TEXTS = [
    INVADED,
    ("2022-03-01", "Ukraine was invaded by Russia on February 24."),
    ("2022-03-02", "Iran met Iraq on Monday. Chad attacked Sudan on Tuesday."),
    ("2022-03-03", "On Monday Iraq met Iran. Chad attacked Sudan."),
    ("2022-03-03", "Sudan was attacked by Chad on Tuesday, and Chad attacked Sudan again on Wednesday."),
    ("2022-03-04", "Iran met Iraq on Sunday, not on Monday as previously reported."),
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
    corrected = {joined.event_of[each.mention_id] for each in mentions if "date" in each.corrects}
    for mention in mentions:
        event = events[joined.event_of[mention.mention_id]]
        date = event.date
        if mention.date.earliest is not None and date.latest is not None:
            assert date.latest >= mention.date.earliest or event.event_id in corrected
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
