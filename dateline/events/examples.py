"""The examples of the codebook put to the test, and the triggers of any other sentence."""

from collections.abc import Iterator

from dateline.events.codebook import Codebook, Example
from dateline.events.triggers import TriggerMatch, look_up
from dateline.language import load_pipeline
from dateline.language.tokens import text_of, words_of


def triggers_in(text: str, codebook: Codebook) -> list[tuple[str, TriggerMatch]]:
    """The triggers of a text, each with its words."""
    return [
        (text_of(words_of(sentence), match.start, match.end), match)
        for sentence in load_pipeline()(text).sents
        for match in look_up(sentence, codebook).matches
    ]


def fault(event_type: str, example: Example, codebook: Codebook) -> str | None:
    """What is wrong with an example of an event type; None if it comes out as it says."""
    found = triggers_in(example.text, codebook)
    modes = {words: match.mode for words, match in found if match.event_type == event_type}
    others = ", ".join(f"{match.event_type} {words!r}" for words, match in found) or "nothing"
    if example.none:
        return f"found {', '.join(map(repr, modes))}, where none may be" if modes else None
    if example.trigger not in modes:
        return f"trigger {example.trigger!r} not found, but {others}"
    mode = modes[example.trigger]
    return f"mode {mode!r} instead of {example.mode!r}" if mode != example.mode else None


def faults(codebook: Codebook) -> Iterator[tuple[str, Example, str]]:
    """The examples of a codebook that do not come out, each with its event type and what is wrong."""
    for entry in codebook.types:
        for example in entry.examples:
            wrong = fault(entry.type, example, codebook)
            if wrong is not None:
                yield entry.type, example, wrong
