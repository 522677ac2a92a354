"""The `dateline` command as a user runs it: outputs, exit codes."""

import json
import re
from pathlib import Path

from tests.integration.conftest import Place


def test_refresh_prints_the_timeline_and_where_it_is(place: Place) -> None:
    done = place.command("refresh")
    assert done.returncode == 0, done.stderr
    assert "Documents: 1 new" in done.stdout
    assert "2024-11-04  ASSAULT" in done.stdout
    assert "Gunmen attacked the Syrian army near Homs on Monday." in done.stdout
    assert str(place.data / "timeline.duckdb") in done.stdout
    again = place.command("refresh")
    assert "0 new, 0 changed" in again.stdout and "Read for events: 0." in again.stdout


def test_a_sources_file_that_is_wrong_is_told_with_file_line_and_key(place: Place) -> None:
    place.sources.write_text(place.sources.read_text().replace("kind: folder", "kind: floppy"))
    done = place.command("refresh")
    assert done.returncode == 2
    assert f"{place.sources} line 3" in done.stderr and "kind" in done.stderr


def test_a_store_that_is_locked_is_told(place: Place) -> None:
    import duckdb

    place.data.mkdir()
    holder = duckdb.connect(place.data / "working.duckdb")
    try:
        done = place.command("refresh")
    finally:
        holder.close()
    assert done.returncode == 1
    assert "is open in process" in done.stderr
    assert place.command("refresh").returncode == 0


def test_timeline_filters_and_formats(place: Place) -> None:
    early = place.command("timeline")
    assert early.returncode == 1
    assert "dateline refresh" in early.stderr
    place.write("other.txt", "Peru extradited the banker on Friday.")
    place.refresh()

    def types(*arguments: str) -> list[str]:
        done = place.command("timeline", "--json", *arguments)
        assert done.returncode == 0, done.stderr
        return [json.loads(line)["event_type"] for line in done.stdout.splitlines()]

    assert types() == ["COOPERATE", "ASSAULT"]
    assert types("--type", "assault") == ["ASSAULT"]
    assert types("--country", "per") == ["COOPERATE"]
    assert types("--from", "2024-11-02") == ["ASSAULT"]
    assert types("--to", "2024-11-02") == ["COOPERATE"]
    assert types("--collection", "test") == ["COOPERATE", "ASSAULT"]
    assert types("--collection", "none") == []
    assert place.command("timeline", "--from", "soon").returncode == 2
    assert "No events." in place.command("timeline", "--collection", "none").stdout


def test_timelines_of_a_story_and_of_a_place(place: Place) -> None:
    head = "---\ntitle: A banker in prison\npublished: 2024-11-06\n---\n"
    place.write("prison.md", f"{head}Peru arrested a banker in Lima on Friday.\n", None)
    place.refresh()

    def told(*arguments: str) -> list[str]:
        done = place.command("timeline", "--json", *arguments)
        assert done.returncode == 0, done.stderr
        return [json.loads(line)["event_type"] for line in done.stdout.splitlines()]

    (story,) = place.query("select story_id from stories where title = 'A banker in prison'")
    assert told("--story", story[0]) == ["COERCE"]
    assert told("--story", "banker in Prison", "--type", "coerce") == ["COERCE"]
    assert told("--story", "banker in prison", "--type", "assault") == []
    assert told("--story", "banker in prison", "--entity", "Peru") == ["COERCE"]
    assert told("--story", "no such story") == []
    assert told("--place", "lima") == told("--place", "per") == ["COERCE"]
    assert told("--place", "Homs", "--collection", "test") == ["ASSAULT"]
    assert told("--place", "Hom") == []
    refused = place.command("timeline", "--key-dates", "3", "--story", story[0])
    assert refused.returncode == 2 and "--key-dates goes with" in refused.stderr


def test_timeline_of_an_entity(place: Place) -> None:
    place.write(
        "jet.txt", "Steve Miller resembled the Airbus A380 on Sunday. Peru extradited Miller on Friday."
    )
    place.refresh()

    def told(*arguments: str) -> list[tuple[str, str, str]]:
        done = place.command("timeline", "--json", *arguments)
        assert done.returncode == 0, done.stderr
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return [(row["date_edtf"], row["involvement"], row["title"]) for row in rows]

    resembled = ("2024-11-03", "actor", "resembled")
    extradited = ("2024-11-01", "recipient", "Peru: extradited (Steve Miller)")
    assert told("--entity", "Steve Miller") == [extradited, resembled]
    assert told("--entity", "miller", "--from", "2024-11-02") == [resembled]
    assert told("--entity", "Steve Miller", "--type", "cooperate") == [extradited]
    assert told("--entity", "a380") == [("2024-11-03", "recipient", "resembled")]
    assert told("--entity", "Airbus") == []
    done = place.command("timeline", "--entity", "A380")
    assert "2024-11-03  activity  resembled" in done.stdout
    assert re.search(r"“Sunday”, relative to publication · The Test, 2024-11-06 · date 0\.\d\d", done.stdout)


def test_key_dates_are_the_most_salient_days_in_order_of_time(place: Place) -> None:
    assert place.command("timeline", "--key-dates", "2").returncode == 1
    place.write(
        "more.txt",
        "Gunmen attacked the Syrian army near Palmyra on Saturday. It shelled their camp on Monday.",
    )
    place.refresh()
    done = place.command("timeline", "--key-dates", "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2024-11-04  salience ")
    assert "    Gunmen attacked the Syrian army near Homs on Monday.\n" in done.stdout

    def days(*arguments: str) -> list[str]:
        printed = place.command("timeline", "--json", "--key-dates", *arguments)
        assert printed.returncode == 0, printed.stderr
        return [json.loads(line)["day"] for line in printed.stdout.splitlines()]

    assert days("9") == ["2024-11-02", "2024-11-04"]
    assert days("9", "--to", "2024-11-03") == ["2024-11-02"]
    assert days("9", "--collection", "none") == []
    assert place.command("timeline", "--key-dates", "0").returncode == 2
    assert place.command("timeline", "--key-dates", "3", "--entity", "Syria").returncode == 2


def test_add_copies_into_the_inbox_once(place: Place, tmp_path: Path) -> None:
    document = tmp_path / "speech.txt"
    document.write_text("Peru extradited the banker on Friday.")
    (tmp_path / "speech.txt.meta.yaml").write_text("published: 2024-11-06\n")
    assert "added: " in place.command("add", str(document)).stdout
    assert "there already: " in place.command("add", str(document)).stdout
    place.refresh()
    assert place.query("select collection, date_edtf from timeline where event_type = 'COOPERATE'") == [
        ("inbox", "2024-11-01")
    ]
    document.write_text("Peru extradited the banker on Sunday.")
    assert "replaced: " in place.command("add", str(document)).stdout
    place.refresh()
    assert place.query("select revision from documents where collection = 'inbox'") == [(2,)]
    folder = tmp_path / "more"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.txt").write_text("Chad accused Sudan of an attack.")
    assert place.command("add", str(folder)).returncode == 0
    assert (place.data / "inbox" / "more" / "deep" / "a.txt").exists()
    assert place.command("add", str(tmp_path / "missing.txt")).returncode == 2
    (tmp_path / "empty").mkdir()
    assert place.command("add", str(tmp_path / "empty")).returncode == 1


def test_extract_follows_its_contract(place: Place, tmp_path: Path) -> None:
    good = {"id": "a", "text": "🚀 Russia invaded Ukraine in February 2022.", "published": "2024-11-06"}
    bare = {"id": "b", "text": "They met last week."}
    path = tmp_path / "documents.jsonl"
    path.write_text(
        "\n".join([json.dumps(good), "{broken", json.dumps({"id": 3, "text": "x"}), "", json.dumps(bare)])
    )
    done = place.command("extract", str(path))
    assert done.returncode == 1
    assert "line 2: not JSON" in done.stderr and "line 3: `id` must be a string" in done.stderr
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["id"], first["published"], second["id"], second["published"]) == (
        "a",
        "2024-11-06",
        "b",
        None,
    )
    (expression,) = first["time_expressions"]
    assert list(expression) == [
        *("start", "end", "text", "type", "value", "mod", "edtf", "earliest", "latest", "granularity"),
        *("basis", "rule"),
    ]
    assert good["text"][expression["start"] : expression["end"]] == "February 2022" == expression["text"]
    (mention,) = first["mentions"]
    assert list(mention) == [
        *("start", "end", "trigger", "sentence_start", "sentence_end", "type", "mode", "realis", "date"),
        *("participants", "place", "quantities", "confidence", "found_by"),
    ]
    assert list(mention["date"]) == [
        *("edtf", "earliest", "latest", "granularity", "extent", "basis", "text"),
        *("sentence_start", "sentence_end"),
    ]
    assert mention["participants"] == [
        {
            "role": role,
            "start": start,
            "end": end,
            "text": name,
            "name": name,
            "entity_type": "country",
            "iso3": iso3,
        }
        for role, start, end, name, iso3 in [
            ("actor", 2, 8, "Russia", "RUS"),
            ("recipient", 17, 24, "Ukraine", "UKR"),
        ]
    ]
    assert second["time_expressions"][0]["earliest"] is None
    output = tmp_path / "out.jsonl"
    french = {"id": "c", "text": "Attaque le 6 novembre 2024.", "language": "fr"}
    path.write_text(json.dumps(good) + "\n" + json.dumps(french))
    again = place.command("extract", str(path), "-o", str(output))
    assert (again.returncode, again.stderr) == (0, "")
    english, other = output.read_text().splitlines()
    assert english == done.stdout.splitlines()[0]
    assert [entry["value"] for entry in json.loads(other)["time_expressions"]] == ["2024-11-06"]
    assert json.loads(other)["mentions"] == []


def test_explain_shows_the_steps(place: Place) -> None:
    done = place.command("explain", "From last Tuesday to Friday.", "--published", "2024-11-04")
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.split("\n\n")
    assert first.splitlines()[0].split(maxsplit=1) == ["words", "last Tuesday"]
    assert "counts from  publication, Monday 2024-11-04" in first
    assert "EDTF         2024-10-29" in first
    assert second.splitlines()[0].split(maxsplit=1) == ["words", "Friday"]
    story = "They met on 3 May 2023. On Friday they left."
    told = place.command("explain", story, "--published", "2024-11-04", "--narrative")
    assert "Friday 2023-05-05" in told.stdout
    assert (
        "Friday 2024-11-01" in place.command("explain", story, "--published", "2024-11-04", "--news").stdout
    )
    nothing = place.command("explain", "No time here.")
    assert nothing.returncode == 1
    assert "No time expression." in nothing.stderr


def test_a_correction_takes_effect_at_the_next_refresh_and_is_taken_back(place: Place) -> None:
    place.refresh()
    ((event_id,),) = place.query("select event_id from timeline where date_edtf = '2024-11-04'")
    made = place.command("correct", "date", event_id, "2024-11-02", "--by", "ann", "--note", "the army")
    assert made.returncode == 0, made.stderr
    correction = made.stdout.split(":")[0]
    place.refresh()
    assert place.query("select date_edtf, date_basis from timeline") == [("2024-11-02", "corrected")]
    assert place.query(
        "select change, edtf_before, edtf_after, corrected_by from changes where refresh = 2"
    ) == [("moved", "2024-11-04", "2024-11-02", ["ann"])]
    assert place.command("correct", "undo", correction, "--by", "bob").returncode == 0
    place.refresh()
    assert place.query("select date_edtf from timeline") == [("2024-11-04",)]
    unknown = place.command("correct", "confirm", "e_none", "--by", "ann")
    assert unknown.returncode == 1 and "e_none" in unknown.stderr
    vague = place.command("correct", "date", event_id, "soon", "--by", "ann")
    assert vague.returncode == 1 and "'soon' is no date" in vague.stderr
