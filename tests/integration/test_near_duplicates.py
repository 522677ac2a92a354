"""Near copies over several refreshes of a real store: linked to what was published first."""

import datetime as dt
from pathlib import Path

import pytest

from pipelines.resources import Workspace
from pipelines.steps.deduplicate import find_near_duplicates
from pipelines.steps.ingest import ingest
from tests.integration.conftest import Place, make_place
from warehouse.near_duplicates import mark_duplicates
from warehouse.store import transaction

WIRE = (
    "The ferry Aurora ran aground off Marrowby on Tuesday with 212 people on board, the coastguard said. "
    "Nobody was hurt, and all passengers were brought ashore by two lifeboats within three hours. "
    "The harbour master said that a buoy had drifted from its place in the storm of the night before. "
    "The shipping line will run a smaller vessel between the islands until the hull has been looked at."
)
PRINTED = f"MARROWBY (Pier News)\n{WIRE}\nRead more on our front page."
SHORTENED = WIRE.rsplit(". ", 1)[0] + "."
NEXT_DAY = WIRE.replace("212", "87").replace("two", "4").replace("three", "9")
OTHER = (
    "The council of Marrowby voted on Wednesday to widen the road to the harbour, after years of debate. " * 3
)


class Newsroom:
    """A place whose documents are read and compared as a refresh does; `marks` has each copy's original."""

    def __init__(self, folder: Path) -> None:
        self.place: Place = make_place(folder)
        self.workspace = Workspace(data=str(self.place.data), sources=str(self.place.sources))

    def refresh(self) -> int:
        """How many new texts were compared."""
        with self.workspace.store() as connection:
            list(ingest(connection, self.workspace.declared(), self.workspace.access()))
            with transaction(connection):
                compared = find_near_duplicates(connection)
                mark_duplicates(connection)
        return compared

    @property
    def marks(self) -> dict[str, str]:
        with self.workspace.store() as connection:
            rows = connection.execute(
                """
                select
                    copies.external_id,
                    originals.external_id
                from documents as copies
                join documents as originals on originals.document_id = copies.duplicate_of
                order by all
                """
            ).fetchall()
        return dict(rows)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


def test_only_what_is_new_is_compared_and_with_all_that_was_there(newsroom: Newsroom) -> None:
    newsroom.place.write("wire.txt", WIRE, "2024-11-05")
    newsroom.place.write("other.txt", OTHER, "2024-11-06")
    assert (newsroom.refresh(), newsroom.marks) == (2, {})
    newsroom.place.write("printed.txt", PRINTED, "2024-11-06")
    newsroom.place.write("shortened.txt", SHORTENED, "2024-11-07")
    assert newsroom.refresh() == 2
    assert newsroom.marks == {"printed.txt": "wire.txt", "shortened.txt": "wire.txt"}
    assert newsroom.refresh() == 0
    assert newsroom.marks == {"printed.txt": "wire.txt", "shortened.txt": "wire.txt"}


def test_the_one_published_first_stands_even_when_it_comes_last(newsroom: Newsroom) -> None:
    newsroom.place.write("printed.txt", PRINTED, "2024-11-06")
    newsroom.refresh()
    newsroom.place.write("undated.txt", SHORTENED, None)
    newsroom.refresh()
    assert newsroom.marks == {"undated.txt": "printed.txt"}
    newsroom.place.write("wire.txt", WIRE, "2024-11-05")
    newsroom.refresh()
    assert newsroom.marks == {"printed.txt": "wire.txt", "undated.txt": "wire.txt"}


def test_when_the_original_goes_the_next_one_stands(newsroom: Newsroom) -> None:
    for name, text, day in [("wire", WIRE, 5), ("printed", PRINTED, 6), ("shortened", SHORTENED, 7)]:
        newsroom.place.write(f"{name}.txt", text, str(dt.date(2024, 11, day)))
    newsroom.refresh()
    newsroom.place.remove("wire.txt")
    newsroom.refresh()
    assert newsroom.marks == {"shortened.txt": "printed.txt"}
    newsroom.place.remove("printed.txt")
    newsroom.refresh()
    assert newsroom.marks == {}
    newsroom.place.write("wire.txt", WIRE, "2024-11-05")
    assert newsroom.refresh() == 1
    assert newsroom.marks == {"shortened.txt": "wire.txt"}


def test_a_copy_that_is_rewritten_stands_by_itself(newsroom: Newsroom) -> None:
    newsroom.place.write("wire.txt", WIRE, "2024-11-05")
    newsroom.place.write("printed.txt", PRINTED, "2024-11-06")
    newsroom.refresh()
    newsroom.place.write("printed.txt", OTHER, "2024-11-06")
    assert newsroom.refresh() == 1
    assert newsroom.marks == {}


@pytest.mark.parametrize("text", [NEXT_DAY, WIRE[:100], OTHER])
def test_what_has_other_figures_is_short_or_is_different_is_no_copy(newsroom: Newsroom, text: str) -> None:
    newsroom.place.write("wire.txt", WIRE, "2024-11-05")
    newsroom.place.write("new.txt", text, "2024-11-06")
    newsroom.refresh()
    assert newsroom.marks == {}


def test_copies_are_found_among_letters_of_one_form_in_whatever_order_they_come(tmp_path: Path) -> None:
    form = f"{OTHER} On day {{0}} the council met for the {{0}}th time, and {{1}} of its members voted."
    letters = {f"{number}": form.format(number, 900 + number) for number in range(10, 22)}
    reprint = {"30": form.format(30, 930), "31": f"{form.format(30, 930)} Printed by permission."}

    def marks(name: str, *batches: dict[str, str]) -> dict[str, str]:
        newsroom = Newsroom(tmp_path / name)
        for batch in batches:
            for number, text in batch.items():
                newsroom.place.write(f"{number}.txt", text, f"2024-11-{int(number) - 9:02}")
            newsroom.refresh()
        return newsroom.marks

    together = marks("together", letters | reprint)
    assert together == {"31.txt": "30.txt"}
    assert marks("reprint first", reprint, letters) == together
    assert marks("letters first", letters, {"31": reprint["31"]}, {"30": reprint["30"]}) == together
