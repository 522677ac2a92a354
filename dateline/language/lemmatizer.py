"""Lemmas by part of speech: a dictionary and its rules, after a table of what the treebanks do otherwise."""

from collections.abc import Callable
from functools import lru_cache

import lemminflect
import numpy as np
from spacy.attrs import LEMMA, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dateline.language.tokens import plain

LEMMAS = "lemmas"  # the lookup table: "form UPOS XPOS" to lemma, the form in lower case
_OPEN_CLASSES = {"NOUN", "VERB", "ADJ", "ADV"}
# What an inflection adds, by tag, and what stood in its place, to read back what the dictionary lacks.
_PLURAL = (("s", ""), ("es", ""), ("ies", "y"))
_PAST = (("ed", ""), ("ed", "e"), ("d", ""))
_ENDINGS = {
    "NNS": _PLURAL,
    "NNPS": _PLURAL,
    "VBZ": _PLURAL,
    "VBD": _PAST,
    "VBN": _PAST,
    "VBG": (("ing", ""), ("ing", "e")),
    "JJR": (("er", ""), ("r", "")),
    "JJS": (("est", ""), ("st", "")),
    "RBR": (("er", ""), ("r", "")),
    "RBS": (("est", ""), ("st", "")),
}
_MAX_REMEMBERED = 400_000
_MAX_LOOKED_UP = 50_000


def lemma_key(form: str, upos: str, xpos: str) -> str:
    """The key of a word in the table."""
    return f"{plain(form).lower()} {upos} {xpos}"


def lemma_by_rule(form: str, upos: str, xpos: str) -> str:
    """The lemma of a form by the dictionary and its rules for unknown words; names keep their capitals."""
    lower = form.lower()
    lookup = "NOUN" if xpos == "NNPS" else upos
    if lookup not in _OPEN_CLASSES:
        return form if upos == "PROPN" else lower
    lemma = in_dictionary(lower, lookup)
    if lemma is None and xpos in _ENDINGS:
        lemma = _uninflected(lower, lookup, xpos)
    lemma = lemma or lower
    if xpos in ("NNP", "NNPS") and not form.islower():  # as the form is written: "MPs", "McDonalds"
        return form[: len(lemma)] if lower.startswith(lemma) else lemma.capitalize()
    return lemma


@lru_cache(_MAX_LOOKED_UP)
def in_dictionary(lower: str, upos: str) -> str | None:
    """The first lemma that the dictionary gives a form in lower case; None where it lacks it."""
    if upos not in _OPEN_CLASSES:
        return None
    lemmas = lemminflect.getAllLemmas(lower, upos=upos).get(upos)
    return lemmas[0] if lemmas else None


def _uninflected(lower: str, upos: str, xpos: str) -> str | None:
    """The lemma of an inflected form that the dictionary lacks: a word that it has, else by its rules."""
    for ending, replacement in _ENDINGS[xpos]:
        stem = lower.removesuffix(ending) + replacement
        if lower.endswith(ending) and in_dictionary(stem, upos) == stem:
            return stem
    lemmas = lemminflect.getAllLemmasOOV(lower, upos=upos).get(upos)
    return lemmas[0] if lemmas else None


@Language.factory("dateline_lemmatizer", requires=["token.pos", "token.tag"], assigns=["token.lemma"])
def create_lemmatizer(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The lemmatiser as a component of a pipeline; its table is among the vocabulary's lookups."""
    vocab: Vocab = nlp.vocab
    known: dict[tuple[int, int, int], int] = {}

    def lemma_of(form: str, upos: str, xpos: str) -> str:
        if LEMMAS in vocab.lookups:
            lemma = vocab.lookups.get_table(LEMMAS).get(lemma_key(form, upos, xpos))
            if lemma is not None:
                return str(lemma)
        return lemma_by_rule(form, upos, xpos)

    def lemmatize(doc: Doc) -> Doc:
        if len(known) > _MAX_REMEMBERED:
            known.clear()
        keys = list(map(tuple, doc.to_array([ORTH, POS, TAG]).tolist()))
        for place, key in enumerate(keys):
            if key not in known:
                token = doc[place]
                text = token.text if token.is_space else lemma_of(token.text, token.pos_, token.tag_)
                known[key] = vocab.strings.add(text)
        lemmas = np.array([[known[key]] for key in keys], dtype=np.uint64).reshape(-1, 1)
        return doc.from_array([LEMMA], lemmas)  # type: ignore[arg-type]

    return lemmatize
