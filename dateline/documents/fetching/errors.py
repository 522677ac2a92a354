"""What can go wrong between asking for an address and having its bytes."""

from dateline.errors import DatelineError


class FetchError(DatelineError, OSError):
    """An address that could not be fetched; the message says why, and what to do where something helps."""


class Passing(FetchError):
    """A fault that may be gone in a moment; `wait` is how many seconds the server asks to be left alone."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait
