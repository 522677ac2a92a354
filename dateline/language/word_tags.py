"""Tags, features and sentence starts of words, each a layer on the encoder."""

import numpy as np
from spacy.attrs import IS_SPACE, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.symbols import SPACE
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dateline.language.heads import Head


@Language.factory(
    "word_tags",
    requires=["doc.tensor", "token.is_sent_start"],
    assigns=["token.tag", "token.pos", "token.morph", "token.is_sent_start"],
)
def make_word_tags(nlp: Language, name: str) -> "WordTags":
    """The tagger as a component; its weights are read from disk."""
    return WordTags(nlp.vocab)


class WordTags(Head):
    """Sets Penn tags, universal tags with features, and the sentence starts that the text does not show."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __call__(self, doc: Doc) -> Doc:
        """Tag a document."""
        if not len(doc):
            return doc
        table = doc.to_array([IS_SPACE, SENT_START])
        spaces, starts = table[:, 0] == 1, table[:, 1].astype(np.int64)
        tags = self._ids("tags")[self.scores("tags", doc.tensor).argmax(axis=1)]
        morphs = self._morphs()[self.scores("morphs", doc.tensor).argmax(axis=1)]
        found = np.where(self.scores("starts", doc.tensor).argmax(axis=1) == 1, 1, -1)
        starts = np.where(starts == 0, np.where(spaces, -1, found), starts)
        tags[spaces] = self._vocab.strings.add("_SP")
        morphs[spaces] = (SPACE, self._vocab.morphology.add(""))
        values = np.column_stack([tags, morphs, starts.astype(np.uint64)])
        return doc.from_array([TAG, POS, MORPH, SENT_START], values)  # type: ignore[arg-type]

    def _ids(self, layer: str) -> np.ndarray:
        strings = self._vocab.strings
        return np.array([strings.add(label) for label in self.labels[layer]], dtype=np.uint64)

    def _morphs(self) -> np.ndarray:
        """The universal tag and the features of each label ("NOUN|Number=Sing"), as spaCy numbers them."""
        parted = [label.partition("|") for label in self.labels["morphs"]]
        return np.array(
            [(self._vocab.strings.add(upos), self._vocab.morphology.add(feats)) for upos, _, feats in parted],
            dtype=np.uint64,
        )
