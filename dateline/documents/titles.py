"""The title of a page among those that its places give."""

import re
from collections.abc import Sequence

_NOT_WORDS = re.compile(r"\W+")
_SUFFIX = re.compile(r"\s*[|–—·:»-]\s*")


def title_among(titles: Sequence[str], heading: str | None) -> str | None:
    """The title that most places give, of several the heading that a reader sees, else the first.

    A title that goes on with a site's name ("Talks open | The Herald") counts for the one without it.
    """
    candidates = [*([heading] if heading else []), *titles]
    votes = [sum(_says(other, title) for other in candidates) for title in candidates]
    if not candidates or max(votes) == 1:
        return next(iter([*titles, *candidates]), None)
    best = candidates[votes.index(max(votes))]
    # The heading may have a space more where its elements meet.
    return next((title for title in titles if _key(title) == _key(best)), best)


def _says(other: str, title: str) -> bool:
    """Whether a title is another, or that with something set off behind it."""
    mine, others = _key(title), _key(other)
    if mine == others:
        return True
    rest = other[len(title) :]
    return bool(mine) and other.startswith(title) and _SUFFIX.match(rest) is not None


def _key(title: str) -> str:
    return _NOT_WORDS.sub("", title).casefold()
