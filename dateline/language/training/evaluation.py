"""Scores on raw text, by the definitions of the CoNLL 2018 shared task (Zeman et al. 2018).

Words are aligned by their characters; a word that the other side cut otherwise is wrong in every measure.
UAS and LAS are F1 over words whose head is the aligned word and, for LAS, whose universal relation (without
subtype) is the same. Features are compared as a whole. Names are F1 over exact spans with their type.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from dateline.language.training.corpus import Sentence, documents, to_doc

WORD_MEASURES = ("words", "sentences", "xpos", "upos", "feats", "lemma", "uas", "las")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of a measure."""

    correct: int
    gold: int
    predicted: int

    @property
    def f1(self) -> float:
        """F1 in per cent; 0 where there is nothing to find."""
        total = self.gold + self.predicted
        return 200.0 * self.correct / total if total else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.correct + other.correct, self.gold + other.gold, self.predicted + other.predicted)


def evaluate(
    nlp: Language, sentences: Sequence[Sentence], labels: Iterable[str] | None = None
) -> dict[str, Score]:
    """Scores of a pipeline on the running text of a treebank; names of `labels` as "names PERSON" etc."""
    gold = [to_doc(nlp.vocab, document) for document in documents(sentences)]
    predicted = list(nlp.pipe([doc.text for doc in gold], batch_size=16))
    scores = {measure: Score(0, 0, 0) for measure in WORD_MEASURES}
    for gold_doc, doc in zip(gold, predicted, strict=True):
        for measure, score in _compare(gold_doc, doc).items():
            scores[measure] += score
    if labels is not None:
        wanted = sorted(labels)
        for label in [*wanted, "all"]:
            chosen = set(wanted) if label == "all" else {label}
            scores[f"names {label}"] = _names(gold, predicted, chosen)
    return scores


def _names(gold: Sequence[Doc], predicted: Sequence[Doc], labels: set[str]) -> Score:
    total = Score(0, 0, 0)
    for gold_doc, doc in zip(gold, predicted, strict=True):
        right = {(e.start_char, e.end_char, e.label_) for e in gold_doc.ents if e.label_ in labels}
        found = {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in labels}
        total += Score(len(right & found), len(right), len(found))
    return total


def _span(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _compare(gold: Doc, predicted: Doc) -> dict[str, Score]:
    gold_words = {_span(token): token for token in gold if not token.is_space}
    words = {_span(token): token for token in predicted if not token.is_space}
    shared = gold_words.keys() & words.keys()

    def count(same: Callable[[Token, Token], bool]) -> Score:
        correct = sum(same(gold_words[span], words[span]) for span in shared)
        return Score(correct, len(gold_words), len(words))

    def same_head(right: Token, found: Token) -> bool:
        if _is_root(right) or _is_root(found):
            return _is_root(right) and _is_root(found)
        return _span(right.head) == _span(found.head)

    gold_sentences, sentences = set(_sentences(gold)), set(_sentences(predicted))
    return {
        "words": Score(len(shared), len(gold_words), len(words)),
        "sentences": Score(len(gold_sentences & sentences), len(gold_sentences), len(sentences)),
        "xpos": count(lambda a, b: a.tag_ == b.tag_),
        "upos": count(lambda a, b: a.pos_ == b.pos_),
        "feats": count(lambda a, b: str(a.morph) == str(b.morph)),
        "lemma": count(lambda a, b: a.lemma_ == b.lemma_),
        "uas": count(same_head),
        "las": count(lambda a, b: same_head(a, b) and _relation(a) == _relation(b)),
    }


def _is_root(token: Token) -> bool:
    return token.head.i == token.i


def _relation(token: Token) -> str:
    return "root" if _is_root(token) else token.dep_.split(":")[0]


def _sentences(doc: Doc) -> Iterable[tuple[int, int]]:
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            yield words[0].idx, words[-1].idx + len(words[-1])


def report(scores: Mapping[str, Score]) -> dict[str, float]:
    """F1 in per cent by measure, one decimal."""
    return {measure: round(score.f1, 1) for measure, score in scores.items()}
