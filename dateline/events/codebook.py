"""The codebook: event types with their triggers, read from codebook/*.yaml and checked against a schema.

The format is described in codebook/README.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from dateline.errors import DatelineError
from dateline.records import Realis
from dateline.versions import codebook_version

FOLDER = Path(__file__).with_name("codebook")
GAP = "..."
GAP_LENGTH = 5  # words that an ellipsis may jump over

_PREPOSITIONS = {"of", "for", "to", "from", "on", "against", "in", "with", "between", "that", "as"}

Words = Annotated[list[str], Field(min_length=1)]


class CodebookError(DatelineError, ValueError):
    """A codebook file that breaks the schema; the message names the file and the entry."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Trigger(_Entry):
    """Words that tell an event, with the company that they ask for."""

    verb: str | None = None
    noun: str | None = None
    mode: str | None = None
    object: Words | None = None
    subject: Words | None = None
    near: Words | None = None
    veto: Words | None = Field(default=None, alias="not")
    confidence: float = Field(default=0.7, gt=0, le=1)

    @model_validator(mode="after")
    def _one_phrase(self) -> "Trigger":
        if (self.verb is None) == (self.noun is None):
            raise ValueError("a trigger has either `verb` or `noun`")
        return self

    @property
    def phrase(self) -> str:
        """The trigger's words as written in the codebook."""
        return self.verb or self.noun or ""


class Example(_Entry):
    """A sentence that is a test: what must be found in it, or that nothing of the type may be."""

    text: str
    trigger: str | None = None
    mode: str | None = None
    realis: Realis | None = None
    actors: list[str] | None = None
    recipients: list[str] | None = None
    none: bool = False

    @model_validator(mode="after")
    def _one_expectation(self) -> "Example":
        if self.none == (self.trigger is not None):
            raise ValueError("an example names its `trigger`, or says `none: true`")
        return self


class EventType(_Entry):
    """One event type of the codebook."""

    type: str
    quad: Literal[
        "verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "none"
    ]
    definition: str
    include: list[str]
    exclude: list[str]
    modes: dict[str, str]
    triggers: list[Trigger]
    examples: list[Example]

    @model_validator(mode="after")
    def _modes_are_declared(self) -> "EventType":
        used = {trigger.mode for trigger in self.triggers} | {example.mode for example in self.examples}
        if unknown := sorted(str(mode) for mode in used - {None, *self.modes}):
            raise ValueError(f"modes used but not declared: {', '.join(unknown)}")
        return self


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: the lemmas that may stand there, and whether words may come before it."""

    lemmas: frozenset[str]
    after_gap: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger ready to match: its elements, the place of its head, and its event type."""

    event_type: str
    trigger: Trigger
    elements: tuple[Element, ...]
    head: int
    head_pos: frozenset[str]

    @property
    def rank(self) -> tuple[int, int, float]:
        """What decides between overlapping triggers: length, demands, confidence."""
        trigger = self.trigger
        demands = sum(company is not None for company in (trigger.object, trigger.subject, trigger.near))
        return len(self.elements), demands, trigger.confidence


@dataclass(frozen=True, slots=True)
class Codebook:
    """All event types, their patterns by the first word's lemmas, and a version made of their contents."""

    types: tuple[EventType, ...]
    patterns: Mapping[str, Sequence[Pattern]]
    version: str


@cache
def load_codebook(folder: Path = FOLDER) -> Codebook:
    """Read and check every YAML file of a codebook folder.

    Raises CodebookError when a file is not YAML or breaks the schema.
    """
    types = tuple(_read_type(path) for path in sorted(folder.glob("*.yaml")))
    patterns: dict[str, list[Pattern]] = {}
    for event_type in types:
        for trigger in event_type.triggers:
            pattern = _compile(event_type.type, trigger)
            for lemma in sorted(pattern.elements[0].lemmas):
                patterns.setdefault(lemma, []).append(pattern)
    return Codebook(types, patterns, codebook_version(folder))


@cache
def parse_phrase(phrase: str) -> tuple[Element, ...]:
    """The elements of a phrase: `break|call ... off` has two, the second after a gap."""
    elements: list[Element] = []
    gap = False
    for word in phrase.lower().split():
        if word == GAP:
            gap = True
        else:
            elements.append(Element(frozenset(word.split("|")), gap))
            gap = False
    return tuple(elements)


def _compile(event_type: str, trigger: Trigger) -> Pattern:
    elements = parse_phrase(trigger.phrase)
    if trigger.verb is not None:
        return Pattern(event_type, trigger, elements, 0, frozenset({"VERB"}))
    head = max(i for i, element in enumerate(elements) if not element.lemmas & _PREPOSITIONS)
    return Pattern(event_type, trigger, elements, head, frozenset({"NOUN", "PROPN"}))


def _read_type(path: Path) -> EventType:
    try:
        return EventType.model_validate(yaml.load(path.read_bytes(), yaml.CSafeLoader))
    except yaml.YAMLError as error:
        raise CodebookError(f"{path}: not YAML: {error}") from error
    except ValidationError as error:
        lines = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise CodebookError(f"{path}: " + "; ".join(lines)) from error
