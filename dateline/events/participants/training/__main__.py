"""Learns who takes part in events: `python -m dateline.events.participants.training CORPORA WORK`.

CORPORA holds the annotated documents, WORK the pipelines of the folds that `make model` left there: each
document is read by one that has not seen it. WORK takes weights of each fold, learned without it.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import spacy

from dateline.events.participants.chooser import LEAST, ROLES, chances, save_weights
from dateline.events.participants.training.examples import Example, examples, invented
from dateline.events.participants.training.learning import learn
from dateline.language import annotation
from dateline.language.training.annotated import FOLDS, annotated
from dateline.records import Role

_ITEM = "wce-"


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("work", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpora: Path, work: Path) -> None:
    """Learn, write the weights, and report on documents by weights that have not seen them."""
    records, gold = annotated(corpora / "events")
    extra = list(invented())
    folds = [list(_read(records[fold::FOLDS], gold, work / f"fold-{fold}")) for fold in range(FOLDS)]
    held_out: list[tuple[Example, Mapping[Role, float]]] = []
    for fold, own in enumerate(folds):
        others = (rows for number, rows in enumerate(folds) if number != fold)
        weights = learn([*extra, *(each for rows in others for each in rows)])
        save_weights(weights, work / f"participants-{fold}.json")
        held_out += [(each, chances(weights, each.features)) for each in own]
    save_weights(learn([*extra, *(each for rows in folds for each in rows)]))
    documents = [record["id"] for record in records if not record["id"].startswith(_ITEM)]
    items = [record["id"] for record in records if record["id"].startswith(_ITEM)]
    for title, part in (("odd", documents[::2]), ("even", documents[1::2]), ("items", items)):
        for role in ROLES:
            ids = set(part)
            rows = [(each, likely[role] >= LEAST[role]) for each, likely in held_out if each.document in ids]
            right = sum(role in each.roles for each, chosen in rows if chosen)
            told, chosen = sum(role in each.roles for each, _ in rows), sum(chosen for _, chosen in rows)
            print(f"{title} {role}: P {right / chosen:.3f} R {right / told:.3f} of {told} names")


def _read(records: Sequence[Mapping[str, Any]], gold: Mapping[str, Any], pipeline: Path) -> Iterator[Example]:
    docs = annotation.annotate(spacy.load(pipeline), (record["text"] for record in records))
    for record, doc in zip(records, docs, strict=True):
        yield from examples(record, gold[record["id"]]["events"], doc)


if __name__ == "__main__":
    main()
