"""Treebanks as they are read and scored, and the model that ships."""

import gzip
import json
import re
from pathlib import Path

import spacy
from spacy.tokens import Doc

from dateline.language import MODEL
from dateline.language.training.corpus import read_treebank, to_doc
from dateline.language.training.evaluation import evaluate

CARD = Path(__file__).parents[3] / "docs" / "model.md"

LAYER = """\
# sent_id = other-1
1\tIt\tO\t-\t-
2\trai\tB-LOC\t-\t-
3\tned.\tO\t-\t-

# sent_id = other-2
1\tObama'\tB-PER\t-\t-
2\tsaide\tO\t-\t-
3\tKori\tB-PER\t-\t-
4\tSchulman\tI-PER\t-\t-
5\tdidn't\tO\t-\t-
6\tgo.\tO\t-\t-
"""


def test_a_treebank_is_read_as_running_text_with_names(treebank: Path) -> None:
    doc = to_doc(spacy.blank("en").vocab, read_treebank(treebank))
    assert (
        doc.text
        == "Obama's aide Kori Schulman didn't go.\n\nThe University of Oslo is in Norway. It rained. "
    )
    assert [(name.text, name.label_) for name in doc.ents] == [
        ("Obama", "PERSON"),
        ("Kori Schulman", "PERSON"),
        ("University of Oslo", "ORG"),
        ("Norway", "LOC"),
    ]
    assert [sentence.text.strip() for sentence in doc.sents][2] == "It rained."
    assert [(token.dep_, token.head.text) for token in doc[13:15]] == [
        ("nmod", "University"),
        ("cop", "Norway"),
    ]


def test_a_layer_of_names_is_aligned_by_its_characters(treebank: Path, tmp_path: Path) -> None:
    layer = tmp_path / "layer.iob2.gz"
    layer.write_bytes(gzip.compress(LAYER.encode(), mtime=0))
    sentences = read_treebank(treebank, layer)
    assert sentences[0].names == [(3, 5, "PERSON")]  # the other name ends inside a word: no name
    assert sentences[1].names is None
    assert sentences[2].names == []  # half a word is no name


def test_scores_count_what_is_cut_otherwise_as_wrong(treebank: Path) -> None:
    sentences = read_treebank(treebank)
    nlp = spacy.blank("en")
    gold = to_doc(nlp.vocab, sentences)

    class Reader:
        """A pipeline that knows the answers, but for one word, one head and a sentence end."""

        vocab = nlp.vocab

        def pipe(self, texts: list[str], batch_size: int) -> list[Doc]:
            assert texts == [gold.text] and batch_size
            words = [token.text for token in gold]
            heads = [token.head.i for token in gold]
            relations = [token.dep_ for token in gold]
            spaces = [bool(token.whitespace_) for token in gold]
            tags = [token.tag_ for token in gold]
            starts = [bool(token.is_sent_start) for token in gold]
            heads[4], relations[1] = 2, "punct"
            words[5:7], spaces[5:7] = ["didn't"], [True]
            del relations[6], tags[6], starts[6], heads[6]
            heads = [head if head < 6 else head - 1 for head in heads]
            return [
                Doc(gold.vocab, words, spaces, tags=tags, heads=heads, deps=relations, sent_starts=starts)
            ]

    scores = evaluate(Reader(), sentences)  # type: ignore[arg-type]
    assert (scores["words"].correct, scores["words"].gold, scores["words"].predicted) == (18, 20, 19)
    assert scores["xpos"].correct == 18
    assert scores["uas"].correct == 17
    assert scores["las"].correct == 16
    assert scores["sentences"].f1 == 100.0


def test_the_model_card_gives_the_figures_of_the_model() -> None:
    figures = json.loads((MODEL / "figures.json").read_text(encoding="utf-8"))
    card = CARD.read_text(encoding="utf-8")
    for part, scores in figures.items():
        row = re.search(rf"^\| {re.escape(part)} \|(.*)\|$", card, re.MULTILINE)
        assert row is not None, part
        shown = [float(cell) for cell in row[1].split("|")]
        columns = ("words", "sentences", "xpos", "upos", "feats", "lemma", "uas", "las", "names all")
        assert shown == [scores[column] for column in columns]


def test_the_model_is_small() -> None:
    size = sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file())
    assert size <= 35_000_000
