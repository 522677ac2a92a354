"""Which days are salient, and the sentences that sum them up."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents import read_document
from dateline.engine import read_documents
from dateline.records import Document, StorySummary, Summary
from dateline.timeline.summaries import summarise, summarise_stories

MONDAY = dt.date(2024, 11, 4)
RAID = "Gunmen attacked the Syrian army near Homs on Monday, killing nine soldiers."
REPORTS = (
    ("2024-11-05", RAID),
    ("2024-11-06", "On Monday gunmen attacked an army post near Homs. The army of Syria vowed revenge."),
    (
        "2024-11-20",
        "The attack of 4 November near Homs was condemned by France. Syria attacked Idlib on 12 November.",
    ),
)


def documents(texts: Sequence[tuple[str | None, str]], collection: str = "c") -> list[Document]:
    return [
        replace(
            read_document(text.encode(), "a.txt"),
            document_id=f"d{number}",
            collection=collection,
            published_at=published and dt.date.fromisoformat(published),
        )
        for number, (published, text) in enumerate(texts)
    ]


def summaries(read: Sequence[Document]) -> list[Summary]:
    readings = list(read_documents(read))
    return summarise(
        read,
        [expression for reading in readings for expression in reading.time_expressions],
        [mention for reading in readings for mention in reading.mentions],
    )


def day(found: Sequence[Summary], when: dt.date) -> Summary:
    return next(each for each in found if each.period == "day" and each.first_day == when)


def test_the_day_that_later_reports_refer_to_is_the_most_salient() -> None:
    found = summaries(documents(REPORTS))
    days = [each for each in found if each.period == "day"]
    assert max(days, key=lambda each: each.salience).first_day == MONDAY


def test_a_reference_counts_the_more_the_later_it_is() -> None:
    soon, late = (
        day(summaries(documents([REPORTS[0], (published, "The attack of 4 November killed nine.")])), MONDAY)
        for published in ("2024-11-05", "2024-11-25")
    )
    assert late.salience > soon.salience


def test_a_report_of_the_day_itself_and_of_days_to_come_adds_no_salience() -> None:
    found = summaries(
        documents([("2024-11-04", RAID), ("2024-11-01", "France will meet Syria on 4 November.")])
    )
    assert day(found, MONDAY).salience == 0


def test_a_summary_is_made_of_sentences_of_the_documents() -> None:
    read = documents(REPORTS)
    texts = {document.document_id: document.text for document in read}
    found = summaries(read)
    assert found
    for sentence in (sentence for each in found for sentence in each.sentences):
        assert texts[sentence.document_id][sentence.char_start : sentence.char_end] == sentence.text


def test_a_summary_does_not_repeat_itself() -> None:
    again = [("2024-11-05", RAID), ("2024-11-05", RAID.replace("nine", "ten")), REPORTS[2]]
    found = day(summaries(documents(again)), MONDAY)
    assert sum(each.text.startswith("Gunmen attacked") for each in found.sentences) == 1


def test_what_has_no_day_of_its_own_sums_up_one_day() -> None:
    text = "In October gunmen attacked the army post near Homs, Syrian officials say."
    (found,) = [each for each in summaries(documents([("2024-11-05", text)])) if each.period == "day"]
    assert [sentence.text for sentence in found.sentences] == [text]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"| 4 November 2024 | {RAID} |\n", [RAID]),
        (f"# {RAID}\n\nMore below.", [RAID]),
        ("Gunmen **attacked** the Syrian army near Homs on Monday, killing nine soldiers.", []),
    ],
)
def test_a_summary_has_no_markup(text: str, told: list[str]) -> None:
    read = documents([("2024-11-05", text)])
    found = {sentence for each in summaries(read) for sentence in each.sentences}
    assert [sentence.text for sentence in found] == told
    assert all(read[0].text[each.char_start : each.char_end] == each.text for each in found)


def test_the_first_sentences_without_a_day_tell_of_the_day_of_their_report() -> None:
    read = documents(
        [("2024-11-05", "In October gunmen attacked the army post near Homs, Syrian officials say.")]
    )
    found = day(summaries(read), dt.date(2024, 11, 5))
    assert [sentence.dated for sentence in found.sentences] == [False]
    assert summaries(documents([(None, read[0].text)])) == []


def test_a_denied_event_sums_up_no_day() -> None:
    assert (
        summaries(documents([(None, "Russia did not attack the town of Avdiivka on 4 November 2024.")])) == []
    )


def test_a_month_has_the_best_sentence_of_its_most_salient_days() -> None:
    found = summaries(documents(REPORTS))
    (month,) = (each for each in found if each.period == "month")
    days = [each for each in found if each.period == "day"]
    assert (month.first_day, month.last_day) == (dt.date(2024, 11, 1), dt.date(2024, 11, 30))
    assert month.salience == pytest.approx(sum(each.salience for each in days))
    assert 1 <= len(month.sentences) <= 3
    assert day(found, MONDAY).sentences[0] in month.sentences


def test_collections_are_apart() -> None:
    one, other = documents(REPORTS[:1], "a"), documents(REPORTS[:1], "b")
    both = summaries([*one, *(replace(each, document_id="e0") for each in other)])
    assert {each.collection for each in both} == {"a", "b"}
    assert len({each.salience for each in both}) == 1


READ = documents(REPORTS)
READINGS = list(read_documents(READ))
EXPECTED = summaries(READ)


@given(st.permutations(range(len(REPORTS))))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    parts = [READINGS[n] for n in order]
    turned = summarise(
        [READ[n] for n in order],
        [expression for part in parts for expression in part.time_expressions[::-1]],
        [mention for part in parts for mention in part.mentions[::-1]],
    )
    assert turned == EXPECTED


STORY = (
    ("2024-11-05", f"{RAID} France did not attack the Syrian army near the town of Homs."),
    ("2024-11-06", f"{RAID.replace('nine', 'ten')} The army of Syria vowed revenge on the gunmen."),
    ("2024-11-06", "Peru extradited the banker to Chile after a long trial in Lima on Tuesday."),
)


def stories(read: Sequence[Document], story_of: Mapping[str, str]) -> list[StorySummary]:
    mentions = [mention for reading in read_documents(read) for mention in reading.mentions]
    return summarise_stories(read, mentions, story_of)


def test_a_story_is_summed_up_in_sentences_of_its_documents() -> None:
    read = documents(STORY)
    found = stories(read, {"d0": "raid", "d1": "raid", "d2": "trial"})
    told = {each.story_id: [sentence.text for sentence in each.sentences] for each in found}
    assert told == {
        # the first report says it all in one sentence; a denial and a repetition add nothing
        "raid": [RAID, "The army of Syria vowed revenge on the gunmen."],
        "trial": ["Peru extradited the banker to Chile after a long trial in Lima on Tuesday."],
    }
    texts = {document.document_id: document.text for document in read}
    for sentence in (sentence for each in found for sentence in each.sentences):
        assert texts[sentence.document_id][sentence.char_start : sentence.char_end] == sentence.text


def test_a_story_has_three_sentences_at_most() -> None:
    read = documents([("2024-11-06", " ".join(text for _, text in (*STORY, *REPORTS)))])
    (found,) = stories(read, {"d0": "all"})
    assert len(found.sentences) == 3


def test_a_story_without_a_publication_day_is_summed_up_too() -> None:
    (found,) = stories(documents([(None, RAID)]), {"d0": "raid"})
    assert [(sentence.text, sentence.dated) for sentence in found.sentences] == [(RAID, False)]
