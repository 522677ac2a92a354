"""What the encoder's heads say of events: for each word whether it tells one, of which type, and how surely.

The rooms behind make events of it (`dateline.events.detection`); here are scores alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from dateline.language.heads import Floats, Head, chances

_KEY = "dateline.events"


@dataclass(frozen=True, slots=True)
class EventScores:
    """A row a token. `types` and `realis` are chances; the first type is that of no event.

    `factuality` is from -3, surely not, to 3, surely so.
    """

    types: Floats
    realis: Floats
    factuality: Floats
    type_labels: tuple[str, ...]
    realis_labels: tuple[str, ...]


@Language.factory("event_scores", requires=["doc.tensor"])
def make_event_scores(nlp: Language, name: str) -> "EventHeads":
    """The heads as a component; their weights are read from disk."""
    return EventHeads()


class EventHeads(Head):
    """Scores the words of a document, for `event_scores`."""

    def __call__(self, doc: Doc) -> Doc:
        """Score a document."""
        doc.user_data[_KEY] = EventScores(
            chances(self.scores("events", doc.tensor)),
            chances(self.scores("realis", doc.tensor)),
            self.scores("factuality", doc.tensor)[:, 0],
            self.labels["events"],
            self.labels["realis"],
        )
        return doc


def event_scores(doc: Doc) -> EventScores:
    """The scores of a document that the pipeline has read.

    Raises KeyError for a document of another pipeline.
    """
    found: EventScores = doc.user_data[_KEY]
    return found


def join_scores(docs: Sequence[Doc], doc: Doc) -> None:
    """Give a document that was read in pieces the scores of them all."""
    parts = [event_scores(piece) for piece in docs]
    doc.user_data[_KEY] = EventScores(
        np.concatenate([part.types for part in parts]),
        np.concatenate([part.realis for part in parts]),
        np.concatenate([part.factuality for part in parts]),
        parts[0].type_labels,
        parts[0].realis_labels,
    )
