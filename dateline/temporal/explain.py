"""The derivation of a date, step by step, for whoever wants to know why."""

import datetime as dt
from collections.abc import Iterator

from dateline.language import annotate
from dateline.records import ResolvedDate
from dateline.temporal.tagger import Resolved, resolved


def explain(
    text: str, published: dt.date | None = None, narrative: bool | None = None
) -> Iterator[list[tuple[str, str]]]:
    """The steps (name, what it gave) that lead from the words to the date of each expression of a text.

    `narrative` as in `tag`.
    """
    for entry in resolved(next(annotate([text])), published, narrative):
        yield _steps(entry, text[entry.char_start : entry.char_end])


def _steps(entry: Resolved, words: str) -> list[tuple[str, str]]:
    resolution, context = entry.resolution, entry.context
    date = resolution.date(entry.found.rule, words)
    fields = ", ".join(f"{name} {value}" for name, value in entry.found.fields.items())
    steps = [("words", words), ("rule", entry.found.rule), ("says", fields or "nothing more")]
    steps.append(("counts from", _counts_from(entry, date)))
    if date.basis == "relative_to_publication":
        way = context.direction()
        steps.append(("verb points", {"past": "behind", "future": "ahead", None: "neither way"}[way]))
    if "numeric" in entry.found.fields and context.day_first is not None:
        first = "the day" if context.day_first else "the month"
        steps.append(("habit", f"the document's numeric dates have {first} first"))
    mod = f" ({resolution.mod})" if resolution.mod else ""
    steps.append((resolution.timex_type, f"{resolution.value}{mod}"))
    if date.earliest is not None or date.latest is not None:
        steps.append(("days", f"{_day(date.earliest)} to {_day(date.latest)}, {date.extent}"))
    if date.edtf is not None:
        steps.append(("EDTF", date.edtf))
    return steps


def _counts_from(entry: Resolved, date: ResolvedDate) -> str:
    context = entry.context
    if date.basis == "relative_to_publication":
        return f"publication, {_day(date.anchor)}"
    if date.basis == "relative_to_expression":
        told = "the date that the narrative has reached" if context.narrative else "the expression before"
        return f"{told}, {_day(date.anchor)}"
    if date.basis == "none":
        return "nothing that is known: left open"
    if context.heading is not None and not {"year", "iso", "numeric"} & entry.found.fields.keys():
        return f"the year of the heading above, {context.heading}"
    return "nothing: the words say it all"


def _day(day: dt.date | None) -> str:
    return f"{day:%A} {day.isoformat()}" if day else "open"
