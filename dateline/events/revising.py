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

_MOST = 50  # notices that count, of a sentence and of a document: one of nothing but notices stays cheap

_Days = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True, slots=True)
class DateNotice:
    """A sentence, by its start in the document, that takes a date back; old or new None where not told."""

    place: int
    old: ResolvedDate | None
    new: ResolvedDate | None


@dataclass(frozen=True, slots=True)
class FigureNotice:
    """A sentence, by its start in the document, that takes a figure back; old or new None where not told."""

    place: int
    kind: str
    old: Quantity | None
    new: Quantity | None


Notice = DateNotice | FigureNotice


def notices(
    words: Sequence[Token], expressions: Sequence[TimeExpression], found: Sequence[Revision]
) -> list[Notice]:
    """What the revisions of a sentence say; of figures those whose kind the words tell."""
    place = words[0].idx
    told: list[Notice] = []
    for each in found[:_MOST]:
        if each.of == "date":
            old, new = (
                _date_at(expressions, words[at.start].idx) if at else None for at in (each.old, each.new)
            )
            told.append(DateNotice(place, old, new))
            continue
        known = {at.start: each.kind for at in (each.old, each.new) if at and each.kind}
        wrong = _figure_at(figures(words, (), known), each.old)
        right = _figure_at(figures(words, each.old or (), known), each.new)
        kind = next((figure.kind for figure in (right, wrong) if figure is not None), each.kind)
        if kind is not None:
            told.append(FigureNotice(place, kind, wrong, right))
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


def _date_at(expressions: Sequence[TimeExpression], place: int | None) -> ResolvedDate | None:
    return next(
        (e.date for e in expressions if place is not None and e.char_start <= place < e.char_end), None
    )


def _figure_at(found: Sequence[Figure], words: range | None) -> Quantity | None:
    return next((each.quantity for each in found if words and each.number in words), None)


def _dates_marked(mentions: Sequence[EventMention], notice: DateNotice) -> list[EventMention]:
    """Mark what is dated as the notice says, or without that as what is told nearest to it.

    Of the types of event that the notice itself names, where it does.
    """
    types = {mention.event_type for mention in mentions if mention.sentence_start == notice.place}
    wrong = notice.old and _days(notice.old)
    alike = [
        mention
        for mention in mentions
        if mention.date.basis != "none"
        and _days(mention.date) != wrong
        and (not types or mention.event_type in types)
    ]
    nearest = min(alike, key=lambda each: abs(each.char_start - notice.place), default=None)
    right = notice.new or (nearest.date if nearest else None)
    if right is None:
        return list(mentions)
    meant = {mention.mention_id for mention in alike if _days(mention.date) == _days(right)}
    earliest, latest = wrong or (None, None)
    return [
        replace(_marked(mention, "date"), wrong_earliest=earliest, wrong_latest=latest)
        if mention.mention_id in meant
        else mention
        for mention in mentions
    ]


def _figures_marked(mentions: Sequence[EventMention], notice: FigureNotice) -> list[EventMention]:
    """Mark what has the figure of the notice, or without one that which is told nearest to it.

    A figure that no mention has goes to the last before it that can have it.
    """
    having = [
        (abs(mention.char_start - notice.place), figure.value)
        for mention in mentions
        for figure in mention.quantities
        if figure.kind == notice.kind and not (notice.old and figure.value == notice.old.value)
    ]
    right = notice.new.value if notice.new else min(having, default=(0, None))[1]
    if notice.new and right not in (value for _, value in having):
        return _figure_given(mentions, notice.place, notice.new)
    return [
        _marked(mention, notice.kind)
        if any(figure.kind == notice.kind and figure.value == right for figure in mention.quantities)
        else mention
        for mention in mentions
    ]


def _figure_given(mentions: Sequence[EventMention], place: int, figure: Quantity) -> list[EventMention]:
    """Give the figure to the last mention before the notice that can have it, in place of another."""
    before = [
        number
        for number, mention in enumerate(mentions)
        if mention.char_start < place and has_figures(mention.event_type, figure.kind)
    ]
    given = list(mentions)
    for number in before[-1:]:
        others = (each for each in given[number].quantities if each.kind != figure.kind)
        given[number] = replace(_marked(given[number], figure.kind), quantities=(*others, figure))
    return given


def _marked(mention: EventMention, what: str) -> EventMention:
    return mention if what in mention.corrects else replace(mention, corrects=(*mention.corrects, what))


def _days(date: ResolvedDate) -> _Days:
    return date.earliest, date.latest
