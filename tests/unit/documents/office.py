"""PDF and Word documents, written byte by byte."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape


def pdf(pages: Sequence[Sequence[str]], **stated: str) -> bytes:
    """A PDF with a line of text below another on each page, and what it states of itself."""
    shown = (" T* ".join(f"({_escaped(line)}) Tj" for line in lines) for lines in pages)
    return _written([f"BT /F1 12 Tf 14 TL 72 720 Td {words} ET" for words in shown], stated)


def placed_pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]], one_object: bool = False) -> bytes:
    """A PDF with words at places (left, height, size) of its pages, drawn in this order.

    Each are a text object of their own, or all of a page one.
    """
    between = "\n" if one_object else " ET\nBT "
    return _written(
        [
            "BT "
            + between.join(
                f"/F1 {size} Tf 1 0 0 1 {left} {height} Tm ({_escaped(words)}) Tj"
                for left, height, size, words in page
            )
            + " ET"
            for page in pages
        ],
        {},
    )


def _written(contents: Sequence[str], stated: dict[str, str]) -> bytes:
    """A PDF of pages with these contents, whose font is F1."""
    numbers = range(4, 4 + 2 * len(contents), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in zip(numbers, contents, strict=True):
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
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n"))
    return f"<w:p>{properties}<w:r>{'<w:br/>'.join(lines)}</w:r></w:p>"


def _table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
