"""What the choice of a date goes by: named features of an event and a candidate, for a reader to follow.

A feature stands in a group. Those of a kind of candidate ("own") are the traits of the event with which it
is met ("past"), the candidate's clues ("under obl 0") and both together; those of a reading ("as to now")
likewise, whichever kind has it. Those of the group "date" are of a candidate's days alone. So what little
data tells of one candidate serves the others.
"""

from collections.abc import Iterator, Sequence

from dateline.events.dates.candidate import Candidate
from dateline.events.dates.grammar import form_of, governor_of
from dateline.events.dates.happening import Happening, Line
from dateline.events.dates.story import Story

_CUES = {"ago", "earlier", "previously", "already", "recently", "still", "now", "later", "then", "again"}
_CUES |= {"once", "since", "before", "after", "until", "last", "past", "former", "first", "next", "upcoming"}
_CUES |= {"new", "latest", "recent", "current", "ongoing", "ever", "always", "often", "subsequently", "also"}
_REACH = 4  # words from an event at which a cue still bears on it
_SHARED = 6  # traits, the first, that are joined with a candidate's days
_DATE = "date"

Feature = tuple[str, str]  # a group and a name in it
Features = tuple[str, Sequence[str]]  # a group and names in it


def traits_of(story: Story, event: Happening) -> list[str]:
    """What an event is and how it is told; the first are joined with the candidates' clues and days."""
    line = story.lines[event.sentence]
    form = form_of(line, event.head)
    governor = governor_of(line, event.head)
    above = form_of(line, governor) if governor is not None else "top"
    told = form if form not in ("noun", "infinitive", "ing", "ed", "base") else f"{form} in {above}"
    where = _where(event.sentence)
    timed = f"times {min(len(line.periods), 2)}"
    kind = story.traits[0]
    traits = [
        told,
        f"realis {event.realis}",
        f"type {event.event_type}",
        kind,
        f"{timed} {where}",
        f"factual {_factual(event.factuality)}",
        *story.traits[1:],
        timed,
        form,
        line.deps[event.head],
        f"{line.deps[event.head]} {told}",
        where,
        f"chance {int(event.chance * 5)}",
        f"{where} {kind}",
        f"{told} {timed}",
        f"{told} {kind}",
        f"{told} {where}",
        f"{told} {kind} {timed} {where}",
        f"{timed} {kind} {where}",
        f"{event.event_type} {where}",
        f"{event.realis} {told}",
        f"word {line.lemmas[event.head]}",
        f"quoted {_is_quoted(line, event)}",
    ]
    if governor is not None:
        traits += [f"under {line.lemmas[governor]}", f"under {above} {line.deps[event.head]}"]
    if form == "noun":
        noun = line.heads[event.head]
        if line.pos[noun] == "NOUN":  # "the start of the war"
            traits.append(f"of {line.lemmas[noun]}")
        traits += [f"noun {cue}" for cue in _determiners(line, event.head)]
    traits += [f"cue {cue}" for cue in _cues(line, event)]
    return traits


def features(story: Story, traits: Sequence[str], candidate: Candidate) -> Iterator[Feature]:
    """The features of a candidate for an event of these traits, each with its group."""
    parts = [
        *of_event(traits, candidate),
        of_clues(traits, candidate),
        of_days(traits, story.clues_of(candidate.date)),
    ]
    if candidate.reading:
        parts.append(of_reading(candidate))
    for group, names in parts:
        for name in names:
            yield group, name


def of_event(traits: Sequence[str], candidate: Candidate) -> Iterator[Features]:
    """Those of the event's traits, the same for all candidates of a kind and reading."""
    yield candidate.kind, ("", *traits)
    if candidate.reading:
        yield f"as {candidate.reading}", ("", *traits)
        yield candidate.name, ("", *traits[:_SHARED])


def of_clues(traits: Sequence[str], candidate: Candidate) -> Features:
    """Those of how a candidate is given, the same for all of a kind that are given alike."""
    form = traits[0]
    return candidate.kind, [*candidate.clues, *(f"{clue} & {form}" for clue in candidate.clues)]


def of_reading(candidate: Candidate) -> Features:
    """Those of how it is given with what is made of it, whichever its kind."""
    return f"as {candidate.reading}", candidate.clues


def of_days(traits: Sequence[str], days: Sequence[str]) -> Features:
    """Those of a candidate's days, the same for all of the same clues."""
    return _DATE, [*days, *(f"{clue} & {trait}" for clue in days for trait in traits[:_SHARED])]


def _where(sentence: int) -> str:
    return f"sentence {sentence}" if sentence < 2 else "sentence 2-4" if sentence < 5 else "sentence 5+"


def _factual(factuality: float) -> str:
    return (
        "no" if factuality < 0.5 else "half" if factuality < 1.5 else "rather" if factuality < 2.4 else "yes"
    )


def _is_quoted(line: Line, event: Happening) -> bool:
    opening = sum(word in ("“", '"') for word in line.lower[: event.head])
    closing = sum(word in ("”",) for word in line.lower[: event.head])
    return opening > closing


def _determiners(line: Line, head: int) -> Iterator[str]:
    found = [child for child in line.children[head] if line.deps[child] in ("det", "nmod:poss", "amod")]
    yield (
        "bare"
        if not found
        else " ".join(
            line.lower[child] if line.deps[child] == "det" else line.deps[child] for child in found[:2]
        )
    )
    case = [line.lower[child] for child in line.children[head] if line.deps[child] == "case"]
    if case:
        yield f"of {case[0]}"


def _cues(line: Line, event: Happening) -> Iterator[str]:
    around = range(max(0, event.start - _REACH), min(len(line.lower), event.end + _REACH))
    for index in around:
        if line.lower[index] in _CUES:
            yield f"{line.lower[index]} {'before' if index < event.head else 'after'}"
            if line.heads[index] == event.head:
                yield f"{line.lower[index]} on it"
    for child in line.children[event.head]:
        if line.deps[child] == "mark":
            yield f"mark {line.lower[child]}"
