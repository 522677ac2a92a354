import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents.datelines import dateline_of
from dateline.documents.dates import day_of, day_of_url


@pytest.mark.parametrize(
    "value",
    [
        "2024-11-06",
        "2024/11/06",
        "2024-11-06T23:30:00-05:00",  # the day where it was written, not the next one in Greenwich
        "2024-11-06 23:30",
        "20241106",
        "20241106T233000Z",
        "20241106233000",
        "2024-11-06+01:00",
        "Wed, 06 Nov 2024 23:30:00 -0500",
        "November 6, 2024 11:30 PM EST",
        "6 November 2024 at 10:15 GMT+1",
        "10:15, 6 November 2024",
        "Nov. 6th, 2024",
        "06-Nov-2024",
        "published on Wednesday, 6 November 2024",
    ],
)
def test_a_stated_day_is_read(value: str) -> None:
    assert day_of(value) == dt.date(2024, 11, 6)


@pytest.mark.parametrize(
    ("value", "language", "day"),
    [
        ("6. November 2024", "de", dt.date(2024, 11, 6)),
        ("06.11.2024", "de", dt.date(2024, 11, 6)),
        ("6 de novembro de 2024", "pt", dt.date(2024, 11, 6)),
        ("1er avril 2024", "fr", dt.date(2024, 4, 1)),
        ("1° maggio 2024", "it", dt.date(2024, 5, 1)),
        ("6 November 2024", "tlh", dt.date(2024, 11, 6)),
        ("25/12/2023", "en", dt.date(2023, 12, 25)),
        ("12/25/2023", "en", dt.date(2023, 12, 25)),
        ("4/4/2024", "en", dt.date(2024, 4, 4)),
    ],
)
def test_a_day_in_words_of_other_languages_or_in_numbers(value: str, language: str, day: dt.date) -> None:
    assert day_of(value, language) == day


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2024",
        "November 2024",
        "2024-11",
        "2024-13-01",
        "2024-02-30",
        "31 February 2024",
        "6 November",
        "6 Nov 24",
        "04/11/2024",  # April or November
        "04.11.2024",
        "yesterday",
        "3 days ago",
        "Wednesday",
        "1730894400",
        "1612051200000",
        "28-30 October 2024",
        "28 – 30 October 2024",
        "28 October – 2 November 2024",
        "October 28, 2024 – November 2, 2024",
        "Updated 6 November 2024",
        "10:30 November 2024",
        "2024-11-06 2024-11-08",
        "0001-01-01T00:00:00",
    ],
)
def test_a_day_that_is_not_stated_whole_is_none(value: str) -> None:
    assert day_of(value) is None


@given(
    st.dates(min_value=dt.date(1900, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%a, %d %b %Y", "%Y-%m-%d"]),
)
def test_any_day_in_any_usual_form_is_that_day(day: dt.date, form: str) -> None:
    assert day_of(day.strftime(form)) == (day if day.year < 2100 else None)


@given(st.text(max_size=120))
def test_any_string_is_a_day_or_none(value: str) -> None:
    day_of(value)
    dateline_of(value)
    day_of_url(value)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2024/11/06/title", dt.date(2024, 11, 6)),
        ("https://a.example/news/2024-11-06-title.html", dt.date(2024, 11, 6)),
        ("https://web.example/web/20120216182711/http://a.example/2010/05/19/x", dt.date(2010, 5, 19)),
        ("https://a.example/2024/11/title", None),
        ("https://a.example/2024/13/06/", None),
        ("https://a.example/20241106/", None),
        (None, None),
    ],
)
def test_the_day_of_a_url(url: str | None, day: dt.date | None) -> None:
    assert day_of_url(url) == day


PROSE = "\nThe ferry had not sailed since the spring, and nobody in the town expected it to sail again soon."


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("A title\nThursday, 28 September 2023\nBy Ida Kvalheim", dt.date(2023, 9, 28)),
        ("Tromsø, 4 April 2024 – check against delivery", dt.date(2024, 4, 4)),
        ("November 6, 2024", dt.date(2024, 11, 6)),
        ("Published: November 6, 2024, 10:15", dt.date(2024, 11, 6)),
        ("Posted on 6 November 2024 | 3 min read", dt.date(2024, 11, 6)),
        ("Pier News | 6 November 2024 | 3 min read", dt.date(2024, 11, 6)),
        ("By Ida Kvalheim, 6 November 2024", dt.date(2024, 11, 6)),
        ("Published 6 November 2024, updated 9 November 2024", dt.date(2024, 11, 6)),
        (
            "TROMSØ, Norway, Nov. 6, 2024 (PN) — The ferry sailed again" + " and again" * 20,
            dt.date(2024, 11, 6),
        ),
        ("PORT, Nov. 6, 2024 /PortWire/ -- The ferry sailed again" + " and again" * 20, dt.date(2024, 11, 6)),
        ("YEREVAN, Oct 2 — A team has entered the town.", None),
        ("Updated 6 November 2024", None),
        ("The ferry sank on 6 November 2024", None),
        ("After the storm of 6 November 2024", None),
        ("Week of 28 October – 3 November 2024", None),
        ("28 October 2024 – 3 November 2024", None),
        ("Bericht 14. - 20. Januar 2022", None),
        ("On 6 November 2024, the ferry sank.", None),
        ("November 2024", None),
        ("6 November 2024 – The ferry sinks off Marrowby.", None),  # an entry of a chronology
        ("3 May 2021\nThe ferry sinks.\n4 June 2022\nA bridge is begun.", None),
        ("3 May 2021 | The ferry sinks off the town of Marrowby.", None),
        ("one\ntwo\nthree\nfour\nfive\nsix\n6 November 2024", None),
    ],
)
def test_a_dateline_is_a_full_date_in_its_place(head: str, day: dt.date | None) -> None:
    assert dateline_of(head + PROSE) == day


def test_the_day_on_which_a_manuscript_came_is_no_dateline() -> None:
    assert dateline_of("Received 3 March 2021; accepted 9 May 2021.") is None
    assert dateline_of("Received 3 March 2021.") is None
