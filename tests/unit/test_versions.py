"""What is read by other means has another version."""

from importlib.metadata import version

import pytest

from dateline.versions import engine_version


@pytest.mark.parametrize("package", ["dateparser", "holidays", "lemminflect", "pycountry"])
def test_another_version_of_a_table_is_another_engine(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = engine_version()
    assert engine_version.__wrapped__() == before
    monkeypatch.setattr(
        "dateline.versions.version", lambda name: "9999" if name == package else version(name)
    )
    assert engine_version.__wrapped__() != before
