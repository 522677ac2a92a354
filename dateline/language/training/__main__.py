"""Trains, packages and evaluates the English pipeline: `python -m dateline.language.training TREEBANK`."""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import click
import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, registry
from threadpoolctl import ThreadpoolController

from dateline.language import MODEL, make_ready
from dateline.language.training.corpus import (
    DEV,
    TEST,
    TRAIN,
    Sentence,
    name_kinds,
    pieces,
    read_part,
    to_doc,
)
from dateline.language.training.evaluation import evaluate, report
from dateline.language.training.inferred import add_inferred_names

_CONFIG = Path(__file__).with_name("config.cfg")
_META = {
    "name": "dateline_en",
    "version": "1.0.0",
    "description": "English tags, lemmas, trees and names for dateline; see docs/model.md",
    "license": "CC BY-SA 4.0",
}


@click.command()
@click.argument("treebank", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), default=MODEL, help="Where the pipeline is kept.")
def main(treebank: Path, output: Path) -> None:
    """Train the pipeline on the corpora of a folder, keep it, and write its figures beside it."""
    if output.exists() and not (output / "meta.json").exists():
        raise click.ClickException(f"{output} is there and is no pipeline: name another folder")
    # the matrices are too small to share: a second thread would only wait
    with (
        ThreadpoolController().limit(limits=1, user_api="blas"),
        tempfile.TemporaryDirectory(dir=output.parent) as scratch,
    ):
        packaged = Path(scratch) / output.name
        _package(train_pipeline(treebank, Path(scratch)), packaged)
        nlp = spacy.load(packaged)
        make_ready(nlp)
        figures = {
            part: report(evaluate(nlp, read_part(treebank, part), name_kinds(part))) for part in (*DEV, *TEST)
        }
        text = json.dumps(figures, indent=2, sort_keys=True)
        (packaged / "figures.json").write_text(text + "\n", encoding="utf-8")
        if output.exists():
            shutil.rmtree(output)
        packaged.rename(output)
    click.echo(text)


def train_pipeline(treebank: Path, scratch: Path) -> Language:
    """The best pipeline of a run by the configured score on the development parts."""
    convert_corpora(treebank, scratch)
    overrides = {"paths": {"train": str(scratch / "train.spacy"), "dev": str(scratch / "dev.spacy")}}
    config = load_config(_CONFIG, interpolate=False).merge(overrides)
    config["paths"]["treebank"] = str(treebank)
    nlp = init_nlp(config)
    make_ready(nlp)
    train(nlp, scratch, stdout=sys.stdout, stderr=sys.stderr)
    return spacy.load(scratch / "model-best")


def convert_corpora(treebank: Path, folder: Path) -> None:
    """Write train.spacy and dev.spacy, with the names that can be inferred where the treebank has none."""
    from dateline.language.training import lexicon  # needs packages that only training has

    sentences = [sentence for part in TRAIN for sentence in read_part(treebank, part)]
    add_inferred_names(sentences, lexicon.name_words())
    _convert(sentences, folder / "train.spacy")
    _convert([sentence for part in DEV for sentence in read_part(treebank, part)], folder / "dev.spacy")


@registry.callbacks("dateline.Lexicon.v1")
def add_lexicon(treebank: str) -> Callable[[Language], Language]:
    """A callback that gives a pipeline the tables of words before it is initialised."""
    from dateline.language.training import lexicon  # needs packages that only training has

    def add(nlp: Language) -> Language:
        words = [sentence for part in TRAIN for sentence in read_part(Path(treebank), part)]
        lexicon.add_tables(nlp.vocab, words)
        return nlp

    return add


def _package(nlp: Language, output: Path) -> None:
    """Keep a pipeline with its weights in half precision: half the size, the same figures.

    What only its training used (paths, scores by label) stays behind.
    """
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.meta.update(_META, performance={})
    for _, component in nlp.pipeline:
        for node in component.model.walk() if isinstance(component, TrainablePipe) else ():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype("float16"))
    nlp.to_disk(output)


def _convert(sentences: Sequence[Sentence], path: Path) -> None:
    vocab = spacy.blank("en").vocab
    DocBin(docs=[to_doc(vocab, piece) for piece in pieces(sentences)]).to_disk(path)


if __name__ == "__main__":
    main()
