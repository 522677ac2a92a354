"""Towns and provinces of the world that the tables of names do not have: where "in Goris" is.

One name is often that of many towns. The province or country told beside it decides, then the countries that
the document speaks of and the number of inhabitants; a small town of a country that the document never names
is not taken for the one that is meant.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.events.gazetteer import plain
from dateline.records import Precision

TABLE = Path(__file__).with_name("atlas.parquet")
SCHEMA = pa.schema(
    [
        ("form", pa.string()),  # the name without diacritics
        ("name", pa.string()),
        ("iso3", pa.string()),
        ("precision", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("population", pa.int32()),
        ("region", pa.string()),  # the province of a town; empty where it is not known
    ]
)
_KNOWN_EVERYWHERE = 100_000  # inhabitants of a town that needs no country beside it
_NAMED = 2.0  # powers of ten of inhabitants that the first country of a document is worth, the next less
_SEAT = 0.1  # of the people of a province that a town has which is meant by the name of both


@dataclass(frozen=True, slots=True)
class Settled:
    """A town or a province: its usual name, country (ISO 3166-1 alpha-3), degrees where known."""

    name: str
    iso3: str
    precision: Precision
    latitude: float | None
    longitude: float | None
    population: int
    region: str = ""


def look_up(form: str, countries: Sequence[str], province: bool = False) -> Settled | None:
    """The town (the province, if the words call it one) of a name without diacritics; None if none is meant.

    `countries` are the codes of those that the document names, the likeliest first.
    """
    rank = {code: number for number, code in enumerate(countries)}
    found = [
        place
        for place in _called(form)
        if place.iso3 in rank or place.population >= _KNOWN_EVERYWHERE or (province and not place.population)
    ]
    if province and any(place.precision != "city" for place in found):
        found = [place for place in found if place.precision != "city"]
        if len({place.iso3 for place in found} - rank.keys()) > 1 and not any(p.population for p in found):
            found = [place for place in found if place.iso3 in rank]
    elif not province:
        found = [place for place in found if place.precision == "city" or not _has_seat(place, found)]
    found = [place for place in found if plain(place.name) == form] or found  # Puno, not Pune

    def likelihood(place: Settled) -> float:
        known = _NAMED / (1 + rank[place.iso3]) if place.iso3 in rank else 0.0
        return math.log10(place.population + 1) + known

    return max(found, key=likelihood, default=None)


def within(form: str, outer: str, country: str | None) -> Settled | None:
    """The town or province of a name that lies in the province or country told beside it."""
    outers = {place.iso3 for place in _called(outer) if place.precision == "admin1"}
    found = _called(form)
    towns = [place for place in found if place.precision == "city" and place.iso3 in outers]
    inside = [place for place in towns if plain(place.region) == outer] or [p for p in towns if not p.region]
    inside = inside or [place for place in found if place.iso3 == country]
    inside = [place for place in inside if place.precision == "city" or not _has_seat(place, inside)]
    return max(inside, key=lambda place: place.population, default=None)


def province_of(form: str) -> Settled | None:
    """The province of a name, the one of most people; None if no province has it."""
    found = [place for place in _called(form) if place.precision == "admin1"]
    return max(found, key=lambda place: place.population, default=None)


def is_known(form: str) -> bool:
    """Whether any town or province has a name."""
    return bool(_called(form))


def _has_seat(province: Settled, found: Sequence[Settled]) -> bool:
    """Whether a town of the same name and country is rather meant than a province."""
    return any(
        place.precision == "city"
        and place.iso3 == province.iso3
        and place.population >= _SEAT * province.population
        for place in found
    )


@lru_cache(maxsize=10_000)
def _called(form: str) -> tuple[Settled, ...]:
    table, forms = _table()
    first = last = bisect_left(forms, form)
    while last < len(forms) and forms[last] == form:
        last += 1
    return tuple(
        Settled(**{key: value for key, value in row.items() if key != "form"})
        for row in table.slice(first, last - first).to_pylist()
    )


@cache
def _table() -> tuple[pa.Table, list[str]]:
    table = pq.read_table(TABLE, schema=SCHEMA)
    return table, table.column("form").to_pylist()
