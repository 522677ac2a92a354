"""Values in the Markdown that Dagster shows."""

_CELL = 60  # characters that a cell shows


def cell(value: object) -> str:
    """A value as the cell of a Markdown table: one line, cut, its pipes escaped."""
    text = "" if value is None else str(value)
    text = text if len(text) <= _CELL else text[: _CELL - 1] + "…"
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
