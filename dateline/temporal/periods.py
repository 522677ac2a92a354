"""Time expressions with the prepositions before them: 'since May', 'by Friday', 'from May to July 2023'."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.language.tokens import text_of
from dateline.records import Extent, Granularity, ResolvedDate, TimeExpression
from dateline.temporal.edtf import edtf_of

_CONNECTORS = {"to", "until", "till", "through", "-", "–", "—", "and"}
_SIGNALS = {"since", "until", "till", "by", "before", "after", "from", "between", "through"}
_SKIPPED = {"the", "about", "around", "late", "early", "at", "least", "as", "of", "just", "only", "on"}
_EDGE = re.compile(r"^(?:the )?(?:end|close|start|beginning) of\b|\bend$", re.IGNORECASE)
_AT_EDGE = {  # these bound at the very day on which a time begins or ends, not about it
    "START": {"since", "from", "before", "after"},
    "END": {"until", "till", "through", "by", "before", "after"},
}


@dataclass(frozen=True, slots=True)
class Period:
    """A time expression, or two that bound a range, with its preposition.

    `start` and `end` count the sentence's words; `signal` is a preposition that bounds ('since'), else ''.
    `bare` is the date without what the preposition makes of it.
    """

    start: int
    end: int
    signal: str
    date: ResolvedDate
    timex_type: str
    bare: ResolvedDate


def periods(words: Sequence[Token], expressions: Sequence[TimeExpression]) -> list[Period]:
    """The periods told by a sentence's expressions, in order; a range takes up both of its ends."""
    spans = [_word_span(words, expression) for expression in expressions]
    found: list[Period] = []
    index = 0
    while index < len(expressions):
        expression, (start, end) = expressions[index], spans[index]
        signal, first = _signal(words, start)
        if index + 1 < len(expressions) and _connected(words, spans, index, signal):
            both = _range(expression, expressions[index + 1], signal)
            if both is not None:
                text = text_of(words, first, spans[index + 1][1])
                date = replace(both, text=text)
                found.append(Period(first, spans[index + 1][1], "range", date, expression.timex_type, date))
                index += 2
                continue
        date = _bounded(expression.date, signal, _edge(expression))
        if date is not expression.date:
            date = replace(date, text=text_of(words, first, end))
        else:
            signal, first = "", start
        found.append(Period(first, end, signal, date, expression.timex_type, expression.date))
        index += 1
    return found


def _word_span(words: Sequence[Token], expression: TimeExpression) -> tuple[int, int]:
    inside = [i for i, word in enumerate(words) if expression.char_start <= word.idx < expression.char_end]
    return inside[0], inside[-1] + 1


def _signal(words: Sequence[Token], start: int) -> tuple[str, int]:
    """The preposition that governs the word at `start`, and where it stands; '' when none does."""
    index = start - 1
    while index >= 0 and words[index].lower_ in _SKIPPED:
        index -= 1
    if index >= 0 and words[index].lower_ in _SIGNALS:
        return words[index].lower_, index
    return "", start


def _connected(words: Sequence[Token], spans: Sequence[tuple[int, int]], index: int, signal: str) -> bool:
    between = [word.lower_ for word in words[spans[index][1] : spans[index + 1][0]]]
    between = [word for word in between if word not in _SKIPPED]
    if len(between) != 1 or between[0] not in _CONNECTORS:
        return False
    return between[0] != "and" or signal == "between"


def _range(first: TimeExpression, last: TimeExpression, signal: str) -> ResolvedDate | None:
    """The interval from one expression to another; None when an end is unknown or they run backwards."""
    earliest, latest = first.date.earliest, last.date.latest
    if earliest is None or latest is None or earliest > latest:
        return None
    qualifier = "~" if "~" in (first.date.qualifier, last.date.qualifier) else ""
    return replace(
        first.date,
        edtf=edtf_of(earliest, latest, qualifier),
        latest=latest,
        qualifier="~" if qualifier else "",
        extent="within" if signal == "between" else "spans",
        granularity="days",
        rule=f"range: {first.date.rule} to {last.date.rule}",
        confidence=min(first.date.confidence, last.date.confidence),
    )


def _edge(expression: TimeExpression) -> str:
    """Whether an expression is where a time begins or ends, "START" or "END", and no part of it, ''."""
    return (expression.timex_mod or "") if _EDGE.search(expression.text) else ""


def _bounded(date: ResolvedDate, signal: str, edge: str) -> ResolvedDate:
    """What a preposition makes of an interval: an end left open."""
    if date.earliest is None or date.latest is None:
        return date
    day = dt.timedelta(days=1)
    earliest: dt.date | None
    latest: dt.date | None
    extent: Extent = "within"
    if signal in ("since", "from"):
        earliest, latest, extent = date.earliest, None, "spans"
    elif signal in ("until", "till", "through"):
        earliest, latest, extent = None, date.latest, "spans"
    elif signal == "by" or (signal == "before" and edge == "END"):
        earliest, latest = None, date.latest
    elif signal == "before" and date.earliest > dt.date.min:
        earliest, latest = None, date.earliest - day
    elif signal == "after" and edge == "START":
        earliest, latest = date.earliest, None
    elif signal == "after" and date.latest < dt.date.max:
        earliest, latest = date.latest + day, None
    else:
        return date
    granularity: Granularity = "open"
    qualifier = "" if signal in _AT_EDGE.get(edge, ()) and date.qualifier == "~" else date.qualifier
    return replace(
        date,
        edtf=edtf_of(earliest, latest, qualifier),
        earliest=earliest,
        latest=latest,
        qualifier=qualifier,
        extent=extent,
        granularity=granularity,
        rule=f"{signal}: {date.rule}",
    )
