"""What mattered on a day, in a month and in a story: a summary in sentences of the evidence.

A day is salient when later reports name it and tell of its events, most of all long after. Its summary is of
the sentences with events dated to it, and of the first undated ones in reports of that day and the next. That
of a story is of the first sentences of its documents.
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.records import Document, EventMention, StorySummary, Summary, TimeExpression
from dateline.timeline.excerpts import Excerpt, best, candidates, day_of, rarity

_DAY = dt.timedelta(days=1)
_LATEST = 30  # days after which a report counts as much as any later one
_DAY_SENTENCES = 2
_MONTH_SENTENCES = 3
_STORY_SENTENCES = 3


def summarise(
    documents: Iterable[Document],
    expressions: Iterable[TimeExpression],
    mentions: Iterable[EventMention],
) -> list[Summary]:
    """The days that sentences tell of and the months around them, by collection, period and day.

    `expressions` and `mentions` are those of `documents`; their order does not matter.
    """
    named: defaultdict[str, Counter[dt.date]] = defaultdict(Counter)
    for expression in expressions:
        if (day := day_of(expression.date)) is not None:
            named[expression.document_id][day] += 1
    salience: defaultdict[str, defaultdict[dt.date, float]] = defaultdict(lambda: defaultdict(float))
    found: defaultdict[str, list[Excerpt]] = defaultdict(list)
    for document, own in _with_mentions(documents, mentions):
        published = document.published_at
        for day, weight in _references(published, named[document.document_id], own):
            salience[document.collection][day] += weight
        found[document.collection] += (each for each in candidates(published, own) if each.days)
    return [
        summary
        for collection in sorted(found)
        for summary in _of_collection(collection, found[collection], salience[collection])
    ]


def summarise_stories(
    documents: Iterable[Document], mentions: Iterable[EventMention], story_of: Mapping[str, str]
) -> list[StorySummary]:
    """The stories that sentences tell of, by collection and id, given the story of each document by its id.

    `mentions` are those of `documents`; their order does not matter.
    """
    found: defaultdict[str, defaultdict[str, list[Excerpt]]] = defaultdict(lambda: defaultdict(list))
    for document, own in _with_mentions(documents, mentions):
        leads = [each for each in candidates(document.published_at, own) if each.leads]
        if leads:
            found[document.collection][story_of[document.document_id]] += leads
    summaries: list[StorySummary] = []
    for collection, stories in sorted(found.items()):
        weights = rarity([each for pool in stories.values() for each in pool])
        summaries += (
            StorySummary(collection, story, best(pool, weights, _STORY_SENTENCES))
            for story, pool in sorted(stories.items())
        )
    return summaries


def _with_mentions(
    documents: Iterable[Document], mentions: Iterable[EventMention]
) -> Iterator[tuple[Document, Sequence[EventMention]]]:
    """Each document with its own mentions, by document id."""
    told: defaultdict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        told[mention.document_id].append(mention)
    for document in sorted(documents, key=lambda document: document.document_id):
        yield document, told[document.document_id]


def _references(
    published: dt.date | None, named: Counter[dt.date], mentions: Sequence[EventMention]
) -> Iterator[tuple[dt.date, float]]:
    """What a report adds to the salience of days before it: more if it tells more of them, or is later."""
    events = Counter(day for mention in mentions if (day := day_of(mention.date)))
    for day in sorted({*named, *events}):
        age = 1 if published is None else (published - day).days
        if age > 0:
            yield day, (math.log1p(named[day]) + math.log1p(events[day])) * math.log1p(min(age, _LATEST))


def _of_collection(
    collection: str, found: Sequence[Excerpt], salience: Mapping[dt.date, float]
) -> list[Summary]:
    weights = rarity(found)
    pools: defaultdict[dt.date, list[Excerpt]] = defaultdict(list)
    for candidate in found:
        for day in candidate.days:
            pools[day].append(candidate)
    told: set[str] = set()
    days: list[Summary] = []
    for day in sorted(pools, key=lambda day: (-salience.get(day, 0.0), -day.toordinal())):
        # what has no day of its own, or is printed again, sums up the most salient of its days, or the last
        pool = [each for each in pools[day] if each.sentence.text not in told]
        dated = [each for each in pools[day] if each.sentence.dated]
        sentences = best(pool or dated, weights, _DAY_SENTENCES)
        told |= {sentence.text for sentence in sentences}
        if sentences:
            days.append(Summary(collection, "day", day, day, round(salience.get(day, 0.0), 3), sentences))
    days.sort(key=lambda day: day.first_day)
    return [*days, *_months(collection, days)]


def _months(collection: str, days: Sequence[Summary]) -> list[Summary]:
    """A month is as salient as its days together; the best sentence of each of its most salient days."""
    of_month: defaultdict[dt.date, list[Summary]] = defaultdict(list)
    for day in days:
        of_month[day.first_day.replace(day=1)].append(day)
    return [
        Summary(
            collection,
            "month",
            first,
            _end_of_month(first),
            round(sum(day.salience for day in members), 3),
            tuple(day.sentences[0] for day in _key(members, _MONTH_SENTENCES) if day.sentences),
        )
        for first, members in sorted(of_month.items())
    ]


def _key(days: Sequence[Summary], count: int) -> list[Summary]:
    """The most salient days, in the order of time."""
    ranked = sorted(days, key=lambda day: (-day.salience, day.first_day))[:count]
    return sorted(ranked, key=lambda day: day.first_day)


def _end_of_month(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=31)).replace(day=1) - _DAY
