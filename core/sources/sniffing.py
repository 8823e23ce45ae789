"""Which format some bytes are in: by what they are, and only where that is open by the name they came with."""

from __future__ import annotations

import os
import re
from enum import StrEnum

from newsreader.core.errors import SourceError


class Format(StrEnum):
    """The formats that can be read; the values are modules of `newsreader.core.sources.formats`."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    FEED = "feed"
    OPML = "opml"


CONTAINERS: frozenset[Format] = frozenset({Format.FEED, Format.OPML})
"""Those that hold several things; the others are one article."""

_ROOT = re.compile(
    rb"(?:<\?[^>]*>|<!--.*?-->|<!DOCTYPE(?:[^<>\[]|\[[^\]]*\])*>|\s+)*<(?:\w+:)?(rss|rdf|feed|opml)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')

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
    head = raw[:4096].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip()
    if root := _ROOT.match(head):
        return Format.OPML if root[1].lower() == b"opml" else Format.FEED
    if head.startswith(b"{") and _JSON_FEED.search(raw):
        return Format.FEED
    suffix = os.path.splitext(source)[1].lower()
    if suffix in _UNREADABLE:
        raise SourceError(source, f"not plain text or Markdown ({_UNREADABLE[suffix]})")
    return Format.MARKDOWN if suffix in (".md", ".markdown") else Format.PLAIN
