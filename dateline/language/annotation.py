"""Texts read by the pipeline: each alone, so that its reading hangs on nothing else, and long ones in pieces.

Alone is also faster than many together: what a text needs stays in the processor's cache.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from dateline.language.event_scores import join_scores

_LONGEST = 100_000  # characters that are read at once: bounds the memory
_BREAKS = ("\n\n", "\n", ". ", " ")  # where a long text is cut, the best first


def annotate(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The annotated documents of texts, in order; each text is the `text` of its document."""
    for text in texts:
        # the matrices are too small to share: a second thread would only wait
        with _threads().limit(limits=1, user_api="blas"):
            docs = [_lighter(doc) for doc in nlp.pipe(pieces(text), batch_size=1)]
        yield docs[0] if len(docs) == 1 else _joined(docs)


def _joined(docs: list[Doc]) -> Doc:
    join: Any = Doc.from_docs  # its stub lacks `exclude`
    whole: Doc = join(docs, ensure_whitespace=False, exclude=["user_data"])
    join_scores(docs, whole)
    return whole


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
