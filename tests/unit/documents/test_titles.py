from collections.abc import Callable

import pytest

from dateline.documents.titles import heading_among, title_among
from dateline.records import Document


@pytest.mark.parametrize(
    ("titles", "heading", "title"),
    [
        ([], None, None),
        ([], "Ferry sinks", "Ferry sinks"),
        (["Ferry sinks"], None, "Ferry sinks"),
        (["Ferry sinks", "The ferry has sunk"], None, "Ferry sinks"),
        # the site's name goes where another place shows that it is not the title's
        (["Ferry sinks | The Pier"], "Ferry sinks", "Ferry sinks"),
        (["Ferry sinks – The Pier", "Ferry sinks"], None, "Ferry sinks"),
        (["Ferry sinks: two drown"], "Ferry sinks", "Ferry sinks"),
        (["Ferry sinks | The Pier"], None, "Ferry sinks | The Pier"),
        (["Ferry sinks off the pier"], "Ferry sinks", "Ferry sinks off the pier"),
        # what the page shows and states goes before what only one place states
        (["Ferry news: what to know", "Ferry sinks"], "Ferry sinks", "Ferry sinks"),
        (["Ferry news: what to know", "Ferry sinks | The Pier"], "Ferry sinks", "Ferry sinks"),
        (["Ferry news: what to know", "Ferry sinks"], "The Pier", "Ferry news: what to know"),
        (["FERRY SINKS", "Ferry, sinks!"], "Ferry sinks", "FERRY SINKS"),
        (["–"], "–", "–"),
    ],
)
def test_a_title_among_those_that_places_give(
    titles: list[str], heading: str | None, title: str | None
) -> None:
    assert title_among(titles, heading) == title


@pytest.mark.parametrize(
    ("headings", "titles", "number"),
    [
        ([], ["Ferry sinks"], None),
        (["The Pier", "Ferry sinks"], [], 0),
        (["The Pier", "Ferry sinks"], ["Ferry sinks"], 1),
        (["The Pier", "Ferry sinks"], ["Bridge opens"], 0),
        (["…", "Ferry sinks"], ["—"], 0),
    ],
)
def test_the_heading_of_an_article_is_one_that_a_title_repeats(
    headings: list[str], titles: list[str], number: int | None
) -> None:
    assert heading_among(headings, titles) == number


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>Ferry sinks</title><p>It sank.", "Ferry sinks"),
        ("<title>Ferry sinks | The Pier</title><h1>Ferry\n sinks</h1><p>It sank.", "Ferry sinks"),
        ('<meta property="og:title" content="Ferry &amp;amp; pier"><p>It sank.', "Ferry & pier"),
        ('<meta property="og:title" content=" Ferry\u00a0 sinks\n"><p>It sank.', "Ferry sinks"),
        ('<meta property="og:title" content="渡船\u3000沉没"><p>It sank.', "渡船\u3000沉没"),
        ('<meta name="twitter:title" content="Tw"><meta name="dc.title" content="Dc"><p>It.', "Dc"),
        (
            '<script type="application/ld+json">{"@type": "Article", "headline": "Ferry news"}</script>'
            '<meta property="og:title" content="Ferry sinks"><h1>Pier</h1><h1>Ferry sinks</h1><p>It sank.',
            "Ferry sinks",
        ),
        ("<p>It sank.", None),
    ],
)
def test_the_title_of_a_page(read_one: Callable[..., Document], page: str, title: str | None) -> None:
    assert read_one("a.html", page).title == title


def test_the_day_is_looked_for_under_the_heading_of_the_article(read_one: Callable[..., Document]) -> None:
    """Not under the site's name, where many show the day on which they are looked at."""
    document = read_one(
        "a.html",
        '<meta property="og:title" content="Ferry sinks"><h1>The Pier</h1><p>26 February 2020</p>'
        + "<p>Home</p>" * 8
        + "<h1>Ferry sinks</h1><p>1 May 2017</p><p>It sank.</p>",
    )
    assert (str(document.published_at), document.published_basis) == ("2017-05-01", "dateline")
