"""What can be wrong with sources and documents."""

from dateline.errors import DatelineError


class SourcesError(DatelineError, ValueError):
    """A sources file that breaks the schema; the message names file, line and key."""


class SourceUnreadable(DatelineError, OSError):
    """A source that cannot be read as a whole, such as a folder that is not there."""


class DocumentError(DatelineError, ValueError):
    """A document that cannot be read; the message says why and what to do."""
