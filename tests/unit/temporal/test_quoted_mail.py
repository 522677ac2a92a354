"""What a mail quotes of another counts from that one's day: text and the days of its relative words."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.temporal import tag

KIND = Path(__file__).parents[2] / "fixtures" / "kinds" / "documents" / "mail.jsonl"
ROWS = [json.loads(line) for line in KIND.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_days_of_quoted_mail(row: dict[str, Any]) -> None:
    found = tag(row["text"], dt.date(2024, 6, 12))
    words = {word for word, _ in row["dates"]}
    assert [[each.text, each.date.edtf] for each in found if each.text in words] == row["dates"]
