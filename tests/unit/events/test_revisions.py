"""What reports take back of earlier ones."""

import datetime as dt
from typing import Any

import pytest
import yaml

import dateline.events.revisions as module
from dateline.events.revisions import revisions
from dateline.language import annotate
from dateline.language.tokens import text_of, words_of
from dateline.temporal.tagger import tag_doc

THURSDAY = dt.date(2024, 11, 7)
TABLE = yaml.safe_load(module.Path(module.__file__).with_name("revisions.yaml").read_text(encoding="utf-8"))
EXAMPLES = [(of, example) for of in ("date", "figure") for e in TABLE[of] for example in e["examples"]]


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    """What a text takes back and what stands instead, in its words."""
    (doc,) = annotate([text])
    expressions = tag_doc(doc, THURSDAY, "d")
    found = []
    for span in doc.sents:
        words = words_of(span)
        for each in revisions(words, expressions):
            old, new = (at and text_of(words, at.start, at.stop) for at in (each.old, each.new))
            found.append((each.of, old, new))
    return found


@pytest.mark.parametrize(("of", "example"), EXAMPLES, ids=[example["text"] for _, example in EXAMPLES])
def test_an_example_comes_out(of: str, example: dict[str, Any]) -> None:
    assert (of, example.get("old"), example.get("new")) in told(example["text"])


@pytest.mark.parametrize("text", TABLE["nothing"])
def test_what_takes_nothing_back(text: str) -> None:
    assert told(text) == []
