"""The user's library, for commands that only look into it."""

from __future__ import annotations

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library
from newsreader.core.locations import library_file


def users_library() -> Library | None:
    """The user's library, or a temporary copy of one that cannot be written; None when there is none yet."""
    return Library.open_for_session() if library_file().exists() else None


def library_for_reuse() -> Library | None:
    """The user's library for what it may know already; None when there is none or it cannot be opened."""
    try:
        return Library() if library_file().exists() else None
    except LibraryError:
        return None
