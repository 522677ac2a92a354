"""What an address asks for, and the addresses that a page leads to."""

import datetime as dt
from urllib.parse import parse_qs

import pytest

from viewer.asked import BadAddress, view_of


def test_all_filters_are_read() -> None:
    view = view_of(
        {
            "collection": "ports",
            "from": "2025-03-01",
            "to": "2025-03-31",
            "type": "protest",
            "country": "bel",
            "words": "  open  ended ",
            "confidence": "0.6",
            "lane": "story",
            "order": "salience",
            "page": "2",
            "place": "",
        }
    )
    assert view.wanted.collection == "ports"
    assert (view.wanted.first, view.wanted.last) == (dt.date(2025, 3, 1), dt.date(2025, 3, 31))
    assert (view.wanted.event_type, view.wanted.country) == ("PROTEST", "BEL")
    assert view.wanted.words == "open ended"
    assert view.wanted.confidence == 0.6
    assert view.wanted.place is None
    assert (view.lane, view.order, view.page) == ("story", "salience", 2)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"from": "31.10.2024"}, "from=31.10.2024 is not a day such as 2024-10-31"),
        ({"from": "2024-11-01", "to": "2024-10-31"}, "from 2024-11-01 comes after to 2024-10-31"),
        ({"confidence": "2"}, "confidence=2 is not a number from 0 to 1"),
        ({"confidence": "nan"}, "confidence=nan is not a number from 0 to 1"),
        ({"page": "0"}, "page=0 is not a number from 1"),
        ({"lane": "colour"}, "lane=colour is none of type, country, story, place, none"),
        ({"typ": "PROTEST"}, "“typ” is nothing to ask for"),
    ],
)
def test_what_cannot_be_asked_says_what_would_do(query: dict[str, str], told: str) -> None:
    with pytest.raises(BadAddress, match=r".*") as error:
        view_of(query)
    assert told in str(error.value)


def test_a_link_keeps_the_view_but_for_what_changes() -> None:
    view = view_of({"collection": "ports & docks", "page": "3", "type": "PROTEST"})
    assert parse_qs(view.link()[1:]) == {"collection": ["ports & docks"], "type": ["PROTEST"]}
    assert parse_qs(view.link(page=4)[1:])["page"] == ["4"]
    narrower = parse_qs(view.link(**{"from": dt.date(2025, 3, 1)})[1:])
    assert narrower["from"] == ["2025-03-01"]
    assert "page" not in narrower
