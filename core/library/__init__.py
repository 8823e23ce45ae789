"""The library: articles and their analyses in one SQLite file. Opening it costs a millisecond and imports no parser."""

from __future__ import annotations

from newsreader.core.library.library import Library
from newsreader.core.library.rows import ArticleRow, EntityRow, FeedRow, Note, QuoteRow, RefusedRow

__all__ = ["ArticleRow", "EntityRow", "FeedRow", "Library", "Note", "QuoteRow", "RefusedRow"]
