"""What one time expression may say of an event: its own interval, a bound, another occurrence of its day."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.events.dates.candidate import bounded
from dateline.events.dates.story import Story
from dateline.records import Granularity, ResolvedDate
from dateline.temporal import intervals
from dateline.temporal.edtf import edtf_of
from dateline.temporal.intervals import OutOfRange
from dateline.temporal.periods import Period

_DAY = dt.timedelta(days=1)
_YEARS_BACK = 8  # sentences
_YEAR = re.compile(r"\b[12]\d{3}\b")
_MONTH = re.compile("|".join(calendar.month_name[1:]))
_WEEKDAY = re.compile("|".join(calendar.day_name))
_DIRECTED = re.compile(
    r"\b(?:last|next|past|coming|this|ago|previous|following|earlier|later)\b", re.IGNORECASE
)


Reading = tuple[str, ResolvedDate]  # its name, empty for the plain date


def readings(story: Story, period: Period) -> list[Reading]:
    """What a time expression of an event's sentence may mean, as what stands around it may have it."""
    bare = period.bare
    found = [("", period.date), *_within_signal(story, period), *_about_publication(story, bare)]
    found += [*_moved(story, bare), *_last_before_publication(story, bare)]
    if bare.earliest and bare.latest:
        found.append(("or before", bounded(bare, None, bare.latest, "by then")))
        found.append(("or after", bounded(bare, bare.earliest, None, "from then")))
    return found


def _within_signal(story: Story, period: Period) -> Iterator[Reading]:
    """Without its preposition, and since then until publication."""
    bare, earliest = period.bare, period.date.earliest
    if period.signal in ("", "range"):
        return
    if period.signal in ("since", "from") and earliest and story.published:
        whole = bounded(period.date, earliest, max(earliest, story.published), "until publication")
        yield "to now", replace(whole, extent="spans", granularity="days")
    if bare.earliest or bare.latest:
        yield "itself", bare


def _about_publication(story: Story, bare: ResolvedDate) -> Iterator[Reading]:
    """Its part before publication, and after: "this year" of what was, of what comes."""
    published = story.published
    if not (published and bare.earliest and bare.latest and published <= bare.latest):
        return
    if published < bare.latest:
        yield "from now", bounded(bare, published, bare.latest, "from publication on")
        if bare.earliest < published:
            yield "so far", bounded(bare, bare.earliest, published, "until publication")
    if bare.earliest < published - _DAY:
        yield "till the eve", bounded(bare, bare.earliest, published - _DAY, "until the eve of publication")


def _moved(story: Story, bare: ResolvedDate) -> Iterator[Reading]:
    """Weekdays, and days or months without a year, on the other side of publication; weeks ago to the day."""
    published, earliest, latest = story.published, bare.earliest, bare.latest
    if published is None or earliest is None or latest is None or bare.basis != "relative_to_publication":
        return
    text = bare.text or ""
    if bare.rule == "ago" and bare.granularity == "week":
        day = earliest + published.weekday() * _DAY
        yield "to the day", replace(bounded(bare, day, day, "to the day"), granularity="day")
    if _DIRECTED.search(text):
        return
    if _WEEKDAY.search(text) and bare.granularity == "day":
        unit: Granularity = "week"
    elif _MONTH.search(text) and not _YEAR.search(text):
        unit = "year"
    else:
        return
    steps = -1 if earliest > published else 1
    try:
        low, high = (intervals.shift(day, unit, steps) for day in (earliest, latest))
    except OutOfRange:
        return
    moved = bounded(bare, low, high, "on the other side of publication")
    yield "other side", replace(moved, granularity=bare.granularity)


def _last_before_publication(story: Story, bare: ResolvedDate) -> Iterator[Reading]:
    """A day or month without a year, whose year another date gave, in the last year before publication."""
    published, earliest, words = story.published, bare.earliest, bare.text or ""
    is_given = bare.basis == "relative_to_expression" and _MONTH.search(words) and not _YEAR.search(words)
    if published is None or earliest is None or not is_given:
        return
    is_over = (earliest.month, earliest.day) <= (published.month, published.day)
    year = published.year if is_over else published.year - 1
    if year != earliest.year:
        rule = f"last before publication: {bare.rule}"
        yield "of late", replace(in_year(bare, year), basis="relative_to_publication", rule=rule)


def year_before(story: Story, sentence: int, period: Period) -> tuple[int, int] | None:
    """The year told last before a month or day without a year, if it is another; how many sentences back."""
    words = period.bare.text or ""
    if story.published is None or period.bare.basis != "relative_to_publication" or not _MONTH.search(words):
        return None
    for number in range(sentence, max(-1, sentence - 1 - _YEARS_BACK), -1):
        for other in reversed(story.lines[number].periods):
            if number == sentence and other.start >= period.start:
                continue
            if (told := _YEAR.search(other.bare.text or "")) and other.bare.earliest is not None:
                is_other = period.bare.earliest and period.bare.earliest.year != int(told[0])
                return (int(told[0]), sentence - number) if is_other else None
    return None


def in_year(date: ResolvedDate, year: int) -> ResolvedDate:
    """A date moved to a year, as the day, days or month that it is."""
    earliest, latest = date.earliest, date.latest
    try:
        if date.granularity == "month" and earliest is not None:  # February has not always 29 days
            month = intervals.containing("month", earliest.replace(year=year))
            earliest, latest = month.earliest, month.latest
        else:
            earliest, latest = (day and day.replace(year=year) for day in (earliest, latest))
    except ValueError:  # 29 February
        return date
    edtf = edtf_of(earliest, latest, date.qualifier)
    return replace(
        date,
        edtf=edtf,
        earliest=earliest,
        latest=latest,
        basis="relative_to_expression",
        rule=f"in the year told before: {date.rule}",
    )
