"""Kinds of text that are easily misread, in invented cases: figures, places and participants of an event."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.engine import read_documents
from dateline.extract import document_of
from dateline.records import EventMention, Quantity

PUBLISHED = dt.date(2024, 6, 12)
CASES = Path(__file__).parents[2] / "fixtures" / "kinds" / "events"


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


@pytest.mark.parametrize("case", [*cases("places"), *cases("participants")])
def test_places_and_participants(case: dict[str, Any]) -> None:
    mention = told_by(case)[0]
    if "place" in case:
        assert mention.place is not None
        assert f"{mention.place.name} {mention.place.iso3} {mention.place.precision}" == case["place"]
        assert mention.place.latitude is not None
    if "participants" in case:
        assert [f"{p.role} {p.entity.name}" for p in mention.participants] == case["participants"]
    if "type" in case:
        assert mention.participants[0].entity.entity_type == case["type"]


def test_a_body_without_a_name_is_no_entity_of_two_documents() -> None:
    texts = ["The company attacked Ghana.", "The company attacked Ghana on Monday."]
    documents = [document_of({"id": name, "text": text}) for name, text in zip("ab", texts, strict=True)]
    first, second = (reading.mentions[0].participants[0].entity for reading in read_documents(documents))
    assert first.name == second.name == "company"
    assert first.entity_id != second.entity_id
