"""The library: articles and their analyses in one SQLite file. Opening it costs a millisecond and imports no parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsreader.core.library.library import Library
from newsreader.core.library.listing import ArticleRow

if TYPE_CHECKING:
    from newsreader.core.library.rows import (
        Added,
        Appearance,
        AsideRow,
        CorrectionRow,
        EditRow,
        EntityRow,
        FeedRow,
        MarkRow,
        Note,
        PersonRow,
        QuoteRow,
        RefusedRow,
        VersionRow,
    )

__all__ = [
    "Added",
    "Appearance",
    "ArticleRow",
    "AsideRow",
    "CorrectionRow",
    "EditRow",
    "EntityRow",
    "FeedRow",
    "Library",
    "MarkRow",
    "Note",
    "PersonRow",
    "QuoteRow",
    "RefusedRow",
    "VersionRow",
]


def __getattr__(name: str) -> Any:
    """Load the other rows when one of them is first used: they take longer than opening the library."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from newsreader.core.library import rows

    return getattr(rows, name)
