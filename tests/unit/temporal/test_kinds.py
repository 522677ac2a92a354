"""Kinds of time expressions that are easily misread: the texts of tests/fixtures/kinds/temporal.

A line has a text, its publication day, and the words and EDTF form (null: no days) of all that is to be found
in it; `fails` says why it is not yet. Files whose name begins with "bounds" are read with the prepositions.
"""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.language import annotate
from dateline.language.tokens import words_of
from dateline.temporal.periods import periods
from dateline.temporal.tagger import tag_doc

KINDS = Path(__file__).parents[2] / "fixtures" / "kinds" / "temporal"


def cases() -> Iterator[Any]:
    for path in sorted(KINDS.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            case = json.loads(line)
            fails = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
            yield pytest.param(path.stem, case, marks=fails, id=f"{path.stem}-{number}")


@pytest.mark.parametrize(("kind", "case"), list(cases()))
def test_a_kind_of_time_expression(kind: str, case: dict[str, Any]) -> None:
    published = case["published"] and dt.date.fromisoformat(case["published"])
    doc = next(annotate([case["text"]]))
    expressions = tag_doc(doc, published)
    dates = [expression.date for expression in expressions]
    if kind.startswith("bounds"):
        (sentence,) = doc.sents
        dates = [period.date for period in periods(words_of(sentence), expressions)]
    assert [[date.text, date.edtf] for date in dates] == case["dates"]
