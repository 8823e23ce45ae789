"""Which format some bytes are in: by what they are, and only where that is open by the name they came with."""

from __future__ import annotations

import os
from enum import StrEnum

from newsreader.core.errors import SourceError


class Format(StrEnum):
    """The formats that can be read; the values are modules of `newsreader.core.sources.formats`."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


CONTAINERS: frozenset[Format] = frozenset()
"""Those that hold several things; the others are one article."""

_UNREADABLE = {
    ".html": "an HTML page",
    ".htm": "an HTML page",
    ".xhtml": "an HTML page",
    ".xml": "an XML file",
    ".json": "a JSON file",
    ".jsonl": "a JSON file",
    ".eml": "a mail",
}


def format_of(raw: bytes, source: str, media: str = "") -> Format:
    """The format of some bytes. media: the media type that a server gave, "" where none did.

    Raises SourceError for what is known to be no article.
    """
    suffix = os.path.splitext(source)[1].lower()
    if suffix in _UNREADABLE:
        raise SourceError(source, f"not plain text or Markdown ({_UNREADABLE[suffix]})")
    return Format.MARKDOWN if suffix in (".md", ".markdown") else Format.PLAIN
