"""Why an event has its date: the candidates, their shares, and the features that decided."""

import datetime as dt
import re
from collections.abc import Iterator

from dateline.events.dates.choice import Choice, choose
from dateline.events.dates.features import features, traits_of
from dateline.events.dates.given import mark
from dateline.events.dates.happening import Happening
from dateline.events.dates.ranker import load_weights
from dateline.events.dates.story import Story
from dateline.language import annotate

_SHOWN = 6  # candidates
_REASONS = 6  # features
_LEAST = 0.005  # share of a candidate that is shown
_TOLD = 4  # traits


def explain_event(text: str, published: dt.date | None, word: str) -> Iterator[list[tuple[str, str]]]:
    """The steps (name, what it gave) that lead to the date of each place where a word of a text stands."""
    spans = [match.span() for match in re.finditer(rf"\b{re.escape(word)}\b", text)]
    (doc,) = annotate([text])
    marked = mark(doc, spans, published)
    choices = choose(marked.story, marked.events).choices
    for place in marked.places:
        if place is not None:
            yield _steps(marked.story, marked.events[place], choices[place])


def _steps(story: Story, event: Happening, choice: Choice) -> list[tuple[str, str]]:
    line, date = story.lines[event.sentence], choice.date
    traits = traits_of(story, event)
    steps = [("event", " ".join(line.words[i].text for i in range(event.start, event.end)))]
    steps.append(("told as", ", ".join(traits[:_TOLD])))
    shown = [(c, share) for c, share in choice.ranking.shares if share >= _LEAST][:_SHOWN]
    steps += [
        ("candidate", f"{share:5.1%} {c.date.edtf or 'no date'}: {c.name}{_words(c.date.text)}")
        for c, share in shown
    ]
    weights = load_weights().second
    decided = {
        f"{group}: {name or 'any'}": weight
        for group, name in features(story, traits, choice.chosen)
        if (weight := weights.get(group, {}).get(name))
    }
    strongest = sorted(decided, key=lambda name: -abs(decided[name]))[:_REASONS]
    steps += [("because", f"{decided[name]:+.2f} {name}") for name in strongest]
    steps.append(("date", f"{date.edtf or 'none'}, confidence {date.confidence:.2f}, basis {date.basis}"))
    if date.rule:
        steps.append(("rule", date.rule))
    if choice.ranking.runner_up is not None:
        other, share = choice.ranking.runner_up
        steps.append(("otherwise", f"{other.date.edtf or 'no date'} ({share:.0%})"))
    return steps


def _words(text: str | None) -> str:
    return f" “{text}”" if text else ""
