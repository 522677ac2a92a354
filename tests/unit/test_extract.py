"""`dateline extract` without its command: lines in, lines or errors out."""

import json
from typing import get_args

import pytest

from dateline.engine import Reading
from dateline.extract import NotADocument, document_of, extract, json_of
from dateline.records import UNDATED, EventMention, FoundBy


def test_a_document_that_cannot_be_read_is_an_error_beside_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(texts: list[str]) -> None:
        raise ValueError(f"{len(texts[0])} is too deep")

    monkeypatch.setattr("dateline.engine.annotate", fail)
    error, line = extract([json.dumps({"id": "a", "text": "They met."})])
    assert isinstance(error, NotADocument)
    assert str(error) == "document 'a': ValueError: 9 is too deep"
    assert isinstance(line, str)
    assert json.loads(line) == {"id": "a", "published": None, "time_expressions": [], "mentions": []}


@pytest.mark.parametrize("found_by", get_args(FoundBy))
def test_a_mention_says_what_found_it(found_by: FoundBy) -> None:
    mention = EventMention(
        mention_id="m",
        document_id="a",
        char_start=5,
        char_end=8,
        trigger="met",
        sentence_start=0,
        sentence_end=9,
        sentence="They met.",
        event_type="CONSULT",
        event_mode=None,
        realis="asserted",
        date=UNDATED,
        place=None,
        quantities=(),
        participants=(),
        confidence=0.5,
        found_by=found_by,
        codebook_version="1",
        engine_version="1",
    )
    document = document_of({"id": "a", "text": mention.sentence})
    (written,) = json_of(document, Reading("a", (), (mention,), (), None))["mentions"]
    assert (written["trigger"], written["confidence"], written["found_by"]) == ("met", 0.5, found_by)
