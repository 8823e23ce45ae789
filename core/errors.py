"""What can go wrong in a way a user should read: one line, no traceback."""

from __future__ import annotations


class NewsreaderError(Exception):
    """An error whose message is one clear line for the user."""


class SourceError(NewsreaderError):
    """Something could not be read as an article."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class LibraryError(NewsreaderError):
    """The library cannot be opened, read or written."""


class ModelError(NewsreaderError):
    """The language model is missing or cannot be loaded."""


class WorkerError(NewsreaderError):
    """The child process died or answered out of turn."""
