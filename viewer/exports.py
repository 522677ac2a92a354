"""The timeline as a file for other programs, and one beside it that says what it is and leaves out."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from dateline.atomic import replacing
from viewer.formats import Rows, about, as_csv, as_geojson, as_json_lines
from warehouse import pages
from warehouse.pages import Connection
from warehouse.published import Filter, asked


def export(connection: Connection, wanted: Filter, form: str, target: Path) -> int:
    """Write the events that a filter asks for in one of FORMATS; how many they are.

    TARGET.about.json says the filter, the refresh, the rows, and what is left out. Each appears whole or not
    at all.
    """
    table = pages.timeline_table(connection, wanted)
    _, values = asked(wanted)
    told = about(values, pages.refreshed_at(connection), table.num_rows, 0)
    for path, content in (
        (target, FORMATS[form](table)),
        (
            target.with_name(f"{target.name}.about.json"),
            json.dumps(told, indent=1, default=str).encode() + b"\n",
        ),
    ):
        with replacing(path) as stream:
            stream.write(content)
    return int(table.num_rows)


def _text(write: Callable[[Rows], str]) -> Callable[[pa.Table], bytes]:
    return lambda table: write(table.to_pylist()).encode()


def _parquet(table: pa.Table) -> bytes:
    out = pa.BufferOutputStream()
    parquet.write_table(table, out)
    return bytes(out.getvalue())


FORMATS: Mapping[str, Callable[[Any], bytes]] = {
    "csv": lambda table: as_csv(table.to_pylist(), table.column_names).encode(),
    "jsonl": _text(as_json_lines),
    "geojson": _text(as_geojson),
    "parquet": _parquet,
}
