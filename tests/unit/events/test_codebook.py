"""The codebook's examples are its tests."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.events.codebook import FOLDER, CodebookError, Example, load_codebook
from dateline.events.examples import fault

EXAMPLES = [
    pytest.param(entry.type, example, id=f"{entry.type}: {example.text}")
    for entry in load_codebook().types
    for example in entry.examples
]


@pytest.mark.parametrize(("event_type", "example"), EXAMPLES)
def test_example(event_type: str, example: Example) -> None:
    wrong = fault(event_type, example, load_codebook())
    assert wrong is None, wrong


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


ONE_TYPE = """
type: ASSAULT
quad: material conflict
definition: Force.
include: []
exclude: []
modes: {}
triggers:
  - verb: bomb
examples:
  - text: The army bombed the port.
    trigger: %s
"""


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (ONE_TYPE % "bombed", 0, "1 types, 1 triggers, 1 examples, 0 of which do not come out."),
        (ONE_TYPE % "shelled", 1, "trigger 'shelled' not found, but ASSAULT 'bombed'"),
        (ONE_TYPE % "[", 2, "not YAML"),
    ],
)
def test_check_tells_what_is_wrong(tmp_path: Path, content: str, status: int, said: str) -> None:
    (tmp_path / "assault.yaml").write_text(content)
    result = CliRunner().invoke(main, ["codebook", "check", str(tmp_path)])
    assert result.exit_code == status
    assert said in result.output


def test_try_shows_the_events_of_a_sentence() -> None:
    sentence = "On 24 February 2022 Russia invaded Ukraine."
    result = CliRunner().invoke(main, ["codebook", "try", sentence])
    assert result.exit_code == 0
    first, *rest = result.output.splitlines()
    assert first.startswith("invaded: ASSAULT")
    assert [line.split() for line in rest][:2] == [
        ["actor", "Russia", "(RUS)"],
        ["recipient", "Ukraine", "(UKR)"],
    ]
    assert "(2022-02-24)" in result.output
    nothing = CliRunner().invoke(main, ["codebook", "try", "The sky is blue."])
    assert (nothing.exit_code, nothing.output) == (1, "No event.\n")
