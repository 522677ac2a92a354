"""What is read by other means has another version."""

import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from dateline import versions
from dateline.versions import engine_version, reader_version


@pytest.mark.parametrize(
    ("told", "package"),
    [
        *((engine_version, package) for package in ("dateparser", "holidays", "lemminflect", "pycountry")),
        *((engine_version, package) for package in ("numpy", "onnxruntime", "spacy", "tokenizers")),
        *((reader_version, package) for package in ("htmldate", "lxml", "pypdf", "trafilatura")),
    ],
)
def test_another_version_of_a_package_is_another_reading(
    told: Any, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told()
    assert told.__wrapped__() == before
    monkeypatch.setattr(
        "dateline.versions.version", lambda name: "9999" if name == package else version(name)
    )
    assert told.__wrapped__() != before


def test_other_code_of_the_reader_is_another_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(Path(versions.__file__).parent / "documents", tmp_path / "documents")
    monkeypatch.setattr(versions, "_HERE", tmp_path)
    before = reader_version.__wrapped__()
    assert before == reader_version()
    for name, is_other in (("fetching/client.py", False), ("html.py", True)):
        with (tmp_path / "documents" / name).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        assert (reader_version.__wrapped__() != before) == is_other
