"""Kinds of text that are easily misread, in invented cases: figures, places and participants of an event."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.records import EventMention, Quantity

PUBLISHED = dt.date(2024, 6, 12)
CASES = Path(__file__).parents[2] / "fixtures" / "kinds"


def cases(name: str) -> Iterator[Any]:
    """The cases of a file; `fails` says why one is not right yet."""
    for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
        yield pytest.param(case, marks=marks, id=f"{case['kind']}: {case['text'][:60]}")


def told_by(case: dict[str, Any]) -> list[EventMention]:
    """The mentions of a case that its word tells."""
    mentions = dateline.read(case["text"], PUBLISHED).mentions
    found = [mention for mention in mentions if case["word"] and case["word"] in mention.trigger]
    assert bool(found) == bool(case["word"])
    return found


def written(quantity: Quantity) -> str:
    """A figure in short: its kind, its value or bounds, its unit."""
    if quantity.value is not None:
        value = f"{quantity.value:g}" if quantity.value % 1 else f"{int(quantity.value)}"
    else:
        value = "-".join("" if bound is None else str(int(bound)) for bound in (quantity.low, quantity.high))
    return " ".join(filter(None, [quantity.kind, value, quantity.unit]))


@pytest.mark.parametrize("case", list(cases("quantities")))
def test_figures(case: dict[str, Any]) -> None:
    found = told_by(case)
    assert [written(quantity) for mention in found[:1] for quantity in mention.quantities] == case["figures"]
