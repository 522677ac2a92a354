"""Each check finds a fault that was planted for it."""

from typing import Any, get_args

import duckdb
import pytest

from dateline.records import UNDATED, Document, FoundBy, TimeExpression, arrow_table
from warehouse import checks as checks_module
from warehouse.checks import SAMPLE_SIZE, checks, run_checks
from warehouse.documents import upsert_documents
from warehouse.sql import SqlFile
from warehouse.store import replace_table

Store = duckdb.DuckDBPyConnection

# What an analyst should know of the small store: nothing of it is an error.
EXPECTED = {"documents_published": 1, "documents_read_or_failed": 1, "source_status_reached": 1}

FAULTS = {
    "activities_accepted_values": "update activities set realis = 'maybe' where activity_id = 'a_thanked'",
    "activity_participants_accepted_values": "update activity_participants set role = 'witness' "
    "where entity_id = 'chad'",
    "corrections_accepted_values": "insert into corrections by name select 'c' as correction_id, 1 as line, "
    "'date' as action, 'e' as event, '' as value, 'ann' as corrected_by, '' as note, 'lost' as status",
    "documents_accepted_values": "update documents set published_basis = 'guess' "
    "where document_id = 'd_port_1'",
    "entities_accepted_values": "update entities set entity_type = 'thing' where entity_id = 'japan'",
    "event_changes_accepted_values": "update event_changes set change = 'vanished'",
    "event_lineage_accepted_values": "update event_lineage set change = 'moved'",
    "event_membership_have_event": "update event_membership set event_id = 'e_gone' "
    "where mention_id = 'm_bridge'",
    "event_membership_have_mention": "update event_membership set mention_id = 'm_gone' "
    "where mention_id = 'm_bridge'",
    "event_membership_unique": "insert into event_membership values ('m_bridge', 'e_meet')",
    "event_mentions_accepted_values": "update event_mentions set found_by = 'guess' "
    "where mention_id = 'm_bridge'",
    "event_participants_accepted_values": "update event_participants set role = 'witness' "
    "where role = 'recipient'",
    "events_accepted_values": "update events set event_type = 'PARTY' where event_id = 'e_meet'",
    "participants_accepted_values": "update participants set role = 'witness' where entity_id = 'japan'",
    "sources_accepted_values": "update sources set reliability = 'Z' where source_id = 'wire'",
    "summaries_accepted_values": "update summaries set period = 'year' where collection = 'harbours'",
    "time_expressions_accepted_values": "update time_expressions set timex_type = 'EPOCH' "
    "where text = 'last week'",
    "corrections_applied": "insert into corrections values "
    "('c_1', 2, 'date', 'm_bridge', 'soon', 'ann', null, '', 'failed', null, 'no date')",
    "activities_earliest_before_latest": "update activities set date_earliest = '2024-12-24' "
    "where activity_id = 'a_thanked'",
    "activities_edtf_with_bounds": "update activities set date_edtf = null where activity_id = 'a_thanked'",
    "activities_have_document": "update activities set document_id = 'd_gone' "
    "where activity_id = 'a_thanked'",
    "activities_sentence_in_text": "update activities set sentence = 'Thanks.' "
    "where activity_id = 'a_thanked'",
    "activities_trigger_in_text": "update activities set char_end = char_end + 1 "
    "where activity_id = 'a_thanked'",
    "activities_unique": "insert into activities select * from activities where activity_id = 'a_thanked'",
    "activity_participants_have_activity": "update activity_participants set activity_id = 'a_gone' "
    "where entity_id = 'chad'",
    "activity_participants_have_entity": "update activity_participants set entity_id = 'nobody' "
    "where entity_id = 'chad'",
    "activity_participants_in_text": "update activity_participants set text = 'chad' "
    "where entity_id = 'chad'",
    "documents_duplicate_of_original": "update documents set text = 'Other.' where document_id = 'd_post_2'",
    "documents_have_source": "delete from sources where source_id = 'ministry'",
    "documents_metadata_known": "update documents set warnings = ['a.txt.meta.yaml line 1: pub: not read'] "
    "where document_id = 'd_port_1'",
    "documents_published": "update documents set published_at = null where document_id = 'd_port_1'",
    "documents_read_or_failed": "update documents set status = 'failed' where document_id = 'd_port_1'",
    "documents_unique": "insert into documents select * from documents where document_id = 'd_port_1'",
    "entities_unique": "insert into entities select * from entities where entity_id = 'japan'",
    "entity_timeline_unique": "insert into entity_timeline select * from entity_timeline "
    "where entity_id = 'chad'",
    "event_mentions_date_words_in_sentence": "update event_mentions set date_sentence_end = 1 "
    "where mention_id = 'm_post_test'",
    "event_mentions_earliest_before_latest": "update event_mentions set date_latest = '2024-10-01' "
    "where mention_id = 'm_post_test'",
    "event_mentions_edtf_with_bounds": "update event_mentions set date_edtf = null "
    "where mention_id = 'm_port_troops'",
    "event_mentions_have_document": "delete from documents where document_id = 'd_post_3'",
    "event_mentions_sentence_in_text": "update event_mentions set sentence = sentence || '.' "
    "where mention_id = 'm_bridge'",
    "event_mentions_trigger_in_sentence": "update event_mentions set sentence_start = 25 "
    "where mention_id = 'm_bridge'",
    "event_mentions_trigger_in_text": "update event_mentions set char_start = char_start + 1 "
    "where mention_id = 'm_wire_meet'",
    "event_mentions_unique": "insert into event_mentions select * from event_mentions "
    "where mention_id = 'm_bridge'",
    "events_cover_mentions": "delete from event_membership where mention_id = 'm_bridge'",
    "events_earliest_before_latest": "update events set date_earliest = '2025-01-01' "
    "where event_id = 'e_meet'",
    "events_edtf_with_bounds": "update events set date_edtf = '2024' where event_id = 'e_resign'",
    "events_have_mentions": "update event_membership set event_id = 'e_meet' where event_id = 'e_resign'",
    "events_unique": "insert into events select * from events where event_id = 'e_meet'",
    "extractions_complete": "delete from extractions where document_id = 'd_wire_1'",
    "extractions_succeeded": "update extractions set error = 'too deep' where document_id = 'd_wire_1'",
    "extractions_unique": "insert into extractions select * from extractions where document_id = 'd_wire_1'",
    "fetches_unique": "insert into fetches by name select 'wire' as source_id, 'https://a.example/' as url, "
    "timestamptz '2024-11-06 02:00:00+00' as asked_at from range(2)",
    "files_read": "insert into files values ('wire', 'a.pdf', 'sha', '1', 0, 'no text', 'raw', null)",
    "files_unique": "insert into files values ('wire', 'a', 'b', '1', 1, null, 'raw', null), "
    "('wire', 'a', 'c', '1', 1, null, 'raw', null)",
    "participants_have_entity": "delete from entities where entity_id = 'japan'",
    "participants_have_mention": "update participants set mention_id = 'm_gone' where entity_id = 'japan'",
    "participants_in_text": "update participants set char_end = char_end + 1 where entity_id = 'japan'",
    "source_status_reached": "insert into source_status "
    "select * replace ('wire' as source_id, 'no such folder' as error) from source_status limit 1",
    "sources_fresh": "update source_health set health = 'stale' where source_id = 'wire'",
    "sources_unique": "insert into sources select * from sources where source_id = 'wire'",
    "story_summaries_in_text": "update story_documents set story_id = 's_other' "
    "where document_id = 'd_port_1'",
    "story_summaries_unique": "insert into story_summaries select * from story_summaries "
    "where collection = 'harbours'",
    "summaries_in_text": "update documents set text = replace(text, '31 October 2024', '31 october 2024') "
    "where document_id = 'd_port_1'",
    "summaries_unique": "insert into summaries select * from summaries "
    "where collection = 'harbours' and period = 'day'",
    "time_expressions_earliest_before_latest": "update time_expressions set date_latest = '2024-10-01' "
    "where document_id = 'd_wire_1' and text = 'last week'",
    "time_expressions_edtf_with_bounds": "update time_expressions set date_edtf = '2024' "
    "where text = 'Yesterday'",
    "time_expressions_have_document": "delete from documents where document_id = 'd_post_3'",
    "time_expressions_in_text": "update time_expressions set text = 'last Week' where text = 'last week'",
    "time_expressions_unique": "insert into time_expressions select * from time_expressions "
    "where text = 'Yesterday'",
    "timeline_has_evidence": "update timeline set source_ids = source_ids[:1] "
    "where collection = 'pacific' and event_id = 'e_test'",
    "timeline_unique": "insert into timeline select * from timeline where event_id = 'e_meet'",
    "timeline_within_events": "update events set date_latest = '2024-12-24' where event_id = 'e_meet'",
}


def test_the_small_store_breaks_no_rule(store: Store) -> None:
    broken = {result.name: result.row_count for result in run_checks(store) if not result.passed}
    assert broken == EXPECTED
    severities = {check.name: check.severity for check in checks()}
    assert {severities[name] for name in EXPECTED} == {"warn"}


def test_every_check_has_its_fault() -> None:
    assert set(FAULTS) == {check.name for check in checks()}


@pytest.mark.parametrize("name", FAULTS)
def test_a_check_finds_its_fault(store: Store, name: str) -> None:
    store.execute(FAULTS[name])
    (table,) = (check.table for check in checks() if check.name == name)
    (result,) = (result for result in run_checks(store, table) if result.name == name)
    assert not result.passed
    assert result.row_count == EXPECTED.get(name, 0) + 1
    assert len(result.sample) == result.row_count


def test_the_first_breaches_are_shown(store: Store) -> None:
    store.execute(
        "insert into files "
        "select 'wire', printf('%03d.txt', range), 'sha', '1', 0, 'empty', '', null from range(25)"
    )
    (result,) = (result for result in run_checks(store, "files") if not result.passed)
    assert (result.table, result.severity, result.row_count) == ("files", "warn", 25)
    assert result.sample[0] == {"source_id": "wire", "path": "000.txt", "error": "empty"}
    assert len(result.sample) == SAMPLE_SIZE


def test_checks_of_one_table() -> None:
    assert {check.table for check in checks("timeline")} == {"timeline"}
    assert checks("no_such_table") == ()


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "na\u0308ive cafe\u0301",
        "🚀🚀",
        "a\u200d🇩🇪b",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "x\x00y",
        "\r\n\ty",
    ],
)
def test_offsets_count_code_points(empty_store: Store, new_document: Any, text: str) -> None:
    whole = f"{text} before, {text} after {text}"
    document: Document = new_document("d_1", text=whole)
    upsert_documents(empty_store, arrow_table(Document, [document]))
    spans = [(start, start + len(text)) for start in range(len(whole)) if whole.startswith(text, start)]
    assert len(spans) >= 3
    right = [TimeExpression("d_1", s, e, whole[s:e], "DATE", "", None, UNDATED) for s, e in spans]
    replace_table(empty_store, "time_expressions", arrow_table(TimeExpression, right))
    assert [result.name for result in run_checks(empty_store, "time_expressions") if not result.passed] == []
    wrong = [TimeExpression("d_1", s + 1, e + 1, whole[s:e], "DATE", "", None, UNDATED) for s, e in spans[:1]]
    replace_table(empty_store, "time_expressions", arrow_table(TimeExpression, wrong))
    broken = [result.name for result in run_checks(empty_store, "time_expressions") if not result.passed]
    assert broken == ["time_expressions_in_text"]


def test_all_that_may_find_a_mention_is_known(store: Store) -> None:
    for value in get_args(FoundBy):
        store.execute("update event_mentions set found_by = ?", [value])
        assert all(result.passed for result in run_checks(store, "event_mentions"))


@pytest.mark.parametrize("offsets", [(-1, 3), (3, 3), (5, 2), (0, 99)])
def test_offsets_beyond_the_text_are_found(store: Store, offsets: tuple[int, int]) -> None:
    store.execute(
        "update event_mentions set char_start = ?, char_end = ? where mention_id = 'm_bridge'", list(offsets)
    )
    broken = {result.name for result in run_checks(store, "event_mentions") if not result.passed}
    assert "event_mentions_trigger_in_text" in broken


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (("table: x", "severity: error", "Rule."), "begin with '-- severity: …'"),
        (("severity: error", "table: x"), "begin with '-- severity: …'"),
        (("severity: fatal", "table: x", "Rule."), "severity is error or warn, not 'fatal'"),
    ],
)
def test_a_check_without_its_labels_is_refused(
    monkeypatch: pytest.MonkeyPatch, header: tuple[str, ...], message: str
) -> None:
    monkeypatch.setattr(checks_module, "sql_files", lambda _: (SqlFile("c", header, "select 1"),))
    with pytest.raises(ValueError, match=f"checks/singular/c.sql: {message}"):
        checks("a table that no other test asks for")
