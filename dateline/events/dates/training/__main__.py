"""Learns the weights by which events are dated: `python -m dateline.events.dates.training CORPORA WORK`.

CORPORA holds the annotated documents, WORK the pipelines of the folds that `make model` left there: each
document is read by one that has not seen it, as other documents will be. WORK takes weights of each fold,
learned without it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import spacy
from spacy.tokens import Doc

from dateline.events.dates.given import mark
from dateline.events.dates.ranker import save_weights
from dateline.events.dates.training.gold import (
    DAYS,
    DOCUMENTS,
    INVENTED,
    ITEMS,
    GoldDocument,
    gold_documents,
    invented_documents,
)
from dateline.events.dates.training.learning import Corpus, train
from dateline.events.dates.training.report import report
from dateline.language import annotation
from dateline.language.training.annotated import FOLDS


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("work", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpora: Path, work: Path) -> None:
    """Learn, write the weights, and report on documents by weights that have not seen them."""
    golds = [*gold_documents(corpora), *invented_documents()]
    corpus = Corpus()
    for gold, doc in zip(golds, read(golds, work), strict=True):
        corpus.add(gold, mark(doc, [(event.start, event.end) for event in gold.events], gold.published))
    learn(corpus, work)


def read(golds: Sequence[GoldDocument], work: Path) -> Iterator[Doc]:
    """The documents as pipelines read them that have not seen them."""
    docs: dict[int, Doc] = {}
    for fold in range(FOLDS):
        nlp = spacy.load(work / f"fold-{fold}")
        own = [place for place, gold in enumerate(golds) if gold.fold == fold]
        docs |= dict(zip(own, annotation.annotate(nlp, (golds[place].text for place in own)), strict=True))
    return (docs[place] for place in range(len(golds)))


def learn(corpus: Corpus, work: Path) -> None:
    """Learn from documents that were read."""
    learned = train(corpus)
    save_weights(learned.weights)
    for fold, weights in enumerate(learned.of_folds):
        save_weights(weights, work / f"dates-{fold}.json")
    documents = [document for document in corpus.documents if document.gold.corpus == DOCUMENTS]
    parts = {
        "odd documents": [each for each in documents if each.gold.number % 2],
        "even documents": [each for each in documents if not each.gold.number % 2],
    }
    for name in (ITEMS, DAYS, INVENTED):
        parts[name] = [each for each in corpus.documents if each.gold.corpus == name]
    for title, part in parts.items():
        print(report(f"{title}, each by weights that have not seen it", part, learned))


if __name__ == "__main__":
    main()
