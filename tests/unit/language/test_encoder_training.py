"""From treebanks and annotated events to the encoder: what is learned, and a training that runs."""

from pathlib import Path

import numpy as np
import pytest

from dateline.events.codebook import load_codebook
from dateline.language import MODEL
from dateline.language.training import annotated
from dateline.language.training.annotated import REALIS
from dateline.language.training.corpora import shown_sentences
from dateline.language.training.corpus import read_treebank
from dateline.language.training.examples import (
    ABSENT,
    LAYERS,
    NO_EVENT,
    Labels,
    batches,
    event_examples,
    name_tags,
    treebank_examples,
)
from dateline.language.wordpieces import WordPieces

MARKED = """\
denial:
  - "Peru [denied|REJECT|asserted] that it had [test-fired|MOBILIZE|negated] a missile."
"""


@pytest.fixture
def labels() -> Labels:
    return {
        "tags": ("NN", "NNP", "VBD"),
        "morphs": ("PROPN|Number=Sing", "VERB|Tense=Past"),
        "relations": ("ROOT", "nsubj"),
        "names": name_tags(("PERSON", "ORG", "LOC")),
        "events": (NO_EVENT, "MOBILIZE", "REJECT"),
        "realis": REALIS,
    }


@pytest.fixture
def word_pieces() -> WordPieces:
    return WordPieces(MODEL / "encoder" / "tokenizer.json")


def test_a_treebank_becomes_labels_by_word(treebank: Path, labels: Labels, word_pieces: WordPieces) -> None:
    sentences = read_treebank(treebank)
    nlp = shown_sentences()
    (example,) = treebank_examples(nlp, word_pieces, sentences, labels, {1: {4: -2.5}})
    words = [word.form for sentence in sentences for word in sentence.words]
    assert len(example.pieces.words) == len(words)
    column = {layer: example.labels[:, number].tolist() for number, layer in enumerate(LAYERS)}
    obama, norway = words.index("Obama"), words.index("Norway")
    assert labels["tags"][column["tags"][obama]] == "NNP"
    assert column["tags"][words.index("'s")] == ABSENT  # a label that is not learned teaches nothing
    assert labels["names"][column["names"][obama]] == "U-PERSON"
    assert [labels["names"][column["names"][i]] for i in (3, 4)] == ["B-PERSON", "L-PERSON"]
    assert [i for i, start in enumerate(column["starts"]) if start == 1] == [0, 9, 17]
    assert set(column["events"]) == {ABSENT}
    assert [words[head] for head in example.heads.tolist()[:3]] == ["aide", "Obama", "Kori"]
    assert example.heads[norway] == -1
    assert example.sentences == [(0, 9), (9, 17), (17, 20)]
    assert example.factuality[13] == -2.5 and np.isnan(example.factuality).sum() == len(words) - 1


def test_marked_sentences_become_triggers(
    labels: Labels, word_pieces: WordPieces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "examples.yaml"
    path.write_text(MARKED, encoding="utf-8")
    monkeypatch.setattr(annotated, "_INVENTED", path)
    records, gold = annotated.invented()
    assert [record["text"] for record in records] == ["Peru denied that it had test-fired a missile."]
    (example,) = event_examples(shown_sentences(), word_pieces, records, gold, labels)
    words = ["Peru", "denied", "that", "it", "had", "test", "-", "fired", "a", "missile", "."]
    types, realis = example.labels[:, 4].tolist(), example.labels[:, 5].tolist()
    told = {
        word: (labels["events"][types[i]], REALIS[realis[i]]) for i, word in enumerate(words) if types[i] > 0
    }
    assert told == {"denied": ("REJECT", "asserted"), "fired": ("MOBILIZE", "negated")}
    assert set(example.labels[:, 0].tolist()) == {ABSENT}


def test_the_invented_sentences_are_marked_as_the_rest() -> None:
    records, gold = annotated.invented()
    types = {entry.type for entry in load_codebook().types}
    for record in records:
        assert not set("[|]") & set(record["text"]), record["text"]
        for event in gold[record["id"]]["events"]:
            (mention,) = event["mentions"]
            assert record["text"][mention["start"] : mention["end"]] == mention["trigger"]
            assert event["type"] in types and event["realis"] in REALIS, record["text"]
    assert len(records) > 400


def test_batches_hold_every_word_once_a_pass(treebank: Path, labels: Labels, word_pieces: WordPieces) -> None:
    sentences = read_treebank(treebank)
    examples = list(treebank_examples(shown_sentences(), word_pieces, sentences * 9, labels, {}))
    found = [part for batch in batches(examples, 60, np.random.default_rng(1)) for part in batch]
    bodies = [
        (part.example.name, index) for part in found for index in range(part.window.first, part.window.end)
    ]
    words = [(example.name, index) for example in examples for index in range(len(example.pieces.words))]
    assert sorted(bodies) == sorted(words)
    again = [part for batch in batches(examples, 60, np.random.default_rng(1)) for part in batch]
    assert [part.window for part in again] == [part.window for part in found]


def test_a_small_training_learns_its_examples(
    treebank: Path, labels: Labels, word_pieces: WordPieces, tmp_path: Path
) -> None:
    torch = pytest.importorskip("torch")  # only `make model` installs it
    from dateline.language.training.export import pipeline
    from dateline.language.training.learning import Stage, evaluate, train
    from dateline.language.training.network import Network

    torch.manual_seed(1)
    network = Network(labels)
    examples = list(treebank_examples(shown_sentences(), word_pieces, read_treebank(treebank), labels, {}))
    stage = Stage("test", size=100, rate=1e-3, head_rate=1e-3, warm=5)
    list(train(network, word_pieces, [examples] * 60, stage, seed=1))
    found = evaluate(network, word_pieces, examples, 100)
    assert found["tags"] > 90 and found["uas"] > 90 and found["names"] > 90
    nlp = pipeline(
        network, labels, {"obama PROPN NNP": "Barack"}, MODEL / "encoder" / "tokenizer.json", tmp_path
    )
    doc = nlp("Obama's aide Kori Schulman didn't go.")
    assert [name.text for name in doc.ents if name.label_ == "PERSON"] == ["Obama", "Kori Schulman"]
    assert next(token.text for token in doc if token.dep_ == "ROOT") == "go"
    assert doc[0].lemma_ == "Barack"
