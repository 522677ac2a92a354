"""Lists for other programs: read back, they are the rows; nothing in a cell is run."""

import csv
import datetime as dt
import io
import json

from viewer.formats import as_csv, as_json

ROWS = [
    {
        "event_id": "e_1",
        "title": '=HYPERLINK("http://x")',
        "date_earliest": dt.date(2025, 3, 3),
        "date_latest": None,
        "confidence": 0.5,
        "document_ids": ["d_1", "d_2"],
        "quantities": [{"kind": "killed", "value": 3}],
    },
    {
        "event_id": "e_2",
        "title": "Line\nbreak, comma",
        "date_earliest": None,
        "date_latest": dt.date(2025, 3, 4),
        "confidence": -1.5,
        "document_ids": ["@a"],
        "quantities": [],
    },
]


def test_csv_is_read_back_and_holds_no_formula() -> None:
    one, two = csv.DictReader(io.StringIO(as_csv(ROWS, list(ROWS[0])), newline=""))
    assert one["title"] == '\'=HYPERLINK("http://x")'
    assert (one["date_earliest"], one["date_latest"]) == ("2025-03-03", "")
    assert one["document_ids"] == "d_1; d_2"
    assert one["quantities"] == '{"kind": "killed", "value": 3}'
    assert two["title"] == "Line\nbreak, comma"
    assert two["confidence"] == "-1.5"  # a number is none
    assert two["document_ids"] == "'@a"


def test_json_says_what_it_is() -> None:
    told = json.loads(as_json(ROWS, {"filter": {"type": "PROTEST"}, "row_count": 2}))
    assert told["filter"] == {"type": "PROTEST"}
    assert told["rows"][0]["date_earliest"] == "2025-03-03"
    assert told["rows"][1]["title"] == "Line\nbreak, comma"
