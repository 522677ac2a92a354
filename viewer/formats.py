"""Lists as other programs read them: JSON, JSON lines, CSV, GeoJSON."""

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

# A spreadsheet runs what begins so.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Rows = Sequence[Mapping[str, Any]]


def about(
    wanted: Mapping[str, object], refreshed_at: dt.datetime | None, row_count: int, left_out: int
) -> dict[str, object]:
    """What a list of events says of itself: filter, refresh, rows, and what it leaves out."""
    return {
        "filter": dict(wanted),
        "refreshed_at": refreshed_at,
        "row_count": row_count,
        "left_out": left_out,
        "never_shown": "events without a date or with a doubtful one (see undated), events that a person "
        "suppressed, events of a confidence below 0.4",
    }


def as_json(rows: Rows, told: Mapping[str, object]) -> str:
    """A list with what it is: one object, days and times as ISO 8601 strings."""
    return json.dumps({**told, "rows": list(rows)}, ensure_ascii=False, default=_plain)


def as_json_lines(rows: Rows) -> str:
    """A list, an object a line."""
    return "".join(json.dumps(row, ensure_ascii=False, default=_plain) + "\n" for row in rows)


def as_geojson(rows: Rows) -> str:
    """A list as features (RFC 7946) at the places of the events, those of no known place without geometry."""
    features = [
        {
            "type": "Feature",
            "id": row["event_id"],
            "geometry": _point(row["place_longitude"], row["place_latitude"]),
            "properties": row,
        }
        for row in rows
    ]
    told = {"type": "FeatureCollection", "features": features}
    return json.dumps(told, ensure_ascii=False, default=_plain) + "\n"


def as_csv(rows: Rows, columns: Sequence[str]) -> str:
    """A list with a header; parts of a cell are parted by semicolons, what a sheet would run is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])
    return out.getvalue()


def _point(longitude: float | None, latitude: float | None) -> dict[str, object] | None:
    if longitude is None or latitude is None:
        return None
    return {"type": "Point", "coordinates": [longitude, latitude]}


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
