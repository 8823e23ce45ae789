"""Plain text: the article's text is the file, character for character."""

from __future__ import annotations

from newsreader.core.model import Article
from newsreader.core.text import article_from_text


def article(text: str, source: str) -> Article:
    """The article of a plain text that has been sanitised."""
    return article_from_text(text, source=source)
