"""All that is learned from: treebanks, annotated events, the project's own invented sentences."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language

from dateline.language import segmenter, tokenizer
from dateline.language.training.annotated import FOLDS, REALIS, Record, annotated, invented
from dateline.language.training.corpus import DEV, TRAIN, Sentence, read_part
from dateline.language.training.examples import (
    NO_EVENT,
    Example,
    Labels,
    event_examples,
    factuality,
    morph_label,
    name_tags,
    treebank_examples,
)
from dateline.language.training.inferred import add_inferred_names
from dateline.language.wordpieces import WordPieces

_KINDS = ("PERSON", "ORG", "LOC", "EVENT", "PRODUCT")


@dataclass(frozen=True, slots=True)
class Corpora:
    """Examples by what they are for; a fold holds the annotated documents that its network does not see."""

    pieces: WordPieces
    labels: Labels
    treebanks: Sequence[Example]
    development: Sequence[Example]
    lemmas: Mapping[str, str]  # that break the rules, see lexicon.exceptional_lemmas
    invented: Sequence[Example]
    folds: Sequence[Sequence[Example]]


def read_corpora(folder: Path, pieces: WordPieces) -> Corpora:
    """Read treebank/, events/ and training/ of a folder laid out as docs/model.md says."""
    from dateline.language.training import lexicon  # needs packages that only training has

    nlp = shown_sentences()
    treebanks = [read_part(folder / "treebank", part) for part in TRAIN]
    sentences = [sentence for part in treebanks for sentence in part]
    add_inferred_names(sentences, lexicon.name_words())
    records, gold = annotated(folder / "events")
    made_up, told = invented()
    labels = _labels(nlp, treebanks, gold)
    factual = factuality(folder / "training" / "uds_factuality.zip")
    examples = list(event_examples(nlp, pieces, records, gold, labels))
    return Corpora(
        pieces,
        labels,
        [
            example
            for part, said in zip(treebanks, (factual, {}), strict=True)  # said of EWT, the first, alone
            for example in treebank_examples(nlp, pieces, part, labels, said)
        ],
        [
            example
            for part in DEV
            for example in treebank_examples(nlp, pieces, read_part(folder / "treebank", part), labels, {})
        ],
        lexicon.exceptional_lemmas(sentences),
        list(event_examples(nlp, pieces, made_up, told, labels)),
        [examples[fold::FOLDS] for fold in range(FOLDS)],
    )


def shown_sentences() -> Language:
    """The pipeline of what comes before the encoder: words, and the sentence starts that a text shows."""
    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer.create_tokenizer()(nlp)
    nlp.add_pipe(segmenter.segmenter.__name__)
    return nlp


def _labels(nlp: Language, treebanks: Sequence[Sequence[Sentence]], gold: Mapping[str, Record]) -> Labels:
    words = [word for part in treebanks for sentence in part for word in sentence.words]
    morphs = Counter(morph_label(nlp, word) for word in words)
    return {
        "tags": tuple(sorted({word.xpos for word in words})),
        "morphs": tuple(sorted(morph for morph, count in morphs.items() if count > 1)),
        "relations": tuple(sorted({word.deprel if word.head else "ROOT" for word in words})),
        "names": name_tags(_KINDS),
        "events": (NO_EVENT, *sorted({e["type"] for told in gold.values() for e in told["events"]})),
        "realis": REALIS,
    }
