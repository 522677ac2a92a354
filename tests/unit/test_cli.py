"""What the command says of what it cannot do: a line that tells, and no traceback."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import main

BROKEN = "sources:\n  - {name: one, kind: folder}\n"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["codebook", "try", "Peru met Chile."], 1, "no spaCy pipeline is installed"),
        (["timeline", "--data", "nowhere"], 1, "nothing was published yet"),
        (["correct", "suppress", "e_1", "--data", "nowhere"], 1, "nothing was published yet"),
        (["correct", "date", "m_1", "soon", "--data", "nowhere"], 1, "'soon' is no date"),
        (["source", "add", "missing.txt", "--sources", "sources.yaml"], 1, "missing.txt"),
        (["refresh", "--sources", "sources.yaml"], 2, "sources.yaml line 2: collection: missing"),
        (["codebook", "check", "."], 2, "broken.yaml"),
    ],
)
def test_what_is_not_right_is_told(
    arguments: list[str], status: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources.yaml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("type: [", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_MODEL", "no_such_model")
    monkeypatch.setenv("DATELINE_USER", "Ada")
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, type(done.exception)) == (status, SystemExit), done.output
    assert done.output.startswith("Error: ") and message in done.output
