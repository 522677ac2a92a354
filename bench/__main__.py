"""Print the benches: `python -m bench`. DATELINE_CORPORA names the folder of the development corpora."""

import sys
import tempfile
from pathlib import Path

from rich.console import Console

from bench import dates, documents, events, joining, language, scale, speed, temporal, timelines
from bench.corpora import ROOT

_WIDTH = 140  # columns, where there is no terminal to ask


def main() -> int:
    """Run every bench; 1 when the corpora are not there."""
    console = Console()
    if not console.is_terminal:
        console.width = _WIDTH
    if not (ROOT / "data").is_dir():
        console.print(f"No corpora in {ROOT}: set DATELINE_CORPORA to their folder.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        for bench in (documents, language, speed, temporal, events, dates, joining, timelines, scale):
            for table in bench.tables(Path(folder)):
                console.print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
