"""The derivation of a date, step by step, for whoever wants to know why."""

import datetime as dt
from collections.abc import Iterator

from dateline.language import annotate
from dateline.temporal.tagger import Resolved, resolved


def explain(text: str, published: dt.date | None = None) -> Iterator[list[tuple[str, str]]]:
    """The steps (name, what it gave) that lead from the words to the date of each expression of a text."""
    for entry in resolved(next(annotate([text])), published):
        yield _steps(entry, text[entry.char_start : entry.char_end])


def _steps(entry: Resolved, words: str) -> list[tuple[str, str]]:
    resolution, context = entry.resolution, entry.context
    date = resolution.date(entry.found.rule, words)
    fields = ", ".join(f"{name} {value}" for name, value in entry.found.fields.items())
    steps = [("words", words), ("rule", entry.found.rule), ("says", fields or "nothing more")]
    if date.basis == "relative_to_publication":
        steps.append(("counts from", f"publication, {_day(date.anchor)}"))
        way = context.direction()
        steps.append(("verb points", {"past": "behind", "future": "ahead", None: "neither way"}[way]))
    elif date.basis == "relative_to_expression":
        steps.append(("counts from", f"the expression before, {_day(date.anchor)}"))
    elif date.basis == "explicit":
        steps.append(("counts from", "nothing: the words say it all"))
    else:
        steps.append(("counts from", "nothing that is known: left open"))
    mod = f" ({resolution.mod})" if resolution.mod else ""
    steps.append((resolution.timex_type, f"{resolution.value}{mod}"))
    if date.earliest is not None:
        steps.append(("days", f"{_day(date.earliest)} to {_day(date.latest)}, {date.extent}"))
        steps.append(("EDTF", date.edtf or ""))
    return steps


def _day(day: dt.date | None) -> str:
    return f"{day:%A} {day.isoformat()}" if day else "open"
