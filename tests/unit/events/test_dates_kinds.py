"""Kinds of text whose events are easily dated wrong: the cases of dates.yaml."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline import date_events

WEDNESDAY = dt.date(2023, 9, 13)
CASES = Path(__file__).with_name("dates.yaml")


def cases() -> Iterator[Any]:
    kinds = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    for kind, told in kinds.items():
        for number, case in enumerate(told):
            fails = [pytest.mark.xfail(reason="not learned yet", strict=True)] if case.get("fails") else []
            yield pytest.param(case["text"], case["word"], case["date"], marks=fails, id=f"{kind} {number}")


@pytest.mark.parametrize(("text", "word", "edtf"), cases())
def test_a_kind_of_text(text: str, word: str, edtf: str) -> None:
    start = text.index(word)
    (event,) = date_events(text, [(start, start + len(word))], WEDNESDAY)
    assert event.date.edtf == edtf
