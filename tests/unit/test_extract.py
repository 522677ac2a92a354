"""`dateline extract` without its command: lines in, lines or errors out."""

import json

import pytest

from dateline.extract import NotADocument, extract


def test_a_document_that_cannot_be_read_is_an_error_beside_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(texts: list[str]) -> None:
        raise ValueError(f"{len(texts[0])} is too deep")

    monkeypatch.setattr("dateline.engine.annotate", fail)
    error, line = extract([json.dumps({"id": "a", "text": "They met."})])
    assert isinstance(error, NotADocument)
    assert str(error) == "document 'a': ValueError: 9 is too deep"
    assert isinstance(line, str)
    assert json.loads(line) == {"id": "a", "published": None, "time_expressions": [], "mentions": []}
