"""Bytes to clean words, for the formats that are text themselves."""

from __future__ import annotations

from newsreader.core.errors import SourceError
from newsreader.core.text import NotText, decode, sanitise


def words_of(raw: bytes, source: str) -> tuple[str, str]:
    """The words of some bytes, sanitised, and a note where some were lost; SourceError where they are no text."""
    try:
        decoded = decode(raw)
    except NotText as error:
        raise SourceError(source, str(error)) from None
    return sanitise(decoded.text), decoded.note
