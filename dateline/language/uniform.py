"""Other pipelines' labels in the bundled one's terms (Universal Dependencies, six kinds of names).

What is read after it meets one scheme: spaCy's own English pipelines have ClearNLP's relations, in which
prepositions govern their objects, copulas their predicates, and a conjunction hangs from the first conjunct.
"""

from pathlib import Path
from typing import Any

import numpy as np
import yaml
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc, Span

_LABELS: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("labels.yaml").read_text(encoding="utf-8")
)
_VERBAL = {"VERB", "AUX"}
_OBJECTS = ("pobj", "pcomp")
_PREDICATES = ("attr", "acomp")


@Language.component(
    "uniform", requires=["token.dep", "doc.ents"], assigns=["token.dep", "token.head", "doc.ents"]
)
def uniform(doc: Doc) -> Doc:
    """Turn the tree, where it is ClearNLP's, and rename relations and names; names of other kinds go."""
    tree = _Tree(doc)
    for token in reversed(doc):  # what stands behind hangs deeper: "out" of "out of town" comes last
        if tree.relations[token.i] in ("prep", "agent", "dative") or token.dep_ == "conj":
            tree.raise_object(token.i)
    for token in doc:
        if token.lemma_ == "be" and token.pos_ in _VERBAL:
            tree.raise_predicate(token.i)
    tree.move_conjunctions()
    kinds = _LABELS["names"]
    found = [Span(doc, name.start, name.end, kinds[name.label_]) for name in doc.ents if name.label_ in kinds]
    tree.write(doc)
    doc.set_ents(found)
    return doc


class _Tree:
    """The heads and relations of a document while they are changed."""

    def __init__(self, doc: Doc) -> None:
        self.heads = [token.head.i for token in doc]
        self.relations = [token.dep_ for token in doc]
        self.verbal = [token.pos_ in _VERBAL for token in doc]
        self.children: list[list[int]] = [[child.i for child in token.children] for token in doc]

    def raise_object(self, preposition: int) -> None:
        """Make "in ← object" of "in → object": the object takes the preposition's place."""
        inner = next((i for i in self.children[preposition] if self.relations[i] in _OBJECTS), None)
        if inner is None:
            return
        kind, outer = self.relations[inner], self.relations[preposition]
        governor = self._swap(preposition, inner, "case" if kind == "pobj" else "mark")
        if outer == "conj":
            self.relations[inner] = outer
        elif outer == "prep" and self.relations[governor] == "prep":
            self.relations[inner] = "pobj"  # of the preposition before: "out of town"
        elif kind == "pcomp":
            self.relations[inner] = "advcl"
        elif outer == "agent":
            self.relations[inner] = "obl:agent"
        else:
            self.relations[inner] = "obl" if self.verbal[governor] else "nmod"

    def raise_predicate(self, copula: int) -> None:
        """Make "is ← president" of "is → president"."""
        inner = next((i for i in self.children[copula] if self.relations[i] in _PREDICATES), None)
        if inner is not None:
            outer = self.relations[copula]
            self._swap(copula, inner, "cop")
            self.relations[inner] = outer

    def move_conjunctions(self) -> None:
        """Hang each conjunction from the conjunct that it leads to."""
        for head, children in enumerate(self.children):
            conjuncts = [i for i in children if self.relations[i] == "conj"]
            for word in [i for i in children if self.relations[i] == "cc"]:
                conjunct = next((i for i in conjuncts if i > word), None)
                if conjunct is not None:
                    self._hang(word, conjunct, head)

    def write(self, doc: Doc) -> None:
        renamed = [_LABELS["relations"].get(relation, relation) for relation in self.relations]
        labels = [doc.vocab.strings.add(relation) for relation in renamed]
        steps = np.array(self.heads, dtype=np.int64) - np.arange(len(doc))
        table = np.stack([steps.astype(np.uint64), np.array(labels, dtype=np.uint64)], axis=1)
        if len(doc):
            doc.from_array([HEAD, DEP], table)  # type: ignore[arg-type]

    def _swap(self, outer: int, inner: int, relation: str) -> int:
        """Put `inner` in the place of its head, with all that hung from it; the head that it has then."""
        governor = self.heads[outer]
        self.children[outer].remove(inner)
        for child in list(self.children[outer]):
            self._hang(child, inner, outer)
        if governor == outer:  # the root
            self.heads[inner] = governor = inner
        else:
            self.heads[inner] = governor
            self.children[governor].append(inner)
            self.children[governor].remove(outer)
        self.heads[outer] = inner
        self.children[inner].append(outer)
        self.relations[outer] = relation
        return governor

    def _hang(self, word: int, head: int, before: int) -> None:
        self.children[before].remove(word)
        self.children[head].append(word)
        self.heads[word] = head
