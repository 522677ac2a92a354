"""Sentences that sum something up: which of a document's may, and which of many do it best.

The best is the nearest to the centroid of them all (Radev et al. 2004); none repeats one before it.
"""

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.records import EventMention, ResolvedDate, SummarySentence

_DAY = dt.timedelta(days=1)
_LEADS = 5  # event sentences from the start of a report that say what it is about
_FEWEST_WORDS, _MOST_WORDS = 8, 45  # of a sentence that stands alone
_ALIKE = 0.6  # cosine from which two sentences say the same
_TOLD = {"asserted", "alleged", "planned"}
_TOKEN = re.compile(r"[^\W\d_][\w'’-]+|\d+")
_STEM = 5  # letters
_EDGES = "#>*_-•–| \t\n"  # marks around a heading, an item of a list, a cell of a table
_MARKUP = re.compile(r"\*\*|__|\]\(|\s#+\s|</?\w+>")

_Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence that tells of events, with its words and the days that it may tell of.

    `leads`: it is among the first of its report, and tells of something as happened or planned.
    """

    sentence: SummarySentence
    words: Counter[str]
    days: frozenset[dt.date]
    leads: bool


def day_of(date: ResolvedDate) -> dt.date | None:
    """The day that a date is, None where it is none or more than one."""
    return date.earliest if date.earliest == date.latest else None


def candidates(published: dt.date | None, mentions: Sequence[EventMention]) -> Iterator[Excerpt]:
    """The sentences of a document that tell of events and can stand alone, given all its mentions.

    A sentence without a day tells of the day of its report or the one before, if it is among the first.
    """
    sentences: defaultdict[int, list[EventMention]] = defaultdict(list)
    for mention in mentions:
        sentences[mention.sentence_start].append(mention)
    for place, start in enumerate(sorted(sentences)):
        events = sentences[start]
        told = [event for event in events if event.realis in _TOLD]
        days = {day for event in told if (day := day_of(event.date))}
        dated = bool(days)
        if not dated and place < _LEADS and published is not None:
            days = {published, published - _DAY}
        offset, text = _unmarked(events[0].sentence)
        if _FEWEST_WORDS <= len(text.split()) <= _MOST_WORDS and not _MARKUP.search(text):
            begin = start + offset
            yield Excerpt(
                SummarySentence(events[0].document_id, begin, begin + len(text), text, dated),
                Counter(word[:_STEM] for word in _TOKEN.findall(text.lower())),
                frozenset(days),
                leads=bool(told) and place < _LEADS,
            )


def _unmarked(sentence: str) -> tuple[int, str]:
    """Where in a sentence its longest part between the bars of a table begins, and that without its marks."""
    cell = max(sentence.split("|"), key=len)
    begin = sentence.index(cell) + len(cell) - len(cell.lstrip(_EDGES))
    return begin, cell.strip(_EDGES)


def rarity(found: Sequence[Excerpt]) -> Mapping[str, float]:
    """What each word of some sentences weighs: the more, the fewer of them have it."""
    counts = Counter(word for candidate in found for word in candidate.words)
    return {word: math.log(1 + len(found) / count) for word, count in counts.items()}


def best(pool: Sequence[Excerpt], weights: Mapping[str, float], count: int) -> tuple[SummarySentence, ...]:
    """The sentences nearest to the centroid of all, at most `count`, none like one before; best first."""
    vectors = [_unit({w: (1 + math.log(n)) * weights[w] for w, n in each.words.items()}) for each in pool]
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
        if len(chosen) == count:
            break
        if all(_product(vectors[number], vectors[other]) < _ALIKE for other in chosen):
            chosen.append(number)
    return tuple(pool[number].sentence for number in chosen)


def _unit(vector: _Vector) -> _Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else vector


def _product(one: _Vector, other: _Vector) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)
