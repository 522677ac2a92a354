"""The orchestration issues no SQL."""

from pathlib import Path

import pipelines


def test_no_statement_is_issued_outside_the_store() -> None:
    files = sorted(Path(pipelines.__file__).parent.rglob("*.py"))
    assert any(file.parent.name == "steps" for file in files)
    assert [file.name for file in files if ".execute(" in file.read_text(encoding="utf-8")] == []
