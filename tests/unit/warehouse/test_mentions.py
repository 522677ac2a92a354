"""What the engine found goes into the store and comes back."""

from dataclasses import replace
from typing import Any

import duckdb

from dateline.records import Entity, Participant
from warehouse.documents import documents
from warehouse.events import replace_events
from warehouse.mentions import forget_entities, mentions, replace_activities, replace_mentions
from warehouse.store import transaction

Store = duckdb.DuckDBPyConnection


def rows(connection: Store, sql: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql).fetchall()


def test_documents_come_back_as_they_went(store: Store, world: Any) -> None:
    stored = {document.document_id: document for document in world.documents}
    stored["d_post_2"] = replace(stored["d_post_2"], duplicate_of="d_wire_1")
    assert documents(store) == [stored[name] for name in sorted(stored)]
    assert documents(store, ["d_wire_1", "d_nowhere", "d_port_1"]) == [stored["d_port_1"], stored["d_wire_1"]]
    assert documents(store, []) == []


def test_mentions_come_back_with_their_participants_in_a_fixed_order(store: Store, world: Any) -> None:
    by_place = sorted(world.mentions, key=lambda m: (m.document_id, m.char_start))
    ids = [mention.mention_id for mention in world.mentions]
    assert mentions(store, ids) == by_place
    turned = [replace(m, participants=m.participants[::-1]) for m in world.mentions[::-1]]
    replace_mentions(store, [document.document_id for document in world.documents], turned)
    assert mentions(store, ids) == by_place


def test_mentions_come_back_with_what_found_them(store: Store, world: Any) -> None:
    (meet,) = (m for m in world.mentions if m.mention_id == "m_wire_meet")
    told = replace(meet, found_by="both")
    replace_mentions(store, [meet.document_id], [told])
    assert mentions(store, [meet.mention_id]) == [told]


def test_a_document_read_again_loses_what_it_no_longer_says(store: Store, world: Any) -> None:
    (meet,) = (m for m in world.mentions if m.mention_id == "m_wire_meet")
    seoul = Entity("seoul", "Seoul", "place", "KOR", None, ())
    host = Participant("actor", 74, 79, "Seoul", seoul)
    with transaction(store):
        replace_mentions(store, ["d_wire_1"], [replace(meet, participants=(host,))])
        forget_entities(store)
    assert rows(store, "select mention_id from event_mentions where document_id = 'd_wire_1'") == [
        ("m_wire_meet",)
    ]
    assert rows(store, "select * exclude (aliases) from entities order by entity_id") == [
        ("chad", "Chad", "country", "TCD", None),
        ("japan", "Japan", "country", "JPN", None),
        ("north_korea", "North Korea", "country", "PRK", "GOV"),
        ("seoul", "Seoul", "place", "KOR", None),
    ]
    assert rows(store, "select * from participants where mention_id like 'm_wire%'") == [
        ("m_wire_meet", "actor", 74, 79, "Seoul", "seoul")
    ]


def test_a_document_that_says_nothing_any_longer(store: Store) -> None:
    with transaction(store):
        replace_mentions(store, ["d_post_1"], [])
    left = rows(store, "select distinct document_id from event_mentions order by 1")
    assert left == [("d_port_1",), ("d_post_3",), ("d_wire_1",)]


def test_who_took_part_in_an_event_is_counted_from_its_mentions(store: Store) -> None:
    assert rows(store, "select * from event_participants order by all") == [
        ("e_meet", "actor", "japan", 1),
        ("e_meet", "recipient", "north_korea", 1),
        ("e_test", "actor", "north_korea", 3),
    ]


def test_joining_anew_leaves_nothing_of_the_old_events(store: Store, world: Any) -> None:
    test = next(event for event in world.events if event.event_id == "e_test")
    with transaction(store):
        gone = [event.event_id for event in world.events]
        replace_events(store, [replace(test, event_id="e_new")], {"m_post_test": "e_new"}, gone)
    assert rows(store, "select event_id from events") == [("e_new",)]
    assert rows(store, "select * from event_membership") == [("m_post_test", "e_new")]
    assert rows(store, "select * from event_participants") == [("e_new", "actor", "north_korea", 1)]


def test_activities_read_again_take_their_participants_along(store: Store, world: Any) -> None:
    with transaction(store):
        replace_activities(store, ["d_post_1"], [])
        forget_entities(store)
    assert rows(store, "select * from activities") == []
    assert rows(store, "select * from activity_participants") == []
    assert rows(store, "select entity_id from entities order by 1") == [("japan",), ("north_korea",)]
    with transaction(store):
        replace_activities(store, ["d_post_1"], world.activities)
    assert rows(store, "select activity_id, role, entity_id from activity_participants order by all") == [
        ("a_tested", "actor", "north_korea"),
        ("a_thanked", "actor", "chad"),
        ("a_thanked", "recipient", "japan"),
    ]
