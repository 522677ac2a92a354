"""Document text to sentences, tokens and tags: one spaCy pipeline for the whole engine."""

from functools import cache

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex

from dateline.language import segmenter, tagger

__all__ = ["load_pipeline"]

# spaCy keeps "3–5", "28—30" and "mid-1990s" whole; dates need their parts.
_DATE_INFIXES = [
    r"(?<=[0-9])[–—](?=[0-9A-Za-z])",
    r"(?<=[A-Za-z])[–—](?=[0-9])",
    r"(?<=[0-9])-(?=[A-Za-z])",
    r"(?<=[Mm]id)[-–](?=[0-9])",
]
_COMPONENTS = (segmenter.segmenter, tagger.lexical_tagger)


@cache
def load_pipeline() -> Language:
    """The English pipeline: spaCy's tokeniser, sentence boundaries, lemmas and part-of-speech tags."""
    nlp = spacy.blank("en")
    nlp.max_length = 50_000_000
    infixes = compile_infix_regex([*nlp.Defaults.infixes, *_DATE_INFIXES])  # type: ignore[misc]
    nlp.tokenizer.infix_finditer = infixes.finditer  # type: ignore[union-attr]
    for component in _COMPONENTS:
        nlp.add_pipe(component.__name__)
    return nlp
