"""Which reports of a document are marked as correcting earlier ones, by what its sentences take back.

A notice may stand anywhere: "(Corrects date to Tuesday)" marks what the document dates to that Tuesday, "an
earlier version misstated the toll" the toll that is told nearest to it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.events.quantities import Figure, figures, has_figures
from dateline.events.revisions import Revision
from dateline.records import EventMention, Quantity, ResolvedDate, TimeExpression

_STEM = 4  # letters
_MOST = 50  # notices that count, of a sentence and of a document: one of nothing but notices stays cheap

_Days = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True, slots=True)
class DateNotice:
    """A sentence, by its start in the document, that takes a date back; old or new None where not told.

    `about`: it goes on to say of what the date was wrong; `names` are the stems of its nouns.
    """

    start: int
    old: ResolvedDate | None
    new: ResolvedDate | None
    about: bool
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class FigureNotice:
    """A sentence, by its start in the document, that takes a figure back; old or new None where not told.

    `outdated`: the old was right in its time, so that the new corrects nothing.
    """

    start: int
    kind: str
    old: Quantity | None
    new: Quantity | None
    outdated: bool


Notice = DateNotice | FigureNotice


def notices(
    words: Sequence[Token], expressions: Sequence[TimeExpression], found: Sequence[Revision]
) -> list[Notice]:
    """What the revisions of a sentence say; of figures those whose kind the words tell."""
    start = words[0].idx
    names = frozenset(_stem(word.text) for word in words if word.pos_ == "NOUN")
    told: list[Notice] = []
    for each in found[:_MOST]:
        if each.of == "date":
            old, new = (
                _date_at(expressions, words[at.start].idx) if at else None for at in (each.old, each.new)
            )
            told.append(DateNotice(start, old, new, each.about, names))
            continue
        known = {at.start: each.kind for at in (each.old, each.new) if at and each.kind}
        wrong = _figure_at(figures(words, (), known), each.old)
        others = figures(words, each.old or (), known)
        right = _figure_at(others, each.new) if each.new else _only(others) if each.old else None
        kind = next((figure.kind for figure in (right, wrong) if figure is not None), each.kind)
        if kind is not None:
            told.append(FigureNotice(start, kind, wrong, right, each.how == "outdated"))
    return told


def with_corrections(mentions: Sequence[EventMention], told: Sequence[Notice]) -> list[EventMention]:
    """A document's mentions, those marked that its notices are about."""
    marked = list(mentions)
    for notice in told[:_MOST]:
        marked = (
            _dates_marked(marked, notice)
            if isinstance(notice, DateNotice)
            else _figures_marked(marked, notice)
        )
    return marked


def _date_at(expressions: Sequence[TimeExpression], start: int | None) -> ResolvedDate | None:
    return next(
        (e.date for e in expressions if start is not None and e.char_start <= start < e.char_end), None
    )


def _figure_at(found: Sequence[Figure], words: range | None) -> Quantity | None:
    return next((each.quantity for each in found if words and each.number in words), None)


def _only(found: Sequence[Figure]) -> Quantity | None:
    """The figure of a sentence that tells one alone: "11 were injured on Monday, not 14 as reported"."""
    return found[0].quantity if len(found) == 1 else None


def _dates_marked(mentions: Sequence[EventMention], notice: DateNotice) -> list[EventMention]:
    """Mark what is dated as the notice says, or without that as what is told nearest to it.

    Of the events that the notice names, by word or type. Where it names none, it must give the date that
    stands, or the document tell of one event alone; it may not be about something else.
    """
    types = {mention.event_type for mention in mentions if mention.sentence_start == notice.start}
    wrong, right = (date and _days(date) for date in (notice.old, notice.new))
    alike = [
        mention
        for mention in mentions
        if mention.date.basis != "none"
        and _days(mention.date) != wrong
        and right in (None, _days(mention.date))
    ]
    named = [e for e in alike if e.event_type in types or _stem(e.trigger) in notice.names]
    if not named and (types or notice.about or (right is None and _tells_of_several(alike))):
        return list(mentions)
    nearest = min(
        named or alike,
        key=lambda each: (_stem(each.trigger) not in notice.names, abs(each.char_start - notice.start)),
        default=None,
    )
    meant = {
        each.mention_id for each in named or alike if nearest and _days(each.date) == _days(nearest.date)
    }
    earliest, latest = wrong or (None, None)
    return [
        replace(_marked(mention, "date"), wrong_earliest=earliest, wrong_latest=latest)
        if mention.mention_id in meant
        else mention
        for mention in mentions
    ]


def _tells_of_several(mentions: Sequence[EventMention]) -> bool:
    return len({(each.event_type, _stem(each.trigger)) for each in mentions}) > 1


def _stem(word: str) -> str:
    """What "tested" and "test" have in common."""
    return word.lower()[:_STEM]


def _figures_marked(mentions: Sequence[EventMention], notice: FigureNotice) -> list[EventMention]:
    """Mark what has the figure of the notice, or without one that which is told nearest to it.

    A figure that no mention has goes to those of its sentence that can have it, or else the last before it.
    """
    having = [
        (abs(mention.char_start - notice.start), figure.value)
        for mention in mentions
        for figure in mention.quantities
        if figure.kind == notice.kind and figure.value is not None
        if not (notice.old and figure.value == notice.old.value)
    ]
    right = notice.new.value if notice.new else min(having, default=(0, None))[1]
    if notice.new and right not in {value for _, value in having}:
        mentions = _figure_given(mentions, notice.start, notice.new)
    if right is None or notice.outdated:
        return list(mentions)
    return [
        _marked(mention, notice.kind)
        if any(figure.kind == notice.kind and figure.value == right for figure in mention.quantities)
        else mention
        for mention in mentions
    ]


def _figure_given(mentions: Sequence[EventMention], start: int, figure: Quantity) -> list[EventMention]:
    """Give the figure to the mentions that the notice is about, in place of another of its kind."""
    able = [each for each in mentions if has_figures(each.event_type, figure.kind)]
    own = [each for each in able if each.sentence_start == start]
    before = [each for each in able if each.char_start < start]
    about = {each.mention_id for each in own or before[-1:]}
    return [
        replace(each, quantities=(*(q for q in each.quantities if q.kind != figure.kind), figure))
        if each.mention_id in about
        else each
        for each in mentions
    ]


def _marked(mention: EventMention, what: str) -> EventMention:
    return mention if what in mention.corrects else replace(mention, corrects=(*mention.corrects, what))


def _days(date: ResolvedDate) -> _Days:
    return date.earliest, date.latest
