"""News or narrative: what a document's dates say of how it is told.

News counts from its day of publication, a narrative from the date that it has reached (Strötgen and Gertz
2013).
"""

import datetime as dt
from collections.abc import Iterable, Mapping

_FEWEST = 3  # dates that make a narrative
_LONG_AGO = 2  # years before publication
_OF_THE_DAY = {"deictic", "last", "this", "next"}


def is_narrative(found: Iterable[Mapping[str, object]], published: dt.date | None) -> bool:
    """Whether the fields of a document's expressions are mostly of years gone by, few of the day's words."""
    dated = of_the_day = 0
    for fields in found:
        year = fields.get("year")
        if "era" in fields:
            dated += 1
        elif isinstance(year, int) and year > 100:
            # a year alone is background: "founded in 1950"
            old = published is None or published.year - year >= _LONG_AGO
            dated += old and ("month" in fields or "season" in fields)
        elif _counts_from_the_day(fields):
            of_the_day += 1
    return dated >= _FEWEST and dated > 2 * of_the_day


def _counts_from_the_day(fields: Mapping[str, object]) -> bool:
    weekday = "weekday" in fields and "day" not in fields
    return weekday or fields.get("anchor") == "publication" or bool(_OF_THE_DAY & fields.keys())
