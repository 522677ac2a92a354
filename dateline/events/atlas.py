"""Towns and provinces of the world that the tables of names do not have: where "in Goris" is.

One name is often that of many towns. The countries that the document speaks of decide, and else the number of
inhabitants; a small town of a country that the document never names is not taken for the one that is meant.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

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
    ]
)
_KNOWN_EVERYWHERE = 100_000  # inhabitants of a town that needs no country beside it


@dataclass(frozen=True, slots=True)
class Settled:
    """A town or a province: its usual name, country (ISO 3166-1 alpha-3), degrees where known."""

    name: str
    iso3: str
    precision: Precision
    latitude: float | None
    longitude: float | None
    population: int


def look_up(form: str, countries: Sequence[str], province: bool = False) -> Settled | None:
    """The town (the province, if the words call it one) of a name without diacritics; None if none is meant.

    `countries` are the codes of those that the document names, the likeliest first.
    """
    found = [place for place in _called(form) if province or place.precision == "city"]
    rank = {code: number for number, code in enumerate(countries)}
    near = [place for place in found if place.iso3 in rank]
    if near:
        return min(near, key=lambda p: ((p.precision == "city") == province, rank[p.iso3], -p.population))
    provinces = [place for place in found if place.precision == "admin1"]
    if province and len({place.iso3 for place in provinces}) == 1:
        return provinces[0]
    largest = max(found, key=lambda place: place.population, default=None)
    return largest if largest is not None and largest.population >= _KNOWN_EVERYWHERE else None


def _called(form: str) -> list[Settled]:
    table, forms = _table()
    first = last = bisect_left(forms, form)
    while last < len(forms) and forms[last] == form:
        last += 1
    return [
        Settled(**{key: value for key, value in row.items() if key != "form"})
        for row in table.slice(first, last - first).to_pylist()
    ]


@cache
def _table() -> tuple[pa.Table, list[str]]:
    table = pq.read_table(TABLE, schema=SCHEMA)
    return table, table.column("form").to_pylist()
