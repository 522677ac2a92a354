"""Names of persons, organisations, places, events and products, as the encoder's head reads them."""

import numpy as np
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.tokens import Doc, Span

from dateline.language.heads import Head, chances
from dateline.language.names import spans


@Language.factory(
    "encoder_names",
    requires=["doc.tensor"],
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
)
def make_names(nlp: Language, name: str) -> "Names":
    """The recogniser as a component; its weights are read from disk."""
    return Names()


class Names(Head):
    """Sets the names of a document."""

    def __call__(self, doc: Doc) -> Doc:
        """Set names."""
        if len(doc):
            likely = chances(self.scores("names", doc.tensor))
            likely[doc.to_array([IS_SPACE]) == 1] = np.eye(1, likely.shape[1])  # white space is outside
            found = spans(likely, self.labels["names"])
            doc.set_ents([Span(doc, start, end, label) for start, end, label in found])
        return doc
