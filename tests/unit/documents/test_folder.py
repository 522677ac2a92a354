import os
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.documents import SourceUnreadable, external_id_of, list_files, sidecar_of
from dateline.records import Source


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", encoding="utf-8")


def names(source: Source, folder: Path) -> list[str]:
    inside = replace(source, location=str(folder))
    return [external_id_of(inside, path) for path in list_files(inside)]


def test_files_come_by_path_without_what_is_hidden_unfinished_or_metadata(
    source: Source, tmp_path: Path
) -> None:
    fill(tmp_path, "b.txt", "b.txt.meta.yaml", "a/z.html", "a.md", "c.md", "c.meta.yaml", "a/tool.py")
    fill(tmp_path, ".hidden.txt", ".git/config.txt", "sources.yaml", "d.txt.part", "e.txt~")
    assert names(source, tmp_path) == ["a.md", "a/tool.py", "a/z.html", "b.txt", "c.md"]


def test_metadata_without_its_document_is_listed(source: Source, tmp_path: Path) -> None:
    fill(tmp_path, "lost.txt.meta.yaml")
    assert names(source, tmp_path) == ["lost.txt.meta.yaml"]


def test_the_full_name_of_a_sidecar_goes_before_the_short_one(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "a.meta.yaml")
    assert sidecar_of(tmp_path / "a.txt").name == "a.meta.yaml"
    fill(tmp_path, "a.txt.meta.yaml")
    assert sidecar_of(tmp_path / "a.txt").name == "a.txt.meta.yaml"
    assert sidecar_of(tmp_path / "none.txt").name == "none.txt.meta.yaml"


def test_links_that_leave_the_folder_are_not_followed(source: Source, tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    fill(inside, "a.txt")
    fill(outside, "secret.txt", "deep/secret.txt")
    (inside / "file.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside / "deep")
    (inside / "gone.txt").symlink_to(outside / "gone.txt")
    (inside / "loop").symlink_to(inside)
    (inside / "same.txt").symlink_to(inside / "a.txt")
    assert names(source, inside) == ["a.txt", "same.txt"]


def test_a_name_that_is_not_utf8_has_an_id_that_can_be_stored(source: Source, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("text", encoding="utf-8")
    assert names(source, tmp_path) == ["caf\\xe9.txt"]


def test_a_folder_that_is_not_there_is_an_error_of_the_source(source: Source, tmp_path: Path) -> None:
    gone = replace(source, location=str(tmp_path / "gone"))
    with pytest.raises(SourceUnreadable, match=r"source 'pier': there is no folder .*gone: create it"):
        list_files(gone)


def test_a_folder_below_that_cannot_be_listed_is_an_error_of_the_source(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "a.txt", "closed/b.txt")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(SourceUnreadable, match="closed cannot be listed"):
        list_files(replace(source, location=str(tmp_path)))
