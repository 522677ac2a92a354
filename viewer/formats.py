"""Lists as other programs read them: JSON, CSV, and Atom feeds."""

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

# A spreadsheet runs what begins so.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Rows = Sequence[Mapping[str, Any]]


def as_json(rows: Rows, about: Mapping[str, object]) -> str:
    """A list with what it is: one object, days and times as ISO 8601 strings."""
    return json.dumps({**about, "rows": list(rows)}, ensure_ascii=False, default=_plain)


def as_csv(rows: Rows, columns: Sequence[str]) -> str:
    """A list with a header; parts of a cell are parted by semicolons, what a sheet would run is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        parts = value if isinstance(value, list) else [value]
        text = "; ".join(
            json.dumps(each, ensure_ascii=False, default=_plain) if isinstance(each, dict) else str(each)
            for each in parts
        )
    else:
        text = str(_plain(value)) if isinstance(value, (dt.date, dt.datetime)) else str(value)
    return f"'{text}" if isinstance(value, (str, list, dict)) and text.startswith(_FORMULA) else text


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else str(value)
