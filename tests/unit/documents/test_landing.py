import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents import landing


@given(st.binary())
def test_bytes_come_back_under_their_hash(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("landing")
    digest = landing.keep(folder, data)
    assert digest == hashlib.sha256(data).hexdigest()
    assert landing.load(folder, digest) == data
    assert [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()] == [
        f"{digest[:2]}/{digest}"
    ]


def test_what_is_kept_is_not_written_again(tmp_path: Path) -> None:
    digest = landing.keep(tmp_path, b"letter")
    path = landing.path_of(tmp_path, digest)
    before = path.stat()
    assert landing.keep(tmp_path, b"letter") == digest
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_was_never_kept_cannot_be_loaded(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        landing.load(tmp_path, "0" * 64)
