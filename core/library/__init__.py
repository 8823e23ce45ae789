"""The library: articles and their analyses in one SQLite file. Opening it costs a millisecond and imports no parser."""

from __future__ import annotations

from newsreader.core.library.library import Library
from newsreader.core.library.rows import (
    Added,
    ArticleRow,
    EntityRow,
    FeedRow,
    Note,
    QuoteRow,
    RefusedRow,
    VersionRow,
)

__all__ = [
    "Added",
    "ArticleRow",
    "EntityRow",
    "FeedRow",
    "Library",
    "Note",
    "QuoteRow",
    "RefusedRow",
    "VersionRow",
]
