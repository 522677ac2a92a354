"""dateline: documents in, dated events out. `dateline.read(text, published=…)` reads one text.

`dateline.date_events(text, spans, published=…)` dates the events that somebody has marked in it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.engine import Reading, date_events, read

__all__ = ["Reading", "date_events", "read"]


def __getattr__(name: str) -> Any:
    """Load the engine, and with it spaCy, only when it is asked for."""
    if name in __all__:
        from dateline import engine

        return getattr(engine, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
