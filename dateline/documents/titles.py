"""The title of a page among those that its places give."""

import re
from collections.abc import Iterable, Sequence

_NOT_WORDS = re.compile(r"\W+")
_SET_OFF = re.compile(r"\s*[|｜–—·:»-]")


def title_among(titles: Sequence[str], heading: str | None) -> str | None:
    """The title that the heading repeats, else the first; the heading where there are none.

    What is told to search engines may be worded for them; the heading is what a reader sees. What another
    title lacks behind it ("Talks open | The Herald") is the site's name and not the title's.
    """
    if not titles:
        return heading
    title = titles[0]
    if heading:
        title = next((one for one in titles if _is_same(one, heading) or _goes_on(one, heading)), title)
    others = [*([heading] if heading else []), *titles]
    return next((other for other in others if _goes_on(title, other)), title)


def heading_among(headings: Sequence[str], titles: Iterable[str]) -> int | None:
    """Which of a page's main headings is the article's: the one that a title repeats, else the first.

    Others are the site's name or those of other articles. None when there are none.
    """
    keys = {_key(title) for title in titles} - {""}
    repeated = (number for number, heading in enumerate(headings) if _key(heading) in keys)
    return next(repeated, 0 if headings else None)


def _is_same(title: str, other: str) -> bool:
    """Whether two titles have the same letters and digits."""
    return _key(title) == _key(other) != ""


def _goes_on(title: str, other: str) -> bool:
    """Whether a title is another with something set off behind it."""
    return _is_same(title[: len(other)], other) and _SET_OFF.match(title, len(other)) is not None


def _key(title: str) -> str:
    return _NOT_WORDS.sub("", title).casefold()
