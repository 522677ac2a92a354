"""The publication day of a page, weighed from all places that state one."""

import datetime as dt
from functools import partial

import dateutil.parser
import htmldate.extractors
import pytest
from htmldate.meta import reset_caches

from dateline.documents.article import parsed
from dateline.documents.published import Stated, found_in_markup, published_of
from dateline.records import PublishedBasis


def _places(words: str) -> list[Stated]:
    """Places as "json_ld 6@23": the basis, the day of November 2024, and the hour of a stamp in UTC."""
    places = []
    for place in filter(None, words.split(", ")):
        basis, _, day = place.partition(" ")
        number, _, hour = day.partition("@")
        known: PublishedBasis = basis  # type: ignore[assignment]
        places.append(Stated(dt.date(2024, 11, int(number)), known, int(hour) if hour else None))
    return places


@pytest.mark.parametrize(
    ("places", "day", "basis", "confidence"),
    [
        ("", None, "none", None),
        ("json_ld 6", 6, "json_ld", 0.9),
        ("markup 6", 6, "markup", 0.75),
        ("json_ld 6, opengraph 6", 6, "json_ld", 0.95),
        ("opengraph 6, markup 6", 6, "opengraph", 0.95),
        ("json_ld 6, opengraph 9", 6, "json_ld", 0.6),
        ("json_ld 6, dateline 9, opengraph 6", 6, "json_ld", 0.95),
        # a stamp in UTC late in the day, where local time is ahead: the day that is shown
        ("json_ld 6@23, dateline 7", 7, "dateline", 0.9),
        ("json_ld 6@23, url 7", 7, "url", 0.9),
        ("json_ld 6@23, dateline 7, url 7", 7, "dateline", 0.95),
        # and early in the day, where it is behind
        ("json_ld 6@3, dateline 5", 5, "dateline", 0.9),
        # not what shows no local day, nor what no time zone explains
        ("json_ld 6@23, opengraph 7", 6, "json_ld", 0.9),
        ("json_ld 6@9, dateline 7", 6, "json_ld", 0.6),
        ("json_ld 6@12, dateline 5", 6, "json_ld", 0.6),
        ("json_ld 6@23, dateline 8", 6, "json_ld", 0.6),
        ("json_ld 6, dateline 7", 6, "json_ld", 0.6),
        # nothing is published after it was fetched, on 20 November, the day of which may end elsewhere
        ("json_ld 25, opengraph 6", 6, "opengraph", 0.85),
        ("json_ld 21", 21, "json_ld", 0.9),
        ("json_ld 22", None, "none", None),
    ],
)
def test_the_day_that_places_state_together(
    places: str, day: int | None, basis: PublishedBasis, confidence: float | None
) -> None:
    published = published_of(_places(places), dt.date(2024, 11, 20))
    assert published.published == (dt.date(2024, 11, day) if day else None)
    assert (published.basis, published.confidence) == (basis, confidence)


def test_without_a_day_of_fetching_any_day_is_believed() -> None:
    assert published_of([Stated(dt.date(2099, 1, 2), "json_ld")], None).published == dt.date(2099, 1, 2)


@pytest.mark.parametrize(
    ("page", "day"),
    [
        ('<p class="date">6 November 2024</p>', "2024-11-06"),
        ('<p class="date">1 July 2020</p>', "2020-07-01"),
        ('<p class="date">1. Juli 2020</p>', "2020-07-01"),
        ('<a href="https://a.example/2020/07/01/x">x</a>', "2020-07-01"),
        ('<meta name="date" content="20200716">', "2020-07-16"),
        ('<p class="date">16/07/2020</p>', "2020-07-16"),
        ('<p class="date">16&nbsp;juillet&nbsp;2020</p>', "2020-07-16"),
        # htmldate makes a first of the month or of January of these
        ('<p class="date">07/2020</p>', None),
        # which a path of November does not state
        ('<p class="date">01/2020</p><img src="/up/2020/11/a.jpg">', None),
        ("<p>© 2020 The Pier</p>", None),
        ("<p>Archive: 2020-07 2020-07</p>", None),
        ("<p>The ferry sank.</p>", None),
        # what a reader does not see says nothing
        ('<p class="date" hidden>6 November 2024</p>', None),
        ('<div style="display: none"><p class="date">6 November 2024</p></div>', None),
        ('<p aria-hidden="true" class="date">6 November 2024</p>', None),
        # and raises on this
        ('<meta property="article:published_time" content="2024-11-06T10:00:00+25:00">', None),
    ],
)
def test_a_day_found_in_markup_is_written_there(page: str, day: str | None) -> None:
    assert _found(page) == day


@pytest.mark.parametrize(
    ("page", "day"),
    [
        ('<meta name="date" content="2024-02">', None),
        ('<meta property="article:published_time" content="2024-02">', None),
        ('<meta name="dc.date" content="2024-02"><p>17 March 2024, 2024-12-17, 17/03/2024</p>', None),
        ('<meta name="dc.date" content="2024-02-17">', "2024-02-17"),
    ],
)
def test_the_day_of_a_month_is_not_that_of_the_run(
    page: str, day: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = partial(dateutil.parser.parse, default=dt.datetime(2024, 11, 17))
    monkeypatch.setattr(htmldate.extractors, "dateutil_parse", today)
    reset_caches()
    assert _found(page) == day


def _found(page: str) -> str | None:
    markup = f"<html lang='fr'><head></head><body><h1>Ferry</h1>{page}<p>Text.</p></body></html>"
    tree = parsed(markup)
    assert tree is not None
    found = found_in_markup(tree, markup, None, dt.date(2024, 12, 1))
    return found and found.day.isoformat()
