"""The refresh job over real files and real DuckDB files: what it reads, what it leaves, what it publishes."""

import gzip
import json
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from tests.integration.conftest import Place, make_place

SEED = Path(__file__).parents[2] / "seeds" / "sources.yaml"


def counts(result: dg.ExecuteInProcessResult, asset: str) -> dict[str, Any]:
    """The metadata of an asset's materialisation; the documents' last one is that of all sources together."""
    assert result.success, [e.message for e in result.all_events if e.is_failure]
    for event in reversed(result.get_asset_materialization_events()):
        if event.materialization.asset_key.to_user_string() == asset:
            return {key: value.value for key, value in event.materialization.metadata.items()}
    raise AssertionError(f"{asset} was not materialised")


def failed_checks(result: dg.ExecuteInProcessResult) -> set[str]:
    return {e.check_name for e in result.get_asset_check_evaluations() if not e.passed}


def test_the_op_ed_gives_the_timeline_worked_out_by_hand(tmp_path: Path) -> None:
    place = Place(tmp_path / "data", tmp_path, SEED)
    result = place.refresh()
    assert result.success
    assert failed_checks(result) == set()
    rows = place.query(
        """
        select
            event_type,
            event_mode,
            date_earliest::varchar,
            date_latest::varchar,
            realis,
            date_basis,
            date_text
        from timeline
        order by all
        """
    )
    week = ("2024-10-28", "2024-11-03")
    assert ("CONSULT", None, *week, "asserted", "relative_to_publication", "Last week") in rows
    assert ("MOBILIZE", "weapons", *week, "asserted", "relative_to_publication", "last week") in rows
    assert (
        "MOBILIZE",
        "troops",
        None,
        "2024-11-03",
        "asserted",
        "relative_to_publication",
        "Last week",
    ) in rows
    invasion = ("2022-02-01", "2022-02-28", "asserted", "relative_to_event", "since February 2022")
    assert ("ASSAULT", "heavy-weapons", *invasion) in rows
    aid = ("2024-01-01", "2024-12-31", "planned", "relative_to_publication", "this year")
    assert ("AID", None, *aid) in rows
    sentences = dict(place.query("select event_mode, sentence from timeline where event_type = 'MOBILIZE'"))
    assert sentences["weapons"].startswith("Just last week, the country conducted its longest-range")
    assert "briefed the 32 NATO allies" in sentences["troops"]
    assert place.query("select date_confidence < 0.5 from timeline where event_mode = 'troops'") == [(True,)]
    assert place.query("select count(*) from timeline where sentence like '%over 70 years%'") == [(0,)]
    assert place.query(
        "select distinct realis from event_mentions where sentence like '%over 70 years%'"
    ) == [("negated",)]


def test_a_second_refresh_reads_nothing_and_changes_nothing(place: Place) -> None:
    first = place.refresh()
    assert counts(first, "documents")["new"] == 1
    assert counts(first, "event_mentions")["documents_read"] == 1
    before = place.marts()
    second = place.refresh()
    documents = counts(second, "documents")
    assert (documents["new"], documents["changed"], documents["unchanged"]) == (0, 0, 1)
    assert counts(second, "event_mentions")["documents_read"] == 0
    assert place.marts() == before


def test_only_collections_that_changed_are_summarised_anew(place: Place) -> None:
    assert counts(place.refresh(), "summaries")["summarised"] == 1
    again = counts(place.refresh(), "summaries")
    assert (again["summarised"], again["unchanged"]) == (0, 1)
    place.write("other.txt", "Peru extradited the banker to Chile on Friday, its ministry of justice says.")
    result = place.refresh()
    assert counts(result, "summaries")["summarised"] == 1
    assert failed_checks(result) == set()
    friday = "select summary from day_summary where day = '2024-11-01'"
    assert [row[0][:31] for row in place.query(friday)] == ["Peru extradited the banker to C"]
    assert [row[0][:7] for row in place.query("select summary from story_summary order by 1")] == [
        "Gunmen ",
        "Peru ex",
    ]
    place.remove("other.txt")
    place.remove("raid.txt")
    place.refresh()
    assert place.query("select summary from day_summary") == []
    assert place.query("select summary from story_summary") == []


def test_a_changed_file_is_a_new_revision_and_only_it_is_read(place: Place) -> None:
    place.write("other.txt", "Peru extradited the banker on Friday.")
    place.refresh()
    events = place.query("select event_id from timeline where event_type = 'ASSAULT'")
    place.write("raid.txt", "A raid\nGunmen attacked the Syrian army near Homs on Sunday.\n")
    result = place.refresh()
    assert counts(result, "documents")["changed"] == 1
    assert counts(result, "event_mentions")["documents_read"] == 1
    assert place.query("select external_id, revision from documents order by 1") == [
        ("other.txt", 1),
        ("raid.txt", 2),
    ]
    assert place.query("select date_edtf from timeline where event_type = 'ASSAULT'") == [("2024-11-03",)]
    # its title still tells the event
    assert place.query("select event_id from timeline where event_type = 'ASSAULT'") == events
    assert place.query("select change from event_lineage") == []


def test_a_sidecar_that_changes_dates_the_document_anew(place: Place) -> None:
    place.refresh()
    place.write("raid.txt", (place.documents / "raid.txt").read_bytes(), published="2024-11-13")
    place.refresh()
    assert place.query("select date_edtf from timeline") == [("2024-11-11",)]


def test_a_removed_file_is_listed_and_its_events_go(place: Place) -> None:
    place.write("other.txt", "Peru extradited the banker on Friday.")
    place.refresh()
    place.remove("raid.txt")
    result = place.refresh()
    assert counts(result, "documents")["removed"] == 1
    assert failed_checks(result) == set()
    assert place.query("select status from documents where external_id = 'raid.txt'") == [("removed",)]
    assert place.query("select distinct event_type from timeline") == [("COOPERATE",)]
    assert place.query("select removed_count from source_coverage where source_id = 'news'") == [(1,)]


def test_an_exact_duplicate_counts_once(place: Place) -> None:
    place.write("copy.txt", (place.documents / "raid.txt").read_bytes(), published="2024-11-07")
    place.refresh()
    assert place.query("select external_id from documents where duplicate_of is not null") == [("copy.txt",)]
    assert place.query("select document_count, date_edtf from timeline") == [(1, "2024-11-04")]
    place.remove("raid.txt")
    place.refresh()
    assert place.query("select document_count, date_edtf from timeline") == [(1, "2024-11-04")]


def test_a_document_in_another_language_is_marked_and_its_dates_are_read(place: Place) -> None:
    text = "Des hommes armés ont attaqué le pont de la ville le 4 novembre 2024, selon la police. "
    place.write("pont.txt", text + "Deux soldats ont été blessés hier, et le pont est fermé depuis.")
    result = place.refresh()
    assert failed_checks(result) == set()
    assert counts(result, "event_mentions")["documents_failed"] == 0
    rows = place.query(
        """
        select
            d.language,
            t.text,
            t.date_edtf,
            t.date_basis
        from documents as d
        join time_expressions as t using (document_id)
        where d.external_id = 'pont.txt'
        """
    )
    assert rows == [("fr", "4 novembre 2024", "2024-11-04", "explicit")]
    assert place.query("select sentence from timeline where sentence like '%pont%'") == []


def test_reports_of_one_event_are_joined_and_keep_its_id(place: Place) -> None:
    place.write("a.txt", "Russia invaded Ukraine on 24 February 2022.", published="2022-02-25")
    place.refresh()
    ((event_id,),) = place.query(
        "select event_id from timeline where event_type = 'ASSAULT' and date_edtf = '2022-02-24'"
    )
    place.write("b.txt", "Ukraine was invaded by Russia on February 24, 2022.", published="2023-02-24")
    place.refresh()
    joined = place.query(
        "select event_id, mention_count, document_count from timeline where date_edtf = '2022-02-24'"
    )
    assert joined == [(event_id, 2, 2)]
    assert place.query("select * from event_lineage") == []


def test_bulk_files_are_read_line_by_line(place: Place) -> None:
    lines = [
        json.dumps({"id": "a", "text": "Peru extradited the banker on Friday.", "published": "2024-11-06"}),
        "{broken",
        json.dumps(
            {"id": "b", "text": "Chad accused Sudan of an attack on Monday.", "published": "2024-11-06"}
        ),
    ]
    place.write("bulk.jsonl.gz", gzip.compress("\n".join(lines).encode(), mtime=0), published=None)
    result = place.refresh()
    assert result.success
    rows = place.query("select external_id, status from documents where external_id like 'bulk%' order by 1")
    assert rows == [("bulk.jsonl.gz#a", "read"), ("bulk.jsonl.gz#b", "read"), ("bulk.jsonl.gz:2", "failed")]
    place.write("bulk.jsonl.gz", gzip.compress("\n".join(lines[:1]).encode(), mtime=0), published=None)
    place.refresh()
    rows = place.query("select external_id, status from documents where external_id like 'bulk%' order by 1")
    assert [status for _, status in rows] == ["read", "removed", "removed"]


def test_the_same_inputs_give_the_same_marts(tmp_path: Path) -> None:
    texts = [
        "Russia invaded Ukraine in February 2022. Last week Iran and Iraq held talks in Geneva.",
        "Gunmen attacked the Syrian army near Homs on Monday, killing 17 soldiers.",
        "North Korea will test a missile in December. Police arrested nine people yesterday.",
    ]
    found = []
    for order in (texts, list(reversed(texts))):
        made = make_place(tmp_path / str(len(found)))
        for text in order:
            made.write(f"{texts.index(text)}.txt", text)
        made.refresh()
        found.append(made.marts())
    assert found[0] == found[1]
    assert found[0]["timeline"]


def test_a_source_whose_folder_is_gone_keeps_its_documents(place: Place, tmp_path: Path) -> None:
    place.refresh()
    before = place.query("select * from timeline")
    place.documents.rename(tmp_path / "elsewhere")
    result = place.refresh()
    assert result.success
    assert "source_status_reached" in failed_checks(result)
    assert place.query("select * from timeline") == before
    ((error,),) = place.query("select last_error from source_coverage where source_id = 'news'")
    assert "no folder" in error and "news" in error


def test_one_source_can_be_refreshed_alone(place: Place) -> None:
    place.refresh()
    place.write("other.txt", "Peru extradited the banker on Friday.")
    place.refresh("inbox")
    assert place.query("select count(*) from documents") == [(1,)]
    place.refresh("news")
    assert place.query("select count(*) from documents") == [(2,)]


def test_a_source_that_fails_alone_fails_its_partition_and_in_a_refresh_of_all_it_is_told(
    place: Place, tmp_path: Path
) -> None:
    place.refresh()
    place.documents.rename(tmp_path / "elsewhere")
    alone = place.refresh("news")
    assert not alone.success
    together = place.refresh()
    assert together.success
    materialised = {
        event.event_specific_data.materialization.partition
        for event in together.all_events
        if event.is_step_materialization and event.asset_key == dg.AssetKey("documents")
    }
    assert materialised == {"inbox", None}
    health = "select health, failure_count, succeeded_at < attempted_at, error from source_health"
    ((state, failures, earlier, error),) = place.query(f"{health} where source_id = 'news'")
    assert (state, failures, earlier) == ("failing", 2, True)
    assert "there is no folder" in error


@pytest.mark.parametrize("relation", ["time_expressions", "event_mentions"])
def test_every_offset_points_at_its_words(place: Place, relation: str) -> None:
    place.write(
        "wide.txt",
        "🚀 Čapek said: “no”. 🚀🚀 Gunmen attacked the Syrian army near Homs on Monday — 5 May 2023.",
    )
    place.refresh()
    words = "text" if relation == "time_expressions" else "trigger"
    rows = place.query(
        f"""
        select
            d.text,
            r.char_start,
            r.char_end,
            r.{words}
        from {relation} as r
        join documents as d using (document_id)
        """
    )
    assert len(rows) >= 2
    assert all(text[start:end] == told for text, start, end, told in rows)
