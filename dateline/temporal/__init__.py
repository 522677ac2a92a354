"""Sentences to time expressions: what the words say, and the days that they mean."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.temporal.tagger import tag

__all__ = ["tag"]


def __getattr__(name: str) -> Any:
    """Load the tagger, and with it spaCy, only when it is asked for: days and EDTF need neither."""
    if name in __all__:
        from dateline.temporal import tagger

        return getattr(tagger, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
