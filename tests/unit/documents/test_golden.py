"""Documents with known answers: each file of golden/ beside its expected metadata and text."""

from pathlib import Path

import pytest
import yaml

from dateline.documents import read_document

GOLDEN = Path(__file__).parent / "golden"
EXPECTED = ".expected.yaml"
FILES = sorted(path for path in GOLDEN.iterdir() if not path.name.endswith(EXPECTED))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_metadata_and_text_of_a_document(path: Path) -> None:
    expected = yaml.safe_load((GOLDEN / (path.name + EXPECTED)).read_text("utf-8"))
    document = read_document(path.read_bytes(), path.name)
    assert document.text == expected["text"]
    assert (document.title, document.published_at, document.published_basis) == (
        expected["title"],
        expected["published"],
        expected["basis"],
    )
    assert document.authors == tuple(expected.get("authors", ()))
    assert (document.publisher, document.url) == (expected.get("publisher"), expected.get("url"))
    assert (document.language, document.status, document.error) == ("en", "read", None)
    assert (document.source_id, document.collection, document.fetched_at) == ("", "", None)
