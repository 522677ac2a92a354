"""Dates before our era. They have a value and no days: the calendar of the tables begins with year 1."""

from dateline.records import Granularity
from dateline.temporal.resolution import Fields, Resolution, unresolved

_YEARS = {"year": 1, "decade": 10, "century": 100}


def before_our_era(known: Fields, year: int) -> Resolution:
    """A date of a year BC, or a century or decade of that era."""
    if "century" in known:
        return unresolved(f"BC{(known.number('century') or 1) - 1:02}", "century")
    if "decade" in known:
        return unresolved(f"BC{known.number('decade') or 0:03}", "decade")
    value = f"BC{year:04}"
    if season := known.text("season"):
        return unresolved(f"{value}-{season}", "season")
    month, day = known.number("month"), known.number("day")
    if month and day:
        return unresolved(f"{value}-{month:02}-{day:02}", "day")
    return unresolved(f"{value}-{month:02}", "month") if month else unresolved(value, "year")


def from_year_bc(known: Fields, reached: int) -> Resolution:
    """A date without a year, or counted in years, in a narrative that has reached a year BC."""
    if any(name in known for name in ("month", "season")):
        return before_our_era(known, reached)
    size = _YEARS.get(known.text("unit") or "")
    steps = _steps(known)
    if size is None or steps is None or (year := reached - steps * size) < 1:
        return unresolved("XXXX-XX-XX", "none")
    digits, granularity = _width(size)
    return unresolved(f"BC{f'{year:04}'[:digits]}", granularity)


def _steps(known: Fields) -> int | None:
    """The units to go, signed; None where the words do not say how many."""
    for name in ("last", "this", "next", "following", "preceding"):
        if (step := known.number(name)) is not None:
            return step
    amount = known.amount()
    return None if isinstance(amount, str) else int(amount) * (known.number("direction") or 1)


def _width(size: int) -> tuple[int, Granularity]:
    """The digits of a value, and the granularity that they tell."""
    return {1: (4, "year"), 10: (3, "decade"), 100: (2, "century")}[size]  # type: ignore[return-value]
