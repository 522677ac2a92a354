"""Finding and resolving the time expressions of a document, in the order of its text."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from spacy.tokens import Doc, Token

from dateline.documents.quoted_mail import day_at, quoted_passages
from dateline.language import annotate
from dateline.language.tokens import words_of
from dateline.records import TimeExpression
from dateline.temporal.direction import direction
from dateline.temporal.elision import share
from dateline.temporal.fiscal import first_month
from dateline.temporal.genre import is_narrative
from dateline.temporal.grammar import Found, load_grammar
from dateline.temporal.lexer import Lexeme, lex
from dateline.temporal.names import is_name
from dateline.temporal.numeric import habit
from dateline.temporal.resolution import Context, Resolution
from dateline.temporal.resolve import resolve

_YEAR_BC = re.compile(r"BC(\d{4})")
_HEADING_MARKS = "#*="
_QUARTER_REACH = 6  # sentences in which figures are still compared with a quarter's


@dataclass(frozen=True, slots=True)
class Resolved:
    """An expression with all that led to its date: words, rule and fields, context, answer."""

    words: Sequence[Token]
    found: Found
    context: Context
    resolution: Resolution
    cut: int  # characters of the last word that are no part of it

    @property
    def char_start(self) -> int:
        """Where it starts in the document's text."""
        return self.words[0].idx

    @property
    def char_end(self) -> int:
        """Where it ends in the document's text."""
        return self.words[-1].idx + len(self.words[-1]) - self.cut


def tag(text: str, published: dt.date | None = None, narrative: bool | None = None) -> list[TimeExpression]:
    """The time expressions of a text, in order; offsets are code points into `text`.

    Without a publication day, what counts from it stays unresolved: basis and granularity are 'none'.
    `narrative` says whether dates go on from the one before or count from publication; None: the text tells.
    """
    return tag_doc(next(annotate([text])), published, narrative=narrative)


def tag_doc(
    doc: Doc,
    published: dt.date | None,
    document_id: str = "",
    narrative: bool | None = None,
    language: str = "en",
) -> list[TimeExpression]:
    """The time expressions of a document that the language pipeline has read; `narrative` as in `tag`.

    The country in `language` ("en-GB") tells 11/06 from 06/11.
    """
    text = doc.text
    expressions = []
    for entry in resolved(doc, published, narrative, language):
        words = text[entry.char_start : entry.char_end]
        expressions.append(
            TimeExpression(
                document_id=document_id,
                char_start=entry.char_start,
                char_end=entry.char_end,
                text=words,
                timex_type=entry.resolution.timex_type,
                timex_value=entry.resolution.value,
                timex_mod=entry.resolution.mod,
                date=entry.resolution.date(entry.found.rule, words),
            )
        )
    return expressions


def resolved(
    doc: Doc, published: dt.date | None, narrative: bool | None = None, language: str = "en"
) -> Iterator[Resolved]:
    """The expressions of a document, in order, with what led to their dates."""
    grammar = load_grammar()
    sentences = []
    for words in map(words_of, doc.sents):
        lexemes = lex(words)
        times = [item for item in grammar.find(lexemes) if not is_name(words, lexemes, item)]
        sentences.append((words, lexemes, share(lexemes, times)))
    fields = [item.fields for _, _, found in sentences for item in found]
    if narrative is None:
        narrative = is_narrative(fields, published)
    fiscal_month = first_month(lexemes for _, lexemes, _ in sentences)
    reached = _Reached(published, narrative, habit(fields, language), fiscal_month)
    quoted = quoted_passages(doc.text)
    for number, (words, lexemes, found) in enumerate(sentences):
        # what a mail quotes of another counts from that one's day
        reached.publication = day_at(quoted, words[0].idx, published) if words else published
        reached.read_heading(lexemes, found)
        for item in found:
            inside = words[lexemes[item.start].token : lexemes[item.end - 1].stop]
            context = reached.context(number, inside)
            resolution = resolve(item.fields, context)
            yield Resolved(inside, item, context, resolution, lexemes[item.end - 1].cut)
            reached.go_on(number, item, resolution)


@dataclass(slots=True)
class _Reached:
    """How far a document's dates have come."""

    publication: dt.date | None
    narrative: bool
    day_first: bool | None
    fiscal_month: int | None
    previous: Resolution | None = None
    previous_day: Resolution | None = None
    quarter: Resolution | None = None
    sentence: int = -1  # of the previous expression
    quarter_sentence: int = -_QUARTER_REACH
    heading: int | None = None
    year_bc: int | None = None

    def read_heading(self, lexemes: Sequence[Lexeme], found: Sequence[Found]) -> None:
        """Note the year of a sentence that is nothing but a year and marks: the heading of a chronology."""
        told = [lexeme for lexeme in lexemes if lexeme.lower.strip(_HEADING_MARKS)]
        is_year = [item.rule for item in found] == ["year"] or len(told) < len(lexemes)
        if is_year and len(told) == 1:
            year = told[0].values.get("YEAR")
            self.heading = year if isinstance(year, int) else self.heading

    def context(self, number: int, words: Sequence[Token]) -> Context:
        """What an expression of a sentence is resolved against."""
        return Context(
            publication=self.publication,
            previous=self.previous,
            previous_day=self.previous_day,
            quarter=self.quarter if number - self.quarter_sentence < _QUARTER_REACH else None,
            same_sentence=number == self.sentence,
            narrative=self.narrative,
            day_first=self.day_first,
            fiscal_month=self.fiscal_month,
            heading=self.heading,
            year_bc=self.year_bc if self.narrative else None,
            direction=partial(direction, words),
        )

    def go_on(self, number: int, item: Found, resolution: Resolution) -> None:
        """Count what comes from this expression on."""
        interval = resolution.interval
        if interval is not None and "year" in item.fields:
            self.year_bc = None
        elif year := _YEAR_BC.match(resolution.value):
            self.year_bc = int(year[1])
        if interval is None or resolution.timex_type not in ("DATE", "TIME"):
            return
        if self.narrative and not self._leads_on(resolution):
            return
        self.previous, self.sentence = resolution, number
        if interval.earliest == interval.latest:
            self.previous_day = resolution
        if "quarter" in item.fields or item.fields.get("unit") == "quarter":
            self.quarter, self.quarter_sentence = resolution, number

    def _leads_on(self, resolution: Resolution) -> bool:
        """Whether a narrative goes on from a date: not from one of publication, nor a year looked back to."""
        if resolution.basis == "relative_to_publication":
            return False
        before, after = self.previous, resolution.interval
        if before is None or before.interval is None or after is None or resolution.granularity != "year":
            return True
        return after.earliest.year >= before.interval.earliest.year
