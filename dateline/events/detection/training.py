"""Fits the judge on documents that the heads have not seen: candidates with what annotators say of them.

`python -m dateline.events.detection.training CORPORA WORK` reads the annotated events, and the pipelines of
the folds that `dateline.language.training` left in WORK, each trained without the documents that it reads.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Token

from dateline.events.codebook import load_codebook
from dateline.events.detection import judge
from dateline.events.detection.candidates import Candidate, candidates
from dateline.events.detection.fitting import Judged, fitted
from dateline.events.detection.judge import GATE, TYPE, Judge, gate_features, type_features
from dateline.language import annotation
from dateline.language.event_scores import event_scores
from dateline.language.tokens import words_of
from dateline.language.training.annotated import FOLDS, annotated


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("work", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpora: Path, work: Path) -> None:
    """Fit the judge and write it beside the code that applies it; in WORK one for each fold, without it."""
    records, gold = annotated(corpora / "events")
    folds: list[list[Judged]] = []
    types: tuple[str, ...] = ()
    for fold in range(FOLDS):
        nlp = spacy.load(work / f"fold-{fold}")
        types = event_scores(nlp("")).type_labels[1:]
        folds.append(list(judged_candidates(nlp, records[fold::FOLDS], gold, types)))
    for fold in range(FOLDS):
        others = [row for number, rows in enumerate(folds) if number != fold for row in rows]
        write(work / f"judge-{fold}.json", fitted(others, types))
    every = [row for rows in folds for row in rows]
    write(judge.FILE, fitted(every, types))


def write(path: Path, weights: Judge) -> None:
    """Write a judge, as `judge.load_judge` reads it."""
    told = {
        "least": weights.least,
        "gate": dict(zip(GATE, weights.gate.round(4).tolist(), strict=True)),
        "type": dict(zip(TYPE, weights.type.round(4).tolist(), strict=True)),
        "bias": dict(zip(weights.types, weights.bias.round(4).tolist(), strict=True)),
    }
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def judged_candidates(
    nlp: Language, records: Sequence[Mapping[str, Any]], gold: Mapping[str, Any], types: Sequence[str]
) -> Iterator[Judged]:
    """The candidates of documents as the pipeline of their fold reads them."""
    codebook = load_codebook()
    docs = annotation.annotate(nlp, (record["text"] for record in records))
    for record, doc in zip(records, docs, strict=True):
        told = [
            (mention["start"], mention["end"], event)
            for event in gold[record["id"]]["events"]
            for mention in event["mentions"]
        ]
        for sentence in doc.sents:
            words = words_of(sentence)
            if not words:
                continue
            for candidate in candidates(sentence, codebook):
                event = _event_at(words, candidate, told)
                yield Judged(
                    gate_features(words, candidate, types),
                    type_features(candidate, types),
                    np.array([each in candidate.vetoed for each in types]),
                    None if event is None else types.index(event["type"]),
                )


def _event_at(words: Sequence[Token], candidate: Candidate, told: Sequence[tuple[int, int, Any]]) -> Any:
    places = candidate.match.places if candidate.match else (candidate.place,)
    for place in (candidate.place, *places):
        word = words[place]
        for start, end, event in told:
            if word.idx < end and start < word.idx + len(word):
                return event
    return None


if __name__ == "__main__":
    main()
