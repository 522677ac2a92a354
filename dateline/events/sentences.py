"""The sentences of a document with their clauses, triggers, dates and figures, less what they take back.

What "earlier reports said" is no fact only where a sentence with the same names gives another date for the
same event, or another figure of the same kind: see the patterns that are `doubtful` in revisions.yaml.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from dateline.events.clauses import clause_ids
from dateline.events.codebook import load_codebook
from dateline.events.dates.grammar import cost_between
from dateline.events.dates.happening import Line
from dateline.events.detection.candidates import candidates
from dateline.events.detection.judge import judge_all, load_judge
from dateline.events.gazetteer import NameMatch
from dateline.events.naming import names_of
from dateline.events.quantities import Figure, figures
from dateline.events.realis import realis_of
from dateline.events.revisions import Revision, revisions, standing, words_taken_back
from dateline.events.roles import Names
from dateline.language.tokens import text_of, words_of
from dateline.records import UNDATED, ResolvedDate, TimeExpression
from dateline.temporal.periods import periods

_DATE = "date"
_MOST_DOUBTS = 50  # of a document: one of nothing but doubts stays cheap


@dataclass(frozen=True, slots=True)
class _Fact:
    """The day of what a word tells of, as its number, or a figure of a kind, each between two values."""

    subject: tuple[str, ...]
    low: float
    high: float

    def contradicts(self, other: "_Fact") -> bool:
        return self.subject == other.subject and (self.low > other.high or self.high < other.low)


class Sentence:
    """A sentence with everything found in it.

    `told` are all its periods, `periods` those that stand; `revisions` what it takes back.
    """

    def __init__(
        self, span: Span, expressions: Sequence[TimeExpression], publication: dt.date | None
    ) -> None:
        self.words = words_of(span)
        first, last = self.words[0], self.words[-1]
        self.start, self.end = first.idx, last.idx + len(last)
        self.text = text_of(self.words, 0, len(self.words))
        self.clauses = clause_ids(self.words)
        may_be = candidates(span, load_codebook())
        verdicts = judge_all(self.words, may_be, load_judge())
        self.expressions = expressions
        self.publication = publication
        self.named(())
        self.told = periods(self.words, expressions)
        found = revisions(self.words, expressions)
        # what a report says of its own mistakes ("misstated") is no event
        self.verdicts = [each for each in verdicts if not found or each.found_by != "model"]
        self.matches = [verdict.match for verdict in self.verdicts]
        self.doubtful = [each for each in found if each.how == "doubtful"]
        self.revisions: list[Revision] = []
        self.take_back([each for each in found if each.how != "doubtful"])

    def named(self, names: Sequence[NameMatch]) -> None:
        """Take the names that the whole document gives the sentence."""
        self.names = names
        self.known = Names(self.words, names)

    def take_back(self, found: Sequence[Revision]) -> None:
        """Date and count by what is left when these are taken back too."""
        self.revisions += found
        dated = {index for period in self.told for index in range(period.start, period.end)}
        kinds = {each.new.start: each.kind for each in self.revisions if each.new and each.kind}
        self.periods = standing(self.told, self.revisions)
        self.figures = figures(self.words, dated | words_taken_back(self.revisions), kinds)
        self.line = Line(self.words, self.periods, self.expressions)

    def proper_names(self) -> set[str]:
        """The words of names in it, but for those of its dates."""
        dated = {index for period in self.told for index in range(period.start, period.end)}
        return {w.lower_ for index, w in enumerate(self.words) if w.pos_ == "PROPN" and index not in dated}

    def facts(self) -> list[_Fact]:
        """The days and the figures of what it tells as having been."""
        dated = [
            _Fact((_DATE, self.words[match.head].lemma_.lower()), *_days(date))
            for match in self.matches
            for date in [self._nearest(match.head)]
            if date.basis != "none"
            and realis_of(self.words, match, date.earliest, self.publication) in ("asserted", "alleged")
        ]
        return dated + [_counted(figure) for figure in self.figures]

    def _nearest(self, head: int) -> ResolvedDate:
        """The date of the sentence that stands nearest to a word in the parse."""
        costs = {
            cost_between(self.line, head, self.line.head_of(period.start, period.end)): period.date
            for period in reversed(self.line.periods)
        }
        return costs[min(costs)] if costs else UNDATED

    def doubted(self, each: Revision) -> list[_Fact]:
        """The facts that one of its doubtful revisions would take back."""
        if each.old is None:
            return []
        if each.of == "figure":
            known = {each.old.start: each.kind} if each.kind else None
            return [_counted(f) for f in figures(self.words, (), known) if f.number in each.old]
        wrong = {_days(p.date) for p in self.told if each.old.start in range(p.start, p.end)}
        dated = [fact for fact in self.facts() if fact.subject[0] == _DATE and (fact.low, fact.high) in wrong]
        return dated or [_Fact((_DATE, name), *days) for name in self._subjects(each.old) for days in wrong]

    def _subjects(self, old: range) -> list[str]:
        """What words without a trigger say of a date: the "test" of "the test was on Monday"."""
        last = self.words[old[-1]]
        around = [child for word in (last, last.head) for child in word.children]
        return [w.lemma_.lower() for w in around if w.pos_ == "NOUN" and w.dep_.startswith("nsubj")]


def sentences(
    doc: Doc,
    expressions: Sequence[TimeExpression],
    publication: dt.date | None,
    title: str | None = None,
) -> list[Sentence]:
    """The sentences of a document that the language pipeline and the time tagger have read."""
    found = [
        Sentence(
            span, [e for e in expressions if span.start_char <= e.char_start < span.end_char], publication
        )
        for span in doc.sents
        if not all(token.is_space for token in span)
    ]
    named = names_of([(each.words, each.told) for each in found], title)
    for each, known in zip(found, named, strict=True):
        each.named(known)
    doubts = [(each, one, each.doubted(one)) for each in found for one in each.doubtful][:_MOST_DOUBTS]
    if doubts:
        doubted = {(each.start, fact) for each, _, facts in doubts for fact in facts}
        firm = [
            (fact, each.proper_names())
            for each in found
            for fact in each.facts()
            if (each.start, fact) not in doubted
        ]
        for each, one, facts in doubts:
            names = each.proper_names()
            if any(fact.contradicts(other) and names <= near for fact in facts for other, near in firm):
                each.take_back([one])
    return found


def _days(date: ResolvedDate) -> tuple[float, float]:
    return (
        date.earliest.toordinal() if date.earliest else -math.inf,
        date.latest.toordinal() if date.latest else math.inf,
    )


def _counted(figure: Figure) -> _Fact:
    low, high = figure.quantity.low, figure.quantity.high
    return _Fact(
        (figure.quantity.kind, figure.quantity.unit or ""),
        -math.inf if low is None else low,
        math.inf if high is None else high,
    )
