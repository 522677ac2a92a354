"""A walk of a page's tree that needs no recursion: pages may nest deeper than Python's stack."""

from collections.abc import Callable, Iterator

from bs4 import Tag
from bs4.element import PageElement


def walk(root: Tag, is_skipped: Callable[[Tag], bool]) -> Iterator[tuple[PageElement, bool]]:
    """The nodes of a tree in the order of the page, and whether they open: elements come again as they close.

    Elements that are skipped do not come, nor does what is in them.
    """
    waiting: list[tuple[PageElement, bool]] = [(root, True)]
    while waiting:
        node, opens = waiting.pop()
        if not isinstance(node, Tag):
            yield node, True
        elif not opens:
            yield node, False
        elif not is_skipped(node):
            yield node, True
            waiting.append((node, False))
            waiting += [(child, True) for child in reversed(node.contents)]
