"""The title of a page among those that its places give."""

import re
from collections.abc import Sequence

_NOT_WORDS = re.compile(r"\W+")
_SET_OFF = re.compile(r"\s*[|｜–—·:»-]")


def title_among(titles: Sequence[str], heading: str | None) -> str | None:
    """The first of the titles, the heading that a reader sees where there is none.

    What another title lacks behind it ("Talks open | The Herald") is the site's name and not the title's.
    """
    if not titles:
        return heading
    others = [*([heading] if heading else []), *titles[1:]]
    shorter = (other for other in others if _goes_on(titles[0], other))
    return next(shorter, titles[0])


def _goes_on(title: str, other: str) -> bool:
    """Whether a title is another with something set off behind it."""
    rest = title[len(other) :]
    return _key(title[: len(other)]) == _key(other) != "" and _SET_OFF.match(rest) is not None


def _key(title: str) -> str:
    return _NOT_WORDS.sub("", title).casefold()
