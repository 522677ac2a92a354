"""What mattered on a day and in a month: how salient they are, and a summary in sentences of the evidence.

A day is salient when later reports name it and tell of its events, most of all long after. Its summary is of
the sentences with events dated to it, and of the first undated ones in reports of that day and the next: the
nearest to the centroid of them all (Radev et al. 2004), none that repeats another.
"""

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.records import Document, EventMention, ResolvedDate, Summary, SummarySentence, TimeExpression

SUMMARY_VERSION = "1"  # raised when summaries are made otherwise than before

_DAY = dt.timedelta(days=1)
_LATEST = 30  # days after which a report counts as much as any later one
_LEADS = 5  # event sentences from the start of a report that may tell of its day
_DAY_SENTENCES = 2
_MONTH_SENTENCES = 3
_FEWEST_WORDS, _MOST_WORDS = 8, 45  # of a sentence that stands alone
_ALIKE = 0.6  # cosine from which two sentences say the same
_TOLD = {"asserted", "alleged", "planned"}
_TOKEN = re.compile(r"[^\W\d_][\w'’-]+|\d+")
_STEM = 5  # letters

_Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Candidate:
    sentence: SummarySentence
    words: Counter[str]
    days: frozenset[dt.date]


def summarise(
    documents: Iterable[Document],
    expressions: Iterable[TimeExpression],
    mentions: Iterable[EventMention],
) -> list[Summary]:
    """The days that sentences tell of and the months around them, by collection, period and day.

    `expressions` and `mentions` are those of `documents`; their order does not matter.
    """
    by_id = {document.document_id: document for document in documents}
    named: defaultdict[str, Counter[dt.date]] = defaultdict(Counter)
    for expression in expressions:
        if (day := _day_of(expression.date)) is not None:
            named[expression.document_id][day] += 1
    told: defaultdict[str, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        told[mention.document_id].append(mention)
    salience: defaultdict[str, defaultdict[dt.date, float]] = defaultdict(lambda: defaultdict(float))
    candidates: defaultdict[str, list[_Candidate]] = defaultdict(list)
    for document_id in sorted(by_id):
        document = by_id[document_id]
        published, own = document.published_at, told[document_id]
        for day, weight in _references(published, named[document_id], own):
            salience[document.collection][day] += weight
        candidates[document.collection] += _candidates(published, own)
    return [
        summary
        for collection in sorted(candidates)
        for summary in _of_collection(collection, candidates[collection], salience[collection])
    ]


def _references(
    published: dt.date | None, named: Counter[dt.date], mentions: Sequence[EventMention]
) -> Iterator[tuple[dt.date, float]]:
    """What a report adds to the salience of days before it: more if it tells more of them, or is later."""
    events = Counter(day for mention in mentions if (day := _day_of(mention.date)))
    for day in sorted({*named, *events}):
        age = 1 if published is None else (published - day).days
        if age > 0:
            yield day, (math.log1p(named[day]) + math.log1p(events[day])) * math.log1p(min(age, _LATEST))


def _day_of(date: ResolvedDate) -> dt.date | None:
    """The day that a date is, None where it is none or more than one."""
    return date.earliest if date.earliest == date.latest else None


def _candidates(published: dt.date | None, mentions: Sequence[EventMention]) -> Iterator[_Candidate]:
    """The sentences of a document that tell of events of a day."""
    sentences: defaultdict[int, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        sentences[mention.sentence_start].append(mention)
    for place, start in enumerate(sorted(sentences)):
        events = sentences[start]
        days = {day for event in events if event.realis in _TOLD and (day := _day_of(event.date))}
        dated = bool(days)
        if not dated and place < _LEADS and published is not None:
            days = {published, published - _DAY}
        text = events[0].sentence
        if days and _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS:
            yield _Candidate(
                SummarySentence(events[0].document_id, start, events[0].sentence_end, text, dated),
                Counter(word[:_STEM] for word in _TOKEN.findall(text.lower())),
                frozenset(days),
            )


def _of_collection(
    collection: str, candidates: Sequence[_Candidate], salience: Mapping[dt.date, float]
) -> list[Summary]:
    found = Counter(word for candidate in candidates for word in candidate.words)
    rarity = {word: math.log(1 + len(candidates) / count) for word, count in found.items()}
    pools: defaultdict[dt.date, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        for day in candidate.days:
            pools[day].append(candidate)
    days = [
        Summary(collection, "day", day, day, round(salience.get(day, 0.0), 3), _best(pools[day], rarity))
        for day in sorted(pools)
    ]
    return [*days, *_months(collection, days)]


def _best(pool: Sequence[_Candidate], rarity: Mapping[str, float]) -> tuple[SummarySentence, ...]:
    """The sentences nearest to the centroid of all, none like one before."""
    vectors = [_unit({w: (1 + math.log(n)) * rarity[w] for w, n in each.words.items()}) for each in pool]
    centroid: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for word, weight in vector.items():
            centroid[word] += weight
    order = sorted(
        range(len(pool)),
        key=lambda n: (
            -round(_product(vectors[n], centroid), 9),
            pool[n].sentence.document_id,
            pool[n].sentence.char_start,
        ),
    )
    chosen: list[int] = []
    for number in order:
        if len(chosen) == _DAY_SENTENCES:
            break
        if all(_product(vectors[number], vectors[other]) < _ALIKE for other in chosen):
            chosen.append(number)
    return tuple(pool[number].sentence for number in chosen)


def _unit(vector: _Vector) -> _Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else vector


def _product(one: _Vector, other: _Vector) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)


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
