"""Analyses out of the library; `keeping` puts them in."""

from __future__ import annotations

import json

from newsreader.core.library.articles import article, number_of
from newsreader.core.library.connection import Database
from newsreader.core.library.corrected import corrections_of
from newsreader.core.library.overlay import over
from newsreader.core.model import Analysis
from newsreader.core.record import analysis_from


def analysis(database: Database, article_id: str) -> Analysis | None:
    """The analysis of an article with the reader's corrections in it; None and LibraryError as in `machine`."""
    found = machine(database, article_id)
    return found and over(found, corrections_of(database, number_of(database, article_id)))


def machine(database: Database, article_id: str) -> Analysis | None:
    """What the machine found in an article, by whatever engine; None before it did. LibraryError without the article.

    None, too, for one that another version kept in another shape; the article counts as not analysed from then on.
    """
    number = number_of(database, article_id)
    row = database.row("SELECT record FROM analysis WHERE article = ?", number)
    if row is None:
        return None
    about = article(database, article_id)
    try:
        return analysis_from(json.loads(row[0]), about)
    except (LookupError, TypeError, ValueError):
        with database.writing() as connection:
            connection.execute("UPDATE article SET engine = NULL, quotes = 0 WHERE number = ?", (number,))
        return None


def pending(database: Database, engine: str) -> list[str]:
    """The ids of the articles that this engine has not analysed, the one loaded last at the end."""
    return [row[0] for row in database.rows("SELECT id FROM article WHERE engine IS NOT ? ORDER BY number", engine)]
