"""The codebook's examples are its tests."""

from pathlib import Path

import pytest

from dateline.events.codebook import FOLDER, CodebookError, Example, load_codebook
from dateline.events.triggers import TriggerMatch, find_triggers
from dateline.language import load_pipeline

EXAMPLES = [
    pytest.param(entry.type, example, id=f"{entry.type}: {example.text}")
    for entry in load_codebook().types
    for example in entry.examples
]


def _triggers(text: str) -> list[tuple[str, TriggerMatch]]:
    found = []
    for sentence in load_pipeline()(text).sents:
        words = [token for token in sentence if not token.is_space]
        for match in find_triggers(sentence, load_codebook()):
            last = words[match.end - 1]
            found.append((text[words[match.start].idx : last.idx + len(last)], match))
    return found


@pytest.mark.parametrize(("event_type", "example"), EXAMPLES)
def test_example(event_type: str, example: Example) -> None:
    found = [(words, match) for words, match in _triggers(example.text) if match.event_type == event_type]
    if example.none:
        assert not found
    else:
        modes = {words: match.mode for words, match in found}
        assert example.trigger in modes
        assert modes[example.trigger] == example.mode


def test_every_type_of_the_design_has_a_file() -> None:
    plover = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST"
    plover += " SANCTION MOBILIZE COERCE ASSAULT"
    extension = "LEADERSHIP ELECTION DISASTER STATEMENT OTHER"
    assert {entry.type for entry in load_codebook().types} == {*plover.split(), *extension.split()}
    for entry in load_codebook().types:
        assert (FOLDER / f"{entry.type.lower()}.yaml").exists()
        assert entry.triggers
        assert any(example.none for example in entry.examples)
        assert any(example.trigger for example in entry.examples)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("type: X\ntriggers: [", "not YAML"),
        ("type: X\nquad: none\n", "definition"),
        (
            "type: X\nquad: none\ndefinition: d\ninclude: []\nexclude: []\nmodes: {}\nexamples: []\n"
            "triggers: [{verb: a, mode: m}]",
            "modes used but not declared: m",
        ),
        (
            "type: X\nquad: none\ndefinition: d\ninclude: []\nexclude: []\nmodes: {}\nexamples: []\n"
            "triggers: [{verb: a, noun: b}]",
            "either `verb` or `noun`",
        ),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(CodebookError, match=r"x\.yaml") as caught:
        load_codebook(tmp_path)
    assert message in str(caught.value)
