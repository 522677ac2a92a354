"""Tags, features and sentence starts of words, each a layer on the encoder."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.symbols import SPACE
from spacy.tokens import Doc

from dateline.language.heads import VocabHead


@Language.factory(
    "word_tags",
    requires=["doc.tensor", "token.is_sent_start"],
    assigns=["token.tag", "token.pos", "token.morph", "token.is_sent_start"],
)
def make_word_tags(nlp: Language, name: str) -> "WordTags":
    """The tagger as a component; its weights are read from disk."""
    return WordTags(nlp.vocab)


class WordTags(VocabHead):
    """Sets Penn tags, universal tags with features, and the sentence starts that the text does not show."""

    def __call__(self, doc: Doc) -> Doc:
        """Tag a document."""
        if not len(doc):
            return doc
        table = doc.to_array([IS_SPACE, SENT_START])
        spaces, starts = table[:, 0] == 1, table[:, 1].astype(np.int64)
        tags = self._tags[self.scores("tags", doc.tensor).argmax(axis=1)]
        morphs = self._morphs[self.scores("morphs", doc.tensor).argmax(axis=1)]
        found = np.where(self.scores("starts", doc.tensor).argmax(axis=1) == 1, 1, -1)
        starts = np.where(starts == 0, np.where(spaces, -1, found), starts)
        tags[spaces] = self.vocab.strings.add("_SP")
        morphs[spaces] = (SPACE, self.vocab.morphology.add(""))
        values = np.column_stack([tags, morphs, starts.astype(np.uint64)])
        return doc.from_array([TAG, POS, MORPH, SENT_START], values)  # type: ignore[arg-type]

    @cached_property
    def _tags(self) -> NDArray[np.uint64]:
        return self.numbers("tags")

    @cached_property
    def _morphs(self) -> NDArray[np.uint64]:
        """The universal tag and the features of each label ("NOUN|Number=Sing"), as spaCy numbers them."""
        parted = [label.partition("|") for label in self.labels["morphs"]]
        return np.array(
            [(self.vocab.strings.add(upos), self.vocab.morphology.add(feats)) for upos, _, feats in parted],
            dtype=np.uint64,
        )
