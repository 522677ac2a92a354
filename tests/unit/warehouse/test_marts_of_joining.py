"""Conflicts, figures, credibility and reports of the small store."""

import datetime as dt
from typing import Any

import duckdb
import pytest

from warehouse.marts import run_marts

Store = duckdb.DuckDBPyConnection


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    run_marts(store)
    return store.execute(sql).fetchall()


OF_THE_TEST = "mention_id in (select mention_id from event_membership where event_id = 'e_test')"


def figure(value: int, text: str) -> str:
    return f"[{{'kind': 'killed', 'value': {value}, 'unit': null, 'text': '{text}'}}]"


@pytest.fixture
def disputed(store: Store) -> Store:
    """A store where the wire tells of two killed in October and the Post of five, a week later."""
    store.execute(
        f"""
        update event_mentions
        set quantities = {figure(2, "two")}, date_earliest = '2024-10-20', date_latest = '2024-10-20',
            date_edtf = '2024-10-20'
        where mention_id = 'm_wire_test'
        """
    )
    store.execute(
        f"update event_mentions set quantities = {figure(5, 'five')} where mention_id = 'm_post_test'"
    )
    store.execute(f"update events set quantities = {figure(5, 'five')} where event_id = 'e_test'")
    return store


def test_conflicts_show_both_sides(disputed: Store) -> None:
    assert rows(
        disputed,
        """
        select subject, stands, against, stands_document_id, against_document_id, against_publisher
        from conflicts
        where event_id = 'e_test'
        """,
    ) == [
        ("date", "2024-10-31", "2024-10-20", "d_post_1", "d_wire_1", "Wire Agency"),
        ("killed", "five", "two", "d_post_1", "d_wire_1", "Wire Agency"),
    ]


def test_reports_that_agree_are_no_conflict(store: Store) -> None:
    assert rows(store, "select event_id, stands, against from conflicts") == [("e_troops", "12", "nine")]


def test_figures_are_told_low_best_high_and_latest(disputed: Store) -> None:
    assert rows(
        disputed,
        "select kind, low, best, high, latest, report_count from figures where event_id = 'e_test'",
    ) == [("killed", 2.0, 5.0, 5.0, 5.0, 2)]


def test_a_figure_that_corrects_others_is_best_though_others_told_it_otherwise(disputed: Store) -> None:
    best = """
        select low, best, high, latest, retracted
        from figures
        where event_id = 'e_test' and collection = 'pacific'
    """
    disputed.execute(f"update event_mentions set quantities = {figure(2, 'two')} where {OF_THE_TEST}")
    disputed.execute("update documents set collection = 'pacific' where document_id = 'd_port_1'")
    disputed.execute(
        f"update event_mentions set quantities = {figure(1, 'one')} where mention_id = 'm_post_test'"
    )
    assert rows(disputed, best) == [(1, 2, 2, 1, False)]  # two publishers against one
    disputed.execute("update event_mentions set corrects = ['killed'] where mention_id = 'm_post_test'")
    assert rows(disputed, best) == [(1, 1, 2, 1, True)]
    disputed.execute("update documents set published_at = '2024-11-09' where document_id = 'd_port_1'")
    assert rows(disputed, best) == [(1, 1, 2, 2, True)]  # told again after the correction
    disputed.execute("update documents set published_at = null where document_id = 'd_post_1'")
    assert rows(disputed, best) == [(1, 2, 2, 2, True)]  # what is undated counts as told first


def test_a_conflict_says_whether_one_side_was_retracted(disputed: Store) -> None:
    disputed.execute("update event_mentions set corrects = ['date'] where mention_id = 'm_post_test'")
    retracted = "select subject, against, retracted from conflicts where event_id = 'e_test'"
    assert rows(disputed, retracted) == [("date", "2024-10-20", True), ("killed", "two", False)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("select 1", "1"),  # two publishers, confidence 0.95
        ("update events set confidence = 0.8", "2"),
        ("update events set confidence = 0.5", "3"),
        ("update events set confidence = 0.3", "4"),
        ("update events set confidence = 0", "5"),
        ("delete from event_mentions where document_id <> 'd_port_1'", "6"),
    ],
)
def test_credibility(store: Store, change: str, expected: str) -> None:
    store.execute(change)
    collection = "harbours" if expected == "6" else "pacific"
    found = rows(
        store,
        f"select credibility from credibility where event_id = 'e_test' and collection = '{collection}'",
    )
    assert found == [(expected,)]


def test_a_disputed_day_makes_an_event_less_credible(disputed: Store) -> None:
    assert rows(
        disputed,
        """
        select credibility, disputing_count
        from credibility
        where event_id = 'e_test' and collection = 'pacific'
        """,
    ) == [("3", 1)]


def test_an_undated_report_inherits_the_date_of_its_event(store: Store) -> None:
    store.execute(
        """
        update event_mentions
        set date_edtf = null, date_earliest = null, date_latest = null
        where mention_id = 'm_wire_test'
        """
    )
    assert rows(
        store,
        """
        select mention_id, date_edtf, date_inherited, date_basis
        from reports
        where event_id = 'e_test' and collection = 'pacific'
        """,
    ) == [
        ("m_wire_test", "2024-10-31", True, "relative_to_event"),
        ("m_post_test", "2024-10-31", False, "explicit"),
    ]


def test_a_report_says_what_found_it(store: Store) -> None:
    store.execute("update event_mentions set found_by = 'model' where mention_id = 'm_post_test'")
    store.execute("update event_mentions set found_by = 'both' where mention_id = 'm_port_test'")
    found = [("m_port_test", "both"), ("m_post_test", "model"), ("m_wire_test", "codebook")]
    assert (
        rows(store, "select mention_id, found_by from reports where event_id = 'e_test' order by 1") == found
    )
    assert rows(
        store, "select mention_id, found_by from event_evidence where event_id = 'e_test' order by 1"
    ) == [each for each in found if each[0] != "m_wire_test"]


def test_suppressed_events_are_in_no_list(store: Store) -> None:
    store.execute("update events set confidence = 0")
    assert rows(store, "from timeline") == [] and rows(store, "from undated") == []


def test_a_story_counts_copies_apart(store: Store) -> None:
    assert rows(
        store, "select story_id, document_count, publisher_count, copy_count, event_count from stories"
    ) == [("s_port", 1, 1, 0, 2), ("s_test", 2, 2, 1, 4), ("s_bridge", 1, 1, 0, 1)]


def test_a_story_is_told_by_its_events_and_sentences(store: Store) -> None:
    assert rows(
        store,
        """
        select
            story_id, title, first_day, last_day, salience_rank, event_count, key_event_ids,
            document_ids, source_ids, summary
        from story_summary
        where collection = 'pacific'
        """,
    ) == [
        (
            *("s_test", "Title of d_wire_1", dt.date(2024, 11, 6), dt.date(2024, 11, 7), 1, 2),
            *(["e_test", "e_meet"], ["d_wire_1", "d_post_1"], ["post", "wire"]),
            "Envoys of Japan will meet in Seoul in December. North Korea tested a missile on 31 October.",
        ),
        (*("s_bridge", "Title of d_post_3", None, None, 2, 0, [], ["d_post_3"], ["post"]), None),
    ]


def test_the_sentences_of_a_story_are_found_at_their_offsets(store: Store) -> None:
    assert rows(
        store,
        """
        with sentences as (
            select unnest(sentences) as sentence
            from story_summary
        )
        select
            count(*),
            bool_and(
                substring(d.text, sentence.char_start + 1, sentence.char_end - sentence.char_start)
                = sentence.text
            )
        from sentences
        join documents as d on sentence.document_id = d.document_id
        """,
    ) == [(3, True)]


def test_an_event_counts_for_the_salience_of_the_story_that_tells_most_of_it(store: Store) -> None:
    events = "select event_id, salience, story_ids, story_title from timeline where collection = 'pacific'"
    test, meeting = rows(store, events)
    assert [row[2:] for row in (test, meeting)] == [(["s_test"], "Title of d_wire_1")] * 2
    stories = "select story_id, salience, event_count from story_summary where collection = 'pacific'"
    assert rows(store, stories)[0] == ("s_test", pytest.approx(test[1] + meeting[1]), 2)
    store.execute("update story_documents set story_id = 's_late' where document_id = 'd_post_1'")
    assert rows(store, events)[0][2] == ["s_test", "s_late"]  # a document each: the first published is first
    assert rows(store, stories)[:2] == [
        ("s_test", pytest.approx(test[1] + meeting[1]), 2),
        ("s_late", 0, 1),
    ]
