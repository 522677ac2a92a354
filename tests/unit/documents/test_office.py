"""PDF and Word documents: their exact text, title, authors and day."""

import datetime as dt
from collections.abc import Callable

import pytest

from dateline.records import Document
from tests.unit.documents.office import docx, pdf, placed_pdf

Read = Callable[..., Document]

LINES = [
    "Statement on the ferry",
    "6 November 2024",
    "The ferry Aurora ran aground off Marrowby on Tuesday.",
    "All 212 passengers were brought ashore (by lifeboat).",
]


def told(document: Document) -> tuple[str | None, tuple[str, ...], str | None, str]:
    """Title, authors, day and where the day is from."""
    day = document.published_at and document.published_at.isoformat()
    return document.title, document.authors, day, document.published_basis


def test_a_pdf_with_a_title_of_its_own(read_one: Read) -> None:
    document = read_one("a.pdf", pdf([LINES], Title="The Aurora", Author="Ida Kvalheim"))
    assert document.text == "\n".join(LINES)
    assert told(document) == ("The Aurora", ("Ida Kvalheim",), "2024-11-06", "dateline")


def test_a_pdf_without_takes_its_first_line_for_the_title(read_one: Read) -> None:
    assert told(read_one("a.pdf", pdf([LINES]))) == ("Statement on the ferry", (), "2024-11-06", "dateline")


def test_the_pages_of_a_pdf_follow_each_other_and_broken_words_are_whole(read_one: Read) -> None:
    first, second = ["Die Fähre liegt seit dem Mor-", "gen im Hafen – ganz allein."], ["Seite zwei."]
    document = read_one("a.pdf", pdf([first, [], second]))
    assert document.text == "Die Fähre liegt seit dem Morgen im Hafen – ganz allein.\nSeite zwei."


def test_the_dates_of_a_pdf_file_are_no_publication(read_one: Read) -> None:
    document = read_one(
        "a.pdf", pdf([LINES[2:]], CreationDate="D:20190101000000Z", ModDate="D:20200101000000Z")
    )
    assert told(document)[2:] == (None, "none")


def test_a_pdf_of_pictures_is_listed(read_one: Read) -> None:
    assert "the PDF holds pictures and no text" in str(read_one("a.pdf", pdf([[]])).error)


def test_letters_without_height_or_far_off_the_page_are_read(read_one: Read) -> None:
    page = [
        (60, 700, 0, "The ferry sank."),
        (1e9, -1e9, 10, "Nobody was hurt."),
        (60, 700, 10, "Talks opened."),
    ]
    text = read_one("a.pdf", placed_pdf([page])).text
    assert all(words in text for *_, words in page)


def test_a_page_with_words_all_over_it_is_read(read_one: Read) -> None:
    page = [(60 + 37 * (n * n % 13), 800 - n * 7 % 790, 10, f"word{n}") for n in range(1500)]
    text = read_one("a.pdf", placed_pdf([page])).text
    assert all(words in text for *_, words in page)


def test_a_pdf_is_known_by_its_bytes(read_one: Read) -> None:
    assert read_one("a.html", pdf([LINES])).text == "\n".join(LINES)


def test_a_word_document_with_a_heading(read_one: Read) -> None:
    document = read_one("a.docx", docx(("Heading1", LINES[0]), *LINES[1:]))
    assert document.text == "\n".join(LINES)
    assert told(document) == ("Statement on the ferry", (), "2024-11-06", "dateline")


def test_a_word_document_without_takes_its_first_line_for_the_title(read_one: Read) -> None:
    document = read_one("a.docx", docx(*LINES))
    assert told(document) == ("Statement on the ferry", (), "2024-11-06", "dateline")


def test_a_chronology_of_a_word_document_keeps_its_rows(read_one: Read) -> None:
    rows = [
        ["3 May 2021", "The ferry sinks."],
        ["4 June 2022", "A bridge is begun & left."],
        ["7 July 2023", "It opens."],
    ]
    document = read_one("a.docx", docx(("Heading1", "The crossing"), rows, "After that nothing happened."))
    assert document.text.split("\n") == [
        "The crossing",
        "3 May 2021 | The ferry sinks.",
        "4 June 2022 | A bridge is begun & left.",
        "7 July 2023 | It opens.",
        "After that nothing happened.",
    ]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_a_sidecar_is_trusted_more_than_the_document(read_one: Read, name: str) -> None:
    data = pdf([LINES], Title="The Aurora") if name == "a.pdf" else docx(*LINES)
    document = read_one(name, data, "title: T\npublished: 2024-11-07\n")
    assert (document.title, document.published_at) == ("T", dt.date(2024, 11, 7))
