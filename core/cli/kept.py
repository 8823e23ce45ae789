"""The user's library, for commands that only look into it."""

from __future__ import annotations

from newsreader.core.errors import LibraryError
from newsreader.core.library import Library
from newsreader.core.locations import library_file


def users_library() -> Library | None:
    """The user's library, or a temporary copy of one that cannot be written; None when there is none yet.

    Raises LibraryError where its folder must not be entered.
    """
    return Library.open_for_session() if _is_there() else None


def library_for_reuse() -> Library | None:
    """The user's library for what it may know already; None when there is none or it cannot be opened."""
    try:
        return Library() if _is_there() else None
    except LibraryError:
        return None


def _is_there() -> bool:
    try:
        return library_file().exists()
    except OSError as error:
        raise LibraryError(f"{library_file().parent}: {error.strerror}") from error
