"""Which words tell events: the codebook and the heads together, and the fitting of what judges them."""

from pathlib import Path

import numpy as np
import pytest
from spacy.tokens import Span

import dateline
from dateline.events.codebook import FOLDER, Codebook, load_codebook
from dateline.events.detection.candidates import candidates
from dateline.events.detection.fitting import Judged, fit_gate, fit_types, fitted
from dateline.events.detection.judge import GATE, TYPE, Judge, Verdict, judge_all, load_judge
from dateline.events.detection.training import write
from dateline.language import load_pipeline
from dateline.language.tokens import words_of

ADDED = """
type: COERCE
quad: material conflict
definition: Force by an authority.
include: []
exclude: []
modes: {}
triggers:
  - {verb: gazump, confidence: 0.9}
  - {verb: arrest, not: [attention, eye]}
examples: []
"""


@pytest.fixture
def codebook(tmp_path: Path) -> Codebook:
    """The codebook that ships, but for its COERCE."""
    for path in FOLDER.glob("*.yaml"):
        if path.stem != "coerce":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "coerce.yaml").write_text(ADDED, encoding="utf-8")
    return load_codebook(tmp_path)


def sentence(text: str) -> Span:
    (found,) = load_pipeline()(text).sents
    return found


def found(text: str, codebook: Codebook) -> dict[str, Verdict]:
    """The events of a sentence by the words that are shown as their triggers."""
    span = sentence(text)
    words = words_of(span)
    verdicts = judge_all(words, candidates(span, codebook), load_judge())
    return {span.doc[words[v.match.start].i : words[v.match.end - 1].i + 1].text: v for v in verdicts}


@pytest.mark.parametrize(
    "text",
    [
        "Police gazumped three smugglers in Oslo on Monday.",
        "The three smugglers were gazumped by the police.",
        "On Friday the court gazumped the editor.",
    ],
)
def test_a_trigger_that_is_added_works_at_once(text: str, codebook: Codebook) -> None:
    verdict = found(text, codebook)["gazumped"]
    assert verdict.match.event_type == "COERCE"
    assert verdict.found_by in ("codebook", "both")
    before = found(text, load_codebook()).get("gazumped")
    assert before is None or before.found_by == "model"


def test_a_veto_binds(codebook: Codebook) -> None:
    assert found("Police arrested the smugglers.", codebook)["arrested"].match.event_type == "COERCE"
    vetoed = found("The painting arrested the attention of the police.", codebook).get("arrested")
    assert vetoed is None or vetoed.match.event_type != "COERCE"


@pytest.mark.parametrize(
    ("text", "trigger", "event_type"),
    [
        ("Two gunmen opened fire on a convoy near Goma.", "opened fire", "ASSAULT"),
        ("A bridge collapsed in the storm.", "collapsed", "DISASTER"),
        ("The museum opened a new wing on Tuesday.", "opened", "OTHER"),
        ("The envoys held talks in Geneva.", "talks", "CONSULT"),
        # what kills is no one's deed, though the codebook takes "kill" for one
        ("Lightning killed four shepherds near Cusco.", "killed", "DISASTER"),
        ("Measles killed 40 children last month.", "killed", "DISASTER"),
        ("An avalanche killed nine climbers.", "killed", "DISASTER"),
        ("Nine miners were killed when the shaft flooded.", "killed", "DISASTER"),
        ("Bandits killed four shepherds near Cusco.", "killed", "ASSAULT"),
        ("Nine miners were killed when gunmen stormed the shaft.", "killed", "ASSAULT"),
    ],
)
def test_an_event_has_its_words_and_type(text: str, trigger: str, event_type: str) -> None:
    assert found(text, load_codebook())[trigger].match.event_type == event_type


@pytest.mark.parametrize(
    "text",
    [
        "“We are proud of our history,” she said.",
        "The river is long and wide.",
        "Whales are mammals that live in the sea.",
    ],
)
def test_states_habits_and_plain_attribution_are_no_events(text: str) -> None:
    assert found(text, load_codebook()) == {}


def test_mentions_say_what_found_them() -> None:
    (mention,) = dateline.read("Rebels attacked the village of Kunda.").mentions
    assert mention.found_by == "both"
    assert 0.5 < mention.confidence <= 1


TYPES = ("AID", "COERCE", "OTHER")


def judged(generator: np.random.Generator, told: bool, gold: int) -> Judged:
    """A candidate whose head and codebook are right most of the time."""
    gate = np.zeros(len(GATE))
    gate[GATE.index("bias")] = 1.0
    gate[GATE.index("head")] = generator.normal(2.0 if told else -2.0, 2.0)
    rows = np.zeros((len(TYPES), len(TYPE)))
    rows[:, 0] = -3.0
    rows[gold if generator.random() < 0.8 else generator.integers(len(TYPES)), 0] = -0.1
    rows[gold if generator.random() < 0.9 else generator.integers(len(TYPES)), 1] = 1.0
    none = np.zeros(len(TYPES), dtype=bool)
    return Judged(gate, rows, none, gold if told else None)


@pytest.fixture
def rows() -> list[Judged]:
    generator = np.random.default_rng(3)
    return [judged(generator, generator.random() < 0.4, int(generator.integers(3))) for _ in range(4000)]


def test_the_judge_learns_whom_to_trust(rows: list[Judged]) -> None:
    gate, (shared, bias) = fit_gate(rows), fit_types(rows, len(TYPES))
    assert 0.7 < gate[GATE.index("head")] < 1.3  # the logit of two equal Gaussians, 4 apart, has slope 1
    assert shared[1] > 2.0 and shared[0] > 0.5  # the codebook is the surer of the two here
    assert np.abs(bias).max() < 0.5


def test_the_chances_of_the_judge_are_calibrated(rows: list[Judged]) -> None:
    gate = fit_gate(rows)
    chances = 1 / (1 + np.exp(-np.array([row.gate for row in rows]) @ gate))
    told = np.array([row.gold is not None for row in rows])
    for low in (0.0, 0.25, 0.5, 0.75):
        inside = (chances >= low) & (chances < low + 0.25)
        assert abs(chances[inside].mean() - told[inside].mean()) < 0.08


def test_a_judge_is_kept_and_read(rows: list[Judged], tmp_path: Path) -> None:
    judge = fitted(rows, TYPES)
    write(tmp_path / "judge.json", judge)
    again: Judge = load_judge(tmp_path / "judge.json")
    assert again.types == TYPES and again.least == judge.least
    assert np.allclose(again.gate, judge.gate, atol=1e-4)
