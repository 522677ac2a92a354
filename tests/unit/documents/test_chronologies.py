"""Chronologies in pages: every row is a passage under its own date."""

from collections.abc import Callable

import pytest

from dateline.documents.duplicates import bands_of, is_copy
from dateline.records import Document

ROWS = [("3 March 2021", "The ferry stops."), ("9 May 2021", "Talks open."), ("1 June 2021", "Talks close.")]
TEXT = "".join(f"{day} | {what}\n" for day, what in ROWS).rstrip()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<dl>" + "".join(f"<dt>{d}</dt><dd>{w}</dd>" for d, w in ROWS) + "</dl>", TEXT),
        ("<table>" + "".join(f"<tr><td>{d}<td>{w}" for d, w in ROWS) + "</table>", TEXT),
        ("<ul>" + "".join(f"<li>{d}<ul><li>{w}</ul>" for d, w in ROWS) + "</ul>", TEXT),
        (
            "<table><tr><td rowspan=2>3 March 2021<td>The ferry stops.<tr><td>Crews are held.</table>",
            "3 March 2021 | The ferry stops.\n3 March 2021 | Crews are held.",
        ),
        ("<dl><dt>Ferry</dt><dd>A boat.</dd></dl>", "Ferry\nA boat."),
    ],
    ids=["definitions", "table", "nested list", "spanning cell", "no dates"],
)
def test_each_row_stands_under_its_date(read_one: Callable[..., Document], page: str, text: str) -> None:
    assert read_one("a.html", page).text == text


def test_a_chronology_beside_the_article_is_kept(read_one: Callable[..., Document]) -> None:
    story = "".join(
        f"<p>Story {n}: the harbour council met again and spoke at length of the boats.</p>" for n in range(9)
    )
    rows = "".join(f"<li>{day} – {what}</li>" for day, what in ROWS)
    text = read_one("a.html", f"<article><h1>Boats</h1>{story}</article><div><ul>{rows}</ul></div>").text
    assert "9 May 2021 – Talks open." in text.split("\n")


WIRE = " ".join(f"The {n} delegates of port {n} agreed to sail at dawn with crew {n}." for n in range(20))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (WIRE, True),
        (WIRE[: len(WIRE) // 2], True),
        ("By our own staff, Marrowby. " + WIRE + " Read more on our site.", True),
        (WIRE.replace("agreed to sail", "declined to talk"), False),
        ("Short.", False),
    ],
    ids=["same", "cut short", "furniture added", "reworded", "short"],
)
def test_what_another_text_holds_is_a_copy(text: str, found: bool) -> None:
    assert is_copy(text, WIRE) is found


EDITED = (
    (
        "The grey ferry left the harbour of Marrowby on the last day of May",
        "last day",
        "final day",
    ),
    (
        "The crew of the coastguard towed it past the old lighthouse to the bay",
        "old lighthouse",
        "lighthouse",
    ),
    ("Its master said that the pumps had failed in the night after the storm", "master", "captain"),
    (
        "Forty people were brought ashore by two fishing boats from the island",
        "Forty people",
        "Some forty people",
    ),
    (
        "The line will look at the hull before the ship may sail again in June",
        "may sail",
        "can sail",
    ),
)


def test_a_copy_may_be_edited_throughout() -> None:
    original = ". ".join(sentence for sentence, _, _ in EDITED) + "."
    copy = ". ".join(sentence.replace(before, after) for sentence, before, after in EDITED) + "."
    assert is_copy(copy, original)
    assert not is_copy(f"{copy} {WIRE[:200]}", original)


def test_reports_of_one_form_with_other_figures_are_no_copies() -> None:
    form = "The ministry said that its air defence shot down {} drones and {} missiles over the south, " * 1
    filler = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(120))
    assert not is_copy(form.format(12, 4) + filler, form.format(31, 7) + filler)


def test_near_copies_have_a_band_in_common() -> None:
    first, second, other = bands_of(
        [WIRE, WIRE + " One line more.", WIRE.replace("sail", "eat").upper()[::-1]]
    )
    assert set(first) & set(second)
    assert not set(first) & set(other)


@pytest.mark.parametrize(
    "rows",
    [
        "<h2>3 March 2021</h2><p>The ferry stops.</p><h2>9 May 2021</h2><p>Talks open.</p>",
        "<dl><dt>3 March 2021</dt><dd>The ferry stops.</dd><dt>9 May 2021</dt><dd>Talks open.</dd></dl>",
        "<p>3 March 2021<br>The ferry stops.<br><br>9 May 2021<br>Talks open.</p>",
        "<dl><dt>3 March 2021</dt><dd>It stops.</dd><dt>9 May 2021</dt><dd>Talks with crews open.</dd></dl>",
        "<table><tr><td>3 March 2021<td>It stops.<tr><td>9 May 2021<td>Talks with crews open.</table>",
    ],
)
def test_a_row_is_not_the_day_of_a_page_that_states_its_own(
    read_one: Callable[..., Document], rows: str
) -> None:
    stated = '<meta property="article:published_time" content="2022-08-04T09:00:00Z">'
    page = f"<html><head>{stated}</head><body><article><h1>The ferry</h1>{rows}</article></body></html>"
    assert str(read_one("a.html", page).published_at) == "2022-08-04"


def test_a_row_is_not_the_day_of_a_page_that_states_none(read_one: Callable[..., Document]) -> None:
    rows = "<tr><td>3 March 2021<td>The ferry of the isle stops at last.<tr><td>9 May 2021<td>Talks open."
    document = read_one("a.html", f"<main><h1>Days of the ferry</h1><table>{rows}</table></main>")
    assert (document.published_at, document.published_basis) == (None, "none")
