"""Texts read by the pipeline: each alone, so that its reading hangs on nothing else, and long ones in pieces.

Alone is also faster than many together: what a text needs stays in the processor's cache.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

_LONGEST = 100_000  # characters that are read at once: bounds the memory
_BREAKS = ("\n\n", "\n", ". ", " ")  # where a long text is cut, the best first


def annotate(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The annotated documents of texts, in order; each text is the `text` of its document."""
    for text in texts:
        # the matrices are too small to share: a second thread would only wait
        with _threads().limit(limits=1, user_api="blas"):
            docs = [_lighter(doc) for doc in nlp.pipe(pieces(text), batch_size=1)]
        yield docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False) or docs[0]


def _lighter(doc: Doc) -> Doc:
    """A document without its words' vectors: only the pipeline's own components read them (2 KB a word)."""
    doc.tensor = np.zeros((0,), dtype="float32")
    return doc


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def pieces(text: str) -> list[str]:
    """A text cut into pieces of bounded length, where it breaks; together they are the text."""
    found: list[str] = []
    start = 0
    while len(text) - start > _LONGEST:
        end = next(
            (at + len(mark) for mark in _BREAKS if (at := text.rfind(mark, start, start + _LONGEST)) > start),
            start + _LONGEST,
        )
        found.append(text[start:end])
        start = end
    return [*found, text[start:]]
