"""The days of holidays: of the same day each year, by Easter, or moving as a country's calendar has it."""

import datetime as dt
from functools import lru_cache

import holidays
from dateutil.easter import easter

from dateline.temporal.intervals import OutOfRange, day, plus


def holiday(name: str, year: int) -> dt.date:
    """The day of a holiday: "12-25", "easter-2" (days from Easter Sunday), or "US: Memorial Day".

    Raises OutOfRange when the country did not have it that year.
    """
    if name.startswith("easter"):
        if not 1 <= year <= 4099:
            raise OutOfRange(f"Easter is not known for the year {year}")
        return plus(easter(year), int(name.removeprefix("easter")))
    if ":" not in name:
        month, day_of_month = name.split("-")
        return day(year, int(month), int(day_of_month))
    country, _, title = name.partition(": ")
    found = _days(country, year).get(title)
    if found is None:
        raise OutOfRange(f"{country} had no {title} in {year}")
    return found


@lru_cache(maxsize=256)
def _days(country: str, year: int) -> dict[str, dt.date]:
    calendar = holidays.country_holidays(country, years=year, language="en_US")
    return {name: date for date, name in sorted(calendar.items(), reverse=True)}
