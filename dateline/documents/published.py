"""The publication day of a page from all places that state one, and how sure it is.

Places are weighed against each other: machine-readable metadata, the date under the heading, the address, and
what htmldate finds in the markup. A stamp in UTC may be a day off the local day that a reader sees.
"""

import datetime as dt
import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import htmldate
import lxml.html
from htmldate.extractors import regex_parse

from dateline.documents.dates import WRITTEN, day_of_words
from dateline.documents.metadata import CONFIDENCE, Metadata, language_of, later_text
from dateline.records import PublishedBasis

_EARLIEST = dt.date(1995, 1, 1)  # of pages on the web, as htmldate has it
_SHOWN = ("dateline", "url")  # places that state the local day
_WEST, _EAST = 10, 14  # hours that local time may be behind and ahead of UTC

_NUMBER = re.compile(r"\d+")

_SLACK = 1  # days between a stamp in UTC and the local day
_AGREED = 0.95  # two places state the same day: the share of pages on which it was right
_DISPUTED = 0.6  # two places state different days


@dataclass(frozen=True, slots=True)
class Stated:
    """A day that one place states; `utc_hour` is the hour of a stamp in UTC, whose local day may differ."""

    day: dt.date
    basis: PublishedBasis
    utc_hour: int | None = None


def published_of(places: Sequence[Stated], latest: dt.date | None) -> Metadata:
    """The day that the places state together, the most trusted first, its place and its confidence.

    `latest` is the day on which the page was fetched: what is dated later is not believed.
    """
    places = [place for place in places if latest is None or place.day <= latest + dt.timedelta(days=1)]
    if not places:
        return Metadata()
    chosen = _localised(places[0], places[1:])
    others = [place for place in places if place.basis != chosen.basis]
    if any(place.day == chosen.day for place in others):
        confidence = _AGREED
    elif any(not _is_same_moment(place, chosen) for place in others):
        confidence = _DISPUTED
    else:
        confidence = CONFIDENCE[chosen.basis]
    texts = (place.day for place in places if place.basis == "dateline")
    return Metadata(
        published=chosen.day,
        basis=chosen.basis,
        confidence=confidence,
        warnings=later_text(chosen.day, texts, _SLACK),
    )


def found_in_markup(
    tree: lxml.html.HtmlElement, markup: str, url: str | None, latest: dt.date | None
) -> Stated | None:
    """The day that htmldate finds in a page, of which `tree` is what lxml reads in `markup`.

    None when it finds none, fills one in, or cannot read the page.
    """
    try:
        found = htmldate.find_date(
            tree,
            original_date=True,
            url=url,
            min_date=_EARLIEST.isoformat(),
            # Without a bound it takes today's, and the same page would be read otherwise tomorrow.
            max_date=(latest or dt.date(dt.MAXYEAR, 12, 31)).isoformat(),
        )
    except (ValueError, OverflowError):  # an offset of 24 hours or more
        return None
    if found is None:
        return None
    day = dt.date.fromisoformat(found)
    return Stated(day, "markup") if _is_written(day, markup, language_of(tree.get("lang")) or "en") else None


def _is_written(day: dt.date, markup: str, language: str) -> bool:
    """Whether a page states a day: to a month or year htmldate gives its first day, or that of today."""
    year_first = (
        rf"(?<!\d){day.year}(?:(?P<mark>\W\s?)0?{day.month}(?P=mark)0?{day.day}(?!\d)"
        rf"|\s?[年년]\s?0?{day.month}\s?[月월]\s?0?{day.day}(?!\d)"
        rf"|{day:%m%d}(?=(?:\d{{6}})?(?!\d)))"  # the time of day may follow
    )
    if re.search(year_first, markup):
        return True
    written = dict.fromkeys(match[0] for match in WRITTEN.finditer(html.unescape(markup)))
    return any(_says(words, day, language) for words in written)


def _says(words: str, day: dt.date, language: str) -> bool:
    """Whether a match of WRITTEN is the day in the page's language, or as htmldate reads it in any."""
    numbers = list(map(int, _NUMBER.findall(words)))
    if len(numbers) == 3:
        return numbers == [day.day, day.month, day.year] or day_of_words(words, language) == day
    if sorted(numbers) != [day.day, day.year]:
        return False
    found = regex_parse(words)
    return (found is not None and found.date() == day) or day_of_words(words, language) == day


def _localised(first: Stated, others: Iterable[Stated]) -> Stated:
    """The day that a reader saw, when the first place is a stamp in UTC and another place is a day off it."""
    shown = (place for place in others if place.basis in _SHOWN and place.utc_hour is None)
    nearby = (place for place in shown if place.day != first.day and _is_same_moment(place, first))
    return next(nearby, first)


def _is_same_moment(place: Stated, other: Stated) -> bool:
    """Whether two days can be those of one moment in different time zones."""
    for stamp, local in ((place, other), (other, place)):
        if stamp.utc_hour is not None:
            ahead = (local.day - stamp.day).days
            if (
                ahead == 0
                or (ahead == -1 and stamp.utc_hour < _WEST)
                or (ahead == 1 and stamp.utc_hour >= 24 - _EAST)
            ):
                return True
    return place.day == other.day
