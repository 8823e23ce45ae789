"""Words of an article: whether they are there, and how they are named in a line for the reader."""

from __future__ import annotations

from newsreader.core.errors import LibraryError
from newsreader.core.model import Span

LONGEST = 40
"""Characters of an excerpt or a title."""


def named(title: str) -> str:
    """A title or other words, cut where they are long, on one line and in quotation marks."""
    words = " ".join(title[: 4 * LONGEST].split())  # what is cut off is not looked at
    return f"“{words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + '…'}”"


def check_span(span: Span, length: int) -> None:
    """Raise LibraryError unless a span holds characters of a text of this length."""
    start, end = span
    if not (type(start) is type(end) is int and 0 <= start < end <= length):
        raise LibraryError(f"characters {start} to {end} are not in the text, which has {length}")
