"""Files that appear whole or not at all, whoever writes them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.atomic import replacing
from dateline.documents import landing
from dateline.documents.sources.adding import add_entry
from dateline.inbox import copy_in
from dateline.timeline.corrections import append_correction

SOURCES = "sources:\n  - {name: one, collection: news, kind: folder, location: one}\n"


def _correct(folder: Path) -> None:
    append_correction(folder / "corrections.csv", "suppress", "e_1", "", "Ada", dt.date(2024, 11, 7), "")


def _declare(folder: Path) -> None:
    add_entry(
        folder / "sources.yaml", {"name": "two", "collection": "news", "kind": "folder", "location": "two"}
    )


def _copy(folder: Path) -> None:
    copy_in(folder / "one" / "letter.txt", folder / "inbox")


def _keep(folder: Path) -> None:
    landing.keep(folder / "landing", b"letter")


@pytest.mark.parametrize("write", [_correct, _declare, _copy, _keep])
def test_a_full_disk_leaves_all_as_it_was(
    write: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "letter.txt").write_text("Peru met Chile.", encoding="utf-8")
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    _correct(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    monkeypatch.undo()
    write(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} != before


def test_a_file_keeps_its_mode_and_the_link_that_leads_to_it(tmp_path: Path) -> None:
    kept = tmp_path / "shared.csv"
    kept.write_bytes(b"one")
    kept.chmod(0o600)
    link = tmp_path / "corrections.csv"
    link.symlink_to(kept)
    with replacing(link) as stream:
        stream.write(b"two")
    assert link.is_symlink() and kept.read_bytes() == b"two"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_new_file_can_be_read_by_others(tmp_path: Path) -> None:
    with replacing(tmp_path / "new" / "file") as stream:
        stream.write(b"one")
    assert (tmp_path / "new" / "file").stat().st_mode & 0o777 == 0o644
