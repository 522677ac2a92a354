"""What an address asks for: filters, order and page of a view, read from its query and written back to one.

A view is its address: whoever opens the link sees the same.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlencode

from dateline.errors import DatelineError
from warehouse.pages import ORDERS
from warehouse.published import Filter

T = TypeVar("T")

LANES = ("type", "country", "story", "place", "none")
_FILTERS = ("collection", "type", "country", "place", "story", "realis", "entity", "source", "words")
_MOST_PAGES = 100_000


class BadAddress(DatelineError):
    """A query that asks for what cannot be: which word of it, and what would do."""


@dataclass(frozen=True, slots=True)
class View:
    """A timeline as an address asks for it: which rows, in which lanes and order, which page of the list."""

    wanted: Filter
    lane: str = "type"
    order: str = "day"
    page: int = 1
    query: Mapping[str, str] = field(default_factory=dict)

    def link(self, **changed: object) -> str:
        """The query of this view with some of it changed, and from its first page; None takes a word out."""
        told = {**self.query, **{name: value for name, value in changed.items() if name != "page"}}
        told.pop("page", None)
        if changed.get("page"):
            told["page"] = changed["page"]
        return "?" + urlencode({name: str(value) for name, value in told.items() if value is not None})


def view_of(query: Mapping[str, str]) -> View:
    """The view that a query asks for. Raises BadAddress."""
    told = {name: value.strip() for name, value in query.items() if value.strip()}
    known = {*_FILTERS, "from", "to", "confidence", "lane", "order", "page"}
    for name in told:
        if name not in known:
            raise BadAddress(f"“{name}” is nothing to ask for: {', '.join(sorted(known))}")
    first, last = (_read(told, name, _day, "a day such as 2024-10-31") for name in ("from", "to"))
    if first and last and first > last:
        raise BadAddress(f"from {first} comes after to {last}")
    wanted = Filter(
        collection=told.get("collection"),
        first=first,
        last=last,
        event_type=told["type"].upper() if "type" in told else None,
        country=told["country"].upper() if "country" in told else None,
        place=told.get("place"),
        story=told.get("story"),
        realis=told.get("realis"),
        entity=told.get("entity"),
        source=told.get("source"),
        confidence=_read(told, "confidence", _share, "a number from 0 to 1"),
        words=" ".join(told["words"].split()) if "words" in told else None,
    )
    lane, order = _one_of(told, "lane", LANES), _one_of(told, "order", tuple(ORDERS))
    page = _read(told, "page", _page, "a number from 1") or 1
    return View(wanted, lane, order, page, told)


def number(query: Mapping[str, str], name: str) -> int | None:
    """A number that a query tells. Raises BadAddress."""
    return _read(query, name, _page, "a number from 1")


def _one_of(told: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    value = told.get(name, known[0])
    if value not in known:
        raise BadAddress(f"{name}={value} is none of {', '.join(known)}")
    return value


def _read(told: Mapping[str, str], name: str, read: Callable[[str], T], form: str) -> T | None:
    if name not in told:
        return None
    try:
        return read(told[name])
    except ValueError as error:
        raise BadAddress(f"{name}={told[name]} is not {form}") from error


def _day(text: str) -> dt.date:
    return dt.datetime.strptime(text, "%Y-%m-%d").date()


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value


def _page(text: str) -> int:
    value = int(text)
    if not 1 <= value <= _MOST_PAGES:
        raise ValueError(text)
    return value
