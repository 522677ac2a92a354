"""Finding and resolving the time expressions of a document, in the order of its text."""

import datetime as dt
from functools import partial

from spacy.tokens import Doc

from dateline.language import load_pipeline
from dateline.language.tokens import words_of
from dateline.records import TimeExpression
from dateline.temporal.direction import direction
from dateline.temporal.grammar import Found, load_grammar
from dateline.temporal.lexer import Lexeme, lex
from dateline.temporal.resolution import Context, Resolution
from dateline.temporal.resolve import resolve


def tag(text: str, published: dt.date | None = None) -> list[TimeExpression]:
    """The time expressions of a text, in order; offsets are code points into `text`.

    Without a publication day, what counts from it stays unresolved: basis and granularity are 'none'.
    """
    return tag_doc(load_pipeline()(text), published)


def tag_doc(doc: Doc, published: dt.date | None, document_id: str = "") -> list[TimeExpression]:
    """The time expressions of a document that the language pipeline has read."""
    grammar = load_grammar()
    whole = doc.text
    expressions: list[TimeExpression] = []
    previous: Resolution | None = None
    previous_day: Resolution | None = None
    previous_sentence = -2
    heading: int | None = None
    for number, sentence in enumerate(doc.sents):
        words = words_of(sentence)
        lexemes = lex(words)
        found = grammar.find(lexemes)
        if (year := _heading(lexemes, found)) is not None:
            heading = year
        for item in found:
            first, last = lexemes[item.start].token, lexemes[item.end - 1].stop
            context = Context(
                publication=published,
                previous=previous,
                previous_day=previous_day,
                near=number - previous_sentence <= 1,
                heading=heading,
                direction=partial(direction, words, first, last),
            )
            resolution = resolve(item.fields, context)
            if resolution is None:
                continue
            start, end = words[first].idx, words[last - 1].idx + len(words[last - 1])
            text = whole[start:end]
            expressions.append(
                TimeExpression(
                    document_id=document_id,
                    char_start=start,
                    char_end=end,
                    text=text,
                    timex_type=resolution.timex_type,
                    timex_value=resolution.value,
                    timex_mod=resolution.mod,
                    date=resolution.date(item.rule, text),
                )
            )
            if resolution.interval is not None and resolution.timex_type in ("DATE", "TIME"):
                previous, previous_sentence = resolution, number
                if resolution.interval.earliest == resolution.interval.latest:
                    previous_day = resolution
    return expressions


def _heading(lexemes: list[Lexeme], found: list[Found]) -> int | None:
    """The year of a sentence that is nothing but a year: the heading of a chronology."""
    if len(found) == 1 and found[0].rule == "year" and len(lexemes) == 1:
        year = lexemes[0].values.get("YEAR")
        return year if isinstance(year, int) else None
    return None
