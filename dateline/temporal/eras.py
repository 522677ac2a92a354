"""Dates before our era: they have a value and an EDTF form, but no days: the calendar begins with year 1."""

from dateline.records import Basis, Granularity
from dateline.temporal.edtf import years_bc
from dateline.temporal.resolution import Fields, Resolution, unresolved

_YEARS = {"year": 1, "decade": 10, "century": 100}
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def before_our_era(known: Fields, year: int, basis: Basis = "explicit") -> Resolution:
    """A date of a year BC, or a century or decade of that era."""
    if "century" in known:
        number = known.number("century") or 1
        return _dated(f"BC{number - 1:02}", "century", years_bc(100 * number, 100 * number - 99), basis)
    if "decade" in known:
        number = known.number("decade") or 0
        return _dated(f"BC{number:03}", "decade", years_bc(10 * number + 9, max(10 * number, 1)), basis)
    if year < 1:
        return unresolved("XXXX", "none")
    value = f"BC{year:04}"
    if season := known.text("season"):
        first, last = _SEASONS[season]
        ends = (years_bc(year, year, f"-{first:02}"), _month(year - (first > last), last))
        return _dated(f"{value}-{season}", "season", "/".join(ends), basis)
    month, day = known.number("month"), known.number("day")
    if month and day:
        rest = f"-{month:02}-{day:02}"
        return _dated(value + rest, "day", years_bc(year, year, rest), basis)
    if month:
        return _dated(f"{value}-{month:02}", "month", _month(year, month), basis)
    return _dated(value, "year", years_bc(year, year), basis)


def from_year_bc(known: Fields, reached: int) -> Resolution:
    """A date without a year, or counted in years, in a narrative that has reached a year BC."""
    if any(name in known for name in ("month", "season")):
        return before_our_era(known, reached, "relative_to_expression")
    size = _YEARS.get(known.text("unit") or "")
    steps = _steps(known)
    if size is None or steps is None or (year := reached - steps * size) < 1:
        return unresolved("XXXX-XX-XX", "none")
    digits, granularity = _width(size)
    first = year // size * size + size - 1
    edtf = years_bc(first, max(first - size + 1, 1))
    return _dated(f"BC{f'{year:04}'[:digits]}", granularity, edtf, "relative_to_expression")


def _dated(value: str, granularity: Granularity, edtf: str, basis: Basis) -> Resolution:
    return Resolution("DATE", value, None, None, granularity, basis, None, edtf=edtf)


def _month(year: int, month: int) -> str:
    """A month of a year BC; that after 1 BC is 1 AD."""
    return years_bc(year, year, f"-{month:02}") if year else f"0001-{month:02}"


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
