"""PDF and Word documents, written here byte by byte: their exact text, title, authors and day."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import pytest

from dateline.records import Document

Read = Callable[..., Document]

LINES = [
    "Statement on the ferry",
    "6 November 2024",
    "The ferry Aurora ran aground off Marrowby on Tuesday.",
    "All 212 passengers were brought ashore (by lifeboat).",
]


def pdf(pages: Sequence[Sequence[str]], **stated: str) -> bytes:
    """A PDF with a line of text below another on each page, and what it states of itself."""
    numbers = range(4, 4 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in zip(numbers, pages, strict=True):
        shown = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
        content = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
    objects.append("<< " + " ".join(f"/{key} ({_escaped(value)})" for key, value in stated.items()) + " >>")
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return written + f"{head}trailer\n{trailer}\nstartxref\n{len(written)}\n%%EOF\n".encode()


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def docx(*paragraphs: str | tuple[str, str] | list[list[str]]) -> bytes:
    """A Word document of paragraphs, paragraphs with a style (style, text), and tables of rows."""
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    relations = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    body = "".join(_table(block) if isinstance(block, list) else _paragraph(block) for block in paragraphs)
    files = {
        "[Content_Types].xml": f'<Types xmlns="{relations}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}/relationships">'
        f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {word}><w:body>{body}</w:body></w:document>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def _paragraph(block: str | tuple[str, str]) -> str:
    style, words = block if isinstance(block, tuple) else ("", block)
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def _table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


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
