"""Pairs of reports of two events and of one, as pairs.yaml tells them."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.documents import read_document
from dateline.engine import read_documents
from dateline.records import Document
from dateline.timeline.joining import join

PAIRS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("pairs.yaml").read_text(encoding="utf-8")
)


def report(text: str, place: int) -> Document:
    """A document of its own source."""
    return replace(
        read_document(text.encode(), "a.txt"),
        document_id=f"d{place}",
        source_id=f"s{place % 2}",
        published_at=dt.date(2024, 6, 12),
    )


def joined(kind: str) -> int:
    """How many pairs of a kind come to one event of both reports."""
    documents = [
        report(text, place)
        for place, text in enumerate(pair[side] for pair in PAIRS[kind] for side in ("one", "other"))
    ]
    readings = list(read_documents(documents))
    count = 0
    for place in range(0, len(documents), 2):
        both = {document.document_id: document for document in documents[place : place + 2]}
        mentions = [mention for reading in readings[place : place + 2] for mention in reading.mentions]
        count += any(event.document_count == 2 for event in join(mentions, both).events)
    return count


@pytest.mark.parametrize(("kind", "least", "most"), [("different", 0, 3), ("same", 35, 40)])
def test_pairs_are_joined_by_more_than_type_day_and_country(kind: str, least: int, most: int) -> None:
    assert least <= joined(kind) <= most
