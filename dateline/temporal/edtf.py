"""Extended Date/Time Format strings (ISO 8601-2:2019, levels 0 to 2) of day intervals."""

import calendar
import datetime as dt


def edtf_of(earliest: dt.date | None, latest: dt.date | None, qualifier: str = "") -> str | None:
    """The EDTF string of an interval of days, both inclusive; None when neither end is known.

    A whole decade, year or month is written as such, an open end as `..`; `qualifier` ('', '~', '?', '%') is
    put on every date of the string.
    """
    if earliest is None and latest is None:
        return None
    if earliest is None or latest is None:
        ends = (
            _day(earliest) + qualifier if earliest else "..",
            _day(latest) + qualifier if latest else "..",
        )
        return "/".join(ends)
    if earliest == latest:
        return _day(earliest) + qualifier
    starts_month = earliest.day == 1
    ends_month = latest.day == calendar.monthrange(latest.year, latest.month)[1]
    if not (starts_month and ends_month):
        return f"{_day(earliest)}{qualifier}/{_day(latest)}{qualifier}"
    if (earliest.month, latest.month) != (1, 12):
        first, last = _day(earliest)[:7], _day(latest)[:7]
        return first + qualifier if first == last else f"{first}{qualifier}/{last}{qualifier}"
    if earliest.year == latest.year:
        return f"{earliest.year:04}{qualifier}"
    if qualifier:  # a year of which digits are left open takes none
        return f"{earliest.year:04}{qualifier}/{latest.year:04}{qualifier}"
    if earliest.year % 100 == 0 and latest.year == earliest.year + 99:
        return f"{earliest.year // 100:02}XX"
    if earliest.year % 10 == 0 and latest.year == earliest.year + 9:
        return f"{earliest.year // 10:03}X"
    return f"{earliest.year:04}/{latest.year:04}"


def one_of(*days: dt.date) -> str:
    """The EDTF string of a day that is one of several, nobody knows which."""
    return f"[{','.join(map(_day, days))}]"


def years_bc(first: int, last: int, rest: str = "") -> str:
    """The EDTF string from year `first` to year `last` before our era, or of a part of one.

    `rest` is month, and day, of the year.
    """
    ends = [f"{_year_bc(year)}{rest}" for year in (first, last)]
    return ends[0] if first == last else "/".join(ends)


def qualified(edtf: str, qualifier: str) -> str:
    """An EDTF string with a qualifier on each of its dates; one that lists days stays as it is."""
    return edtf if edtf.startswith("[") else "/".join(date + qualifier for date in edtf.split("/"))


def _year_bc(year: int) -> str:
    before = year - 1
    sign = "-" if before else ""
    return f"{sign}{before:04}" if before < 10_000 else f"Y-{before}"


def _day(day: dt.date) -> str:
    return day.isoformat()
