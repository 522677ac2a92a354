"""What is to be dated: an event as a span of a sentence, whoever found it."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.records import Realis, TimeExpression
from dateline.temporal.periods import Period


@dataclass(frozen=True, slots=True)
class Happening:
    """An event to date: its sentence by number, its head and span by their places among the sentence's words.

    `chance` is that of its word telling an event at all, `factuality` from -3 to 3 (see
    `dateline.language.event_scores`).
    """

    sentence: int
    head: int
    start: int
    end: int
    event_type: str
    realis: Realis
    chance: float
    factuality: float

    @property
    def head_key(self) -> tuple[int, int]:
        """Where its head stands in the document."""
        return self.sentence, self.head


class Line:
    """A sentence of the document as plain lists, by the places of its words: quicker than tokens to walk."""

    def __init__(
        self, words: Sequence[Token], periods: Sequence[Period], expressions: Sequence[TimeExpression]
    ) -> None:
        self.words = words
        self.expressions = expressions
        self.periods = [p for p in periods if p.timex_type in ("DATE", "TIME") and _is_dated(p)]
        place = {word.i: index for index, word in enumerate(words)}
        self.heads = [place.get(word.head.i, index) for index, word in enumerate(words)]
        self.deps = [word.dep_ for word in words]
        self.tags = [word.tag_ for word in words]
        self.pos = [word.pos_ for word in words]
        self.lower = [word.lower_ for word in words]
        self.lemmas = [word.lemma_.lower() for word in words]
        self.children: list[list[int]] = [[] for _ in words]
        for index, head in enumerate(self.heads):
            if head != index:
                self.children[head].append(index)

    def above(self, word: int) -> list[int]:
        """The words above a word in the tree, the nearest first."""
        found: list[int] = []
        while self.heads[word] != word and len(found) < len(self.heads):
            word = self.heads[word]
            found.append(word)
        return found

    def head_of(self, start: int, end: int) -> int:
        """The word of a span that the others hang on."""
        return next((i for i in range(start, end) if not start <= self.heads[i] < end), end - 1)

    def is_clause(self, word: int) -> bool:
        """Whether a word heads a clause: a verb, or a predicate with its copula."""
        return self.pos[word] in ("VERB", "AUX") or any(
            self.deps[child] in ("cop", "nsubj", "nsubj:pass") for child in self.children[word]
        )


def _is_dated(period: Period) -> bool:
    return period.date.basis != "none" and bool(period.date.earliest or period.date.latest)
