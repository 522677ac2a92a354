"""Where the development corpora and their scorers are, and how a scorer is run."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(os.environ.get("DATELINE_CORPORA", "../shared"))


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The records of a .jsonl or .jsonl.gz file."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.splitlines() if line.strip()]


def write_jsonl(path: Path, records: Iterable[Mapping[str, object]]) -> None:
    """Write records, one a line."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def score(tool: str, *arguments: Path) -> dict[str, Any]:
    """What a scorer of the corpora prints as JSON."""
    command = [sys.executable, str(ROOT / "tools" / tool), *map(str, arguments), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result
