"""Names beside the triggers of annotated events, with the roles that annotators gave them."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from dateline.events.gazetteer import NameMatch
from dateline.events.participants.chooser import BACK, ROLES, Told, named_before
from dateline.events.participants.features import features, features_before, seen_by
from dateline.events.places import place_of
from dateline.events.sentences import Sentence, sentences
from dateline.events.triggers import TriggerMatch
from dateline.language import annotate
from dateline.language.tokens import text_of
from dateline.records import Role
from dateline.temporal.tagger import tag_doc

_COUNTRIES = {"name", "demonym", "government"}
_SMALL = {"the", "a", "an", "of", "and", "in", "for"}


_INVENTED = Path(__file__).with_name("examples.yaml")
_INVENTED_TIMES = 4.0  # what an invented example counts: they tell what the corpora have too rarely


@dataclass(frozen=True, slots=True)
class Example:
    """A name beside a trigger: its features, its roles, and how often it counts."""

    document: str
    features: tuple[str, ...]
    roles: frozenset[Role]
    times: float = 1.0


def invented() -> Iterator[Example]:
    """The names of the sentences of examples.yaml, as the pipeline that ships reads them."""
    kinds: Mapping[str, Sequence[Mapping[str, Any]]] = yaml.safe_load(_INVENTED.read_text(encoding="utf-8"))
    for kind, cases in kinds.items():
        for number, case in enumerate(cases):
            start = case["text"].index(case["word"])
            mention = {"start": start, "end": start + len(case["word"])}
            event = {"mentions": [mention], "actors": case["actor"], "recipients": case["recipient"]}
            (doc,) = annotate([case["text"]])
            for example in examples({"id": f"{kind} {number}"}, [event], doc):
                yield replace(example, times=_INVENTED_TIMES)


def examples(record: Mapping[str, Any], events: Sequence[Mapping[str, Any]], doc: Doc) -> Iterator[Example]:
    """The names beside those mentions of a document that tell an annotated event."""
    published = record.get("published")
    day = dt.datetime.fromisoformat(published).date() if published else None
    told = sentences(doc, tag_doc(doc, day, record["id"]), day, record.get("title"))
    for number, sentence in enumerate(told):
        names = sentence.names
        before = [Told(each.words, each.names) for each in reversed(told[max(0, number - BACK) : number])]
        for match in sentence.matches:
            event = _event_at(sentence, match, events)
            if event is None:
                continue
            located = place_of(sentence.words, sentence.clauses, match, names)
            seen = seen_by(sentence.words, match, names, located.name if located else None)
            rows: list[tuple[Sequence[Token], NameMatch, list[str]]]
            rows = [(sentence.words, name, features(seen, name)) for name in seen.names]
            rows += [
                (words, name, features_before(seen, words, name, back))
                for back, words, name in named_before(seen, before)
            ]
            for words, name, tells in rows:
                text = text_of(words, name.start, name.end)
                roles = frozenset(role for role in ROLES if _has_role(name, text, event, role))
                yield Example(record["id"], tuple(tells), roles)


def _event_at(
    sentence: Sentence, match: TriggerMatch, events: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    start = sentence.words[match.start].idx
    end = sentence.words[match.end - 1].idx + len(sentence.words[match.end - 1])
    for event in events:
        if any(mention["start"] < end and start < mention["end"] for mention in event["mentions"]):
            return event
    return None


def _has_role(name: NameMatch, text: str, event: Mapping[str, Any], role: Role) -> bool:
    """Whether annotators gave a role to a name, by its words or as the country that it stands for."""
    if name.kind in _COUNTRIES and name.entity.iso3 in (event.get(f"{role}_iso3") or ()):
        return True
    given = [_words(each) for each in event.get(f"{role}s") or ()]
    return any(_alike(_words(form), each) for form in (text, name.entity.name) for each in given)


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.lower()) if word not in _SMALL]


def _alike(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the last word of one name is in the other."""
    return bool(name and other) and (name[-1] in other or other[-1] in name)
