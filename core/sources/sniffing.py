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
    HTML = "html"


CONTAINERS: frozenset[Format] = frozenset()
"""Those that hold several things; the others are one article."""

_UNREADABLE = {
    ".xml": "an XML file",
    ".json": "a JSON file",
    ".jsonl": "a JSON file",
    ".eml": "a mail",
}

_PAGES = (".html", ".htm", ".xhtml", ".xht", ".shtml")
_PAGE_START = re.compile(
    rb"\s*(?:<\?xml\b[^>]{0,300}>\s*|<!--.{0,2000}?-->\s*){0,8}"
    rb"(?:<!doctype\s+html\b|<html\b|<head\b|<body\b|<frameset\b|<title\b[^>]*>[^<]*</title>)",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT_START = re.compile(
    rb"\s*<(p|div|h[1-6]|article|section|main|table|ul|ol|blockquote|span|header|figure|center|font)\b[^<>]{0,500}>",
    re.IGNORECASE,
)


def is_page(raw: bytes) -> bool:
    """Whether some bytes begin as an HTML page does, or as a fragment of one: `<p>…</p>`."""
    head = raw[:8192]
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    head = head.replace(b"\0", b"")  # of UTF-16
    if _PAGE_START.match(head):
        return True
    start = _FRAGMENT_START.match(head)
    return start is not None and b"</" + start[1].lower() in raw[:200_000].lower()


def format_of(raw: bytes, source: str, media: str = "") -> Format:
    """The format of some bytes. media: the media type that a server gave, "" where none did.

    Raises SourceError for what is known to be no article.
    """
    suffix = os.path.splitext(source)[1].lower()
    if suffix in _UNREADABLE:
        raise SourceError(source, f"not plain text or Markdown ({_UNREADABLE[suffix]})")
    if suffix in _PAGES or media.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml"):
        return Format.HTML
    if suffix not in (".md", ".markdown") and is_page(raw):
        return Format.HTML
    return Format.MARKDOWN if suffix in (".md", ".markdown") else Format.PLAIN
