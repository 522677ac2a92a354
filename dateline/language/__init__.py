"""Document text to sentences, tokens, tags, trees, names and scores of events: one spaCy pipeline."""

import os
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dateline.errors import DatelineError
from dateline.language import (
    annotation,
    encoder,
    event_scores,
    known_names,
    lemmatizer,
    names,
    segmenter,
    tokenizer,
    trees,
    uniform,
    word_tags,
)
from dateline.versions import MODEL, MODEL_SETTING

__all__ = ["EVENT_PARTS", "MODEL", "PipelineError", "annotate", "load_pipeline"]

# spaCy finds the parts of the bundled pipeline by their names once they are imported
_PARTS = (
    encoder,
    event_scores,
    known_names,
    lemmatizer,
    names,
    segmenter,
    tokenizer,
    trees,
    uniform,
    word_tags,
)
# what reads events from words alone, whoever tags and parses them
EVENT_PARTS = ("encoder", "event_scores")

_NEEDED = {"token.tag", "token.lemma", "token.dep"}


class PipelineError(DatelineError):
    """The pipeline that the setting names cannot be used."""


def annotate(texts: Iterable[str]) -> Iterator[Doc]:
    """The documents of texts, in order, as the pipeline reads them; long texts in pieces, which are joined.

    Raises PipelineError as load_pipeline does.
    """
    return annotation.annotate(load_pipeline(), texts)


def load_pipeline() -> Language:
    """The English pipeline: the bundled one, or the package or path that DATELINE_MODEL names.

    Raises PipelineError if that cannot be loaded, is not English, or lacks tags, lemmas or a parse.
    """
    return _load(os.environ.get(MODEL_SETTING) or str(MODEL))


@cache
def _load(name: str) -> Language:
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError) as error:
        raise PipelineError(
            f"{MODEL_SETTING}={name}: no spaCy pipeline is installed or kept there ({error})"
        ) from error
    if not set(EVENT_PARTS) <= set(nlp.pipe_names):
        _adapt(nlp, name)
    nlp.max_length = 50_000_000
    return nlp


def _adapt(nlp: Language, name: str) -> None:
    """Give another pipeline our words, sentences and scores of events, and its annotation our labels."""
    assigned = {attribute for part in nlp.pipe_names for attribute in nlp.get_pipe_meta(part).assigns}
    if nlp.lang != "en":
        raise PipelineError(
            f"{MODEL_SETTING}={name}: its language is {nlp.lang!r}; name one for English ('en')"
        )
    if missing := sorted(_NEEDED - assigned):
        raise PipelineError(
            f"{MODEL_SETTING}={name}: it sets no {', '.join(missing)}; name a pipeline that does"
        )
    nlp.tokenizer = tokenizer.create_tokenizer()(nlp)
    if segmenter.segmenter.__name__ not in nlp.pipe_names:
        nlp.add_pipe(segmenter.segmenter.__name__, first=True)
    nlp.add_pipe(uniform.uniform.__name__, last=True)
    bundled = _load(str(MODEL))
    for part in EVENT_PARTS:
        nlp.add_pipe(part, source=bundled, last=True)
