"""Our own export of a library, to be restored: what it says of people and searches, then its articles one by one.

It is written an article a line (see `newsreader.core.export.whole`) and read so, which keeps one of them in memory at a
time; the same JSON laid out in another way is read, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsreader.core.errors import SourceError
from newsreader.core.sources.checking import Wrong, checked_article, checked_head
from newsreader.core.sources.decoding import words_of
from newsreader.core.sources.document import Kept, KeptHead, Piece, Refusal
from newsreader.core.sources.formats import record

VERSION = 1
"""Of the shape of the file that can be read; see `newsreader.core.export.whole`."""

MOST_REFUSED = 1000
"""Refusals that are told one by one."""

_ARTICLES = re.compile(rb',\s*\n"articles"\s*:\s*\[\s*(?:\n|\Z)')


def members(raw: bytes, source: str) -> Iterator[Piece]:
    """The head and the articles. Raises SourceError where it is no JSON or of a later version.

    An article that is not as we would have written it is refused as a whole, and the others still come.
    """
    match = _ARTICLES.search(raw)
    told = 0
    for piece in _by_lines(raw, match, source) if match else _at_once(raw, source):
        told += isinstance(piece, Refusal)
        if told <= MOST_REFUSED or not isinstance(piece, Refusal):
            yield piece
    if told > MOST_REFUSED:
        yield Refusal(source, f"and {told - MOST_REFUSED:,} more articles in it cannot be restored")


def _by_lines(raw: bytes, match: re.Match[bytes], source: str) -> Iterator[Piece]:
    yield _head(_loads(raw[: match.start()] + b"}", source), source)
    at, number = match.end(), 0
    while at < len(raw):
        end = raw.find(b"\n", at)
        end = len(raw) if end < 0 else end
        line = raw[at:end].strip()
        at = end + 1
        if line == b"]}":
            return
        if not line:
            continue
        number += 1
        try:
            value = record.loads(line.removesuffix(b",").decode("utf-8", "replace"))
        except ValueError as error:
            yield Refusal(f"{source}#{number}", f"article {number:,}: {error}", line)
            continue
        yield _article(value, number, source)
    yield Refusal(source, f"it is cut off after article {number:,}")


def _at_once(raw: bytes, source: str) -> Iterator[Piece]:
    value = _loads(raw, source)
    yield _head(value, source)
    articles = value.get("articles")
    if not isinstance(articles, list):
        raise SourceError(source, "an export of ours without its articles")
    for number, one in enumerate(articles, 1):
        yield _article(one, number, source)


def _loads(raw: bytes, source: str) -> dict[str, Any]:
    text, _ = words_of(raw, source)
    try:
        value = record.loads(text)
    except ValueError as error:
        raise SourceError(source, f"an export of ours that is damaged: {error}") from None
    if not isinstance(value, dict):
        raise SourceError(source, "an export of ours that is damaged")
    return value


def _head(value: dict[str, Any], source: str) -> KeptHead:
    version = value.get("version")
    if version != VERSION or isinstance(version, bool):
        raise SourceError(source, f"an export of another version of newsreader ({str(version)[:20]}, not {VERSION})")
    try:
        return checked_head(value)
    except Wrong as error:
        raise SourceError(source, f"an export of ours that is damaged: {error}") from None


def _article(value: Any, number: int, source: str) -> Kept | Refusal:
    try:
        return checked_article(value)
    except Wrong as error:
        return Refusal(f"{source}#{number}", f"article {number:,} cannot be restored: {error}", record.dumped(value))
    except RecursionError:
        return Refusal(f"{source}#{number}", f"article {number:,} cannot be restored: it is nested too deeply")
