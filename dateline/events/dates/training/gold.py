"""Annotated documents: events given as spans, with the days on which readers put them."""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dateline.events.dates.candidate import Candidate, shared
from dateline.language.training.annotated import FOLDS, annotated
from dateline.temporal import intervals

_DAY = dt.timedelta(days=1)
_PARTLY = 0.5  # what an answer that holds, but is not gold's own, counts in learning
DOCUMENTS, ITEMS, DAYS, INVENTED = "documents", "items", "days of events", "invented"
_ITEM = "wce-"  # how the ids of items begin
_DAYS_OF_EVENTS = "event_time_dev.jsonl"
_INVENTED = Path(__file__).with_name("examples.yaml")
_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")

Side = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True, slots=True)
class GoldDate:
    """When an event was by its annotators: the days on which it can have begun, and ended.

    `basis` is that of the guide; 'days' where the corpus says only the days.
    """

    basis: str
    begins: Side
    ends: Side

    def worth(self, answer: Candidate) -> float:
        """How right an answer is, for learning: 1 gold's own, 0 wrong."""
        low, high = answer.days
        if self.basis == "days":
            return float(self.holds(answer))
        earliest, latest = self.begins[0], self.ends[0]
        if earliest and latest:
            if not (low and high):
                return 0.0
            if (low, high) == (earliest, latest):
                return 1.0
            if self.basis == "document":
                return _PARTLY * self.holds(answer)
            return shared(answer.days, (earliest, latest)) if self.holds(answer) else 0.0
        if low and high:
            return 0.0
        if (low, high) == (earliest, latest):
            return 1.0
        return _PARTLY if (low is None) == (earliest is None) and (high is None) == (latest is None) else 0.1

    def holds(self, answer: Candidate) -> bool:
        """Whether an answer is right by the rules of the corpus's scorer."""
        low, high = answer.days
        if self.basis == "days":
            if not (low or high):
                return self.begins == (None, None)
            return _allows(self.begins, low) and _allows(self.ends, high)
        earliest, latest = self.begins[0], self.ends[0]
        if not (earliest and latest):
            return not (low and high)
        if not (low and high):
            return False
        if self.basis == "document":
            return latest - _DAY <= low and high <= latest
        if self.basis != "context":
            return (low, high) == (earliest, latest)
        return shared(answer.days, (earliest, latest)) >= 0.5

    @property
    def day(self) -> dt.date | None:
        """The day, where it is one known day."""
        sides = {*self.begins, *self.ends}
        return self.begins[0] if len(sides) == 1 else None

    @property
    def is_stated(self) -> bool:
        """Whether it is a whole interval that the text itself states."""
        return bool(self.begins[0] and self.ends[0]) and self.basis not in ("context", "days", "none")

    def contradicts(self, answer: Candidate) -> bool:
        """Whether an answer has no day in common with it."""
        low, high = answer.days
        first, last = self.begins[0], self.ends[1]
        return bool((high and first and high < first) or (low and last and low > last))


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A mention of an event: its span, its date, and how many mentions the event has."""

    start: int
    end: int
    date: GoldDate
    mentions: int
    event_id: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """An annotated document; `number` is its place in its corpus, from 1.

    `fold` is that of the pipeline and the weights which have not seen it.
    """

    corpus: str
    number: int
    fold: int
    text: str
    published: dt.date | None
    events: tuple[GoldEvent, ...]


def gold_documents(corpora: Path) -> Iterator[GoldDocument]:
    """All annotated documents of the folder of corpora, in order."""
    records, gold = annotated(corpora / "events")
    numbers: Counter[str] = Counter()
    for place, record in enumerate(records):
        corpus = ITEMS if record["id"].startswith(_ITEM) else DOCUMENTS
        numbers[corpus] += 1
        events = tuple(_events(gold[record["id"]]))
        yield _document(corpus, numbers[corpus], place % FOLDS, record, events)
    lines = (corpora / "events" / _DAYS_OF_EVENTS).read_text(encoding="utf-8").splitlines()
    for number, record in enumerate(map(json.loads, lines), 1):
        yield _document(DAYS, number, number % FOLDS, record, tuple(_days(record)))


def invented_documents() -> Iterator[GoldDocument]:
    """The documents of examples.yaml."""
    told: dict[dt.date, list[str]] = yaml.safe_load(_INVENTED.read_text(encoding="utf-8"))
    number = 0
    for published, documents in told.items():
        for marked in documents:
            number += 1
            events = tuple(_marked(marked))
            yield GoldDocument(INVENTED, number, number % FOLDS, _MARK.sub(r"\1", marked), published, events)


def _marked(text: str) -> Iterator[GoldEvent]:
    removed = 0
    for mark in _MARK.finditer(text):
        words, edtf = mark.groups()
        first, last = _ends(edtf)
        date = GoldDate("explicit" if first or last else "none", (first, first), (last, last))
        start = mark.start() - removed
        yield GoldEvent(start, start + len(words), date, 1, str(start))
        removed += len(mark[0]) - len(words)


def _ends(edtf: str) -> Side:
    """The first and last day of a date in EDTF, None where it is open."""
    low, _, high = edtf.partition("/")
    return _bounds(low)[0], _bounds(high or low)[1]


def _bounds(date: str) -> Side:
    if date in ("..", "none"):
        return None, None
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    first = dt.date(year, month or 1, day or 1)
    unit = "day" if day else "month" if month else "year"
    return first, intervals.containing(unit, first).latest


def _document(
    corpus: str, number: int, fold: int, record: dict[str, Any], events: tuple[GoldEvent, ...]
) -> GoldDocument:
    ordered = tuple(sorted(events, key=lambda event: (event.start, event.end)))
    return GoldDocument(corpus, number, fold, record["text"], _day(record.get("published")), ordered)


def _events(gold: dict[str, Any]) -> Iterator[GoldEvent]:
    for event in gold["events"]:
        date = event["date"]
        first, last = _day(date.get("earliest")), _day(date.get("latest"))
        when = GoldDate(date.get("basis") or "none", (first, first), (last, last))
        for mention in event["mentions"]:
            yield GoldEvent(mention["start"], mention["end"], when, len(event["mentions"]), event["id"])


def _days(document: dict[str, Any]) -> Iterator[GoldEvent]:
    for number, event in enumerate(document["events"]):
        begins, ends = ((_day(side[0]), _day(side[1])) for side in (event["begins"], event["ends"]))
        yield GoldEvent(event["start"], event["end"], GoldDate("days", begins, ends), 1, str(number))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _allows(side: Side, value: dt.date | None) -> bool:
    first, last = side
    if first == last and first is not None:
        return value == first
    return value is None or ((first or dt.date.min) <= value <= (last or dt.date.max))
