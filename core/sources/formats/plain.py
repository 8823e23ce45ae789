"""Plain text: the article's text is the file, character for character."""

from __future__ import annotations

from newsreader.core.sources.decoding import words_of
from newsreader.core.sources.document import Document
from newsreader.core.text import article_from_text, sanitise


def document(raw: bytes, source: str) -> Document:
    """The article of a plain text. Raises SourceError where the bytes are no text."""
    text, note = words_of(raw, source)
    return Document(raw, article_from_text(text, source=sanitise(source)), note)
