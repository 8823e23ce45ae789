"""The library: articles and their analyses in one SQLite file. Opening it costs a millisecond and imports no parser."""

from __future__ import annotations

from newsreader.core.library.library import Library
from newsreader.core.library.rows import (
    Added,
    Appearance,
    ArticleRow,
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
