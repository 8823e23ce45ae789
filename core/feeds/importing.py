"""Lists of feeds from elsewhere into the library: OPML, newsboat's urls and cache.db, told apart by content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from newsreader.core.errors import SourceError
from newsreader.core.feeds import newsboat
from newsreader.core.feeds.refreshing import SLICE, ReadItem, read_item
from newsreader.core.library import Added, Library
from newsreader.core.sources.document import Document, Piece, Refusal, Subscription
from newsreader.core.sources.files import read_bytes, reason
from newsreader.core.sources.formats import opml

Step = Subscription | SourceError | str
"""A feed that is new in the library, what could not be taken, or the id of an article that came."""


def import_list(library: Library, path: str, read_item: ReadItem = read_item) -> Iterator[Step]:
    """Subscribe to the feeds that a file names; of newsboat's cache.db take the entries too, read and starred as there.

    Gives what came, once it is kept. Nothing comes twice when it is done again. read_item: see `refreshing`. Raises
    SourceError where the file cannot be read or is none of these.
    """
    try:
        with open(path, "rb") as file:
            head = file.read(100)
    except (OSError, ValueError) as error:
        raise SourceError(path, reason(error) if isinstance(error, OSError) else "no such file or folder") from None
    if head.startswith(b"SQLite format 3\0"):
        yield from _cache(library, path, read_item)
        return
    raw = read_bytes(path)
    if not raw.strip():
        raise SourceError(path, "the file is empty")
    bare = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    typed = not bare.startswith(b"<")  # somebody has written newsboat's file by hand; a list may be anybody's
    found: Iterable[Subscription | Refusal] = newsboat.urls(raw, path) if typed else opml.members(raw, path)
    told: list[Step] = []
    with library.batch():
        for piece in found:
            if isinstance(piece, Refusal):
                told.append(SourceError(piece.source, piece.reason))
            elif library.feeds.subscribe(piece.url, piece.title, piece.tags, typed=typed):
                told.append(piece)
    yield from told


def _cache(library: Library, path: str, read_item: ReadItem) -> Iterator[Step]:
    """Some entries at a time: they are read before the library is written to."""
    numbers: dict[str, int] = {}
    known: dict[str, dict[str, str | None]] = {}
    found = newsboat.cache(path)
    while some := list(islice(found, SLICE)):
        read = {}
        for piece in some:
            if isinstance(piece, newsboat.Kept) and not piece.dropped:
                number = numbers.get(piece.feed)
                if number is None or piece.guid not in known[piece.feed]:
                    read[id(piece)] = list(read_item(piece.raw, piece.source))
        told: list[Step] = []
        with library.batch():
            for piece in some:
                if isinstance(piece, Refusal):
                    told.append(SourceError(piece.source, piece.reason))
                elif isinstance(piece, Subscription):
                    row = library.feeds.get(piece.url)
                    if row is None:
                        row = library.feeds.add(piece.url, piece.title, typed=True)
                        told.append(piece)
                    numbers[piece.url] = row.number
                    known[piece.url] = library.feeds.known(row.number)
                elif id(piece) in read or piece.dropped:
                    told += _keep(library, piece, read.get(id(piece), []), numbers.get(piece.feed))
        yield from told


def _keep(library: Library, kept: newsboat.Kept, pieces: Iterable[Piece], number: int | None) -> Iterator[Step]:
    """An entry, with its marks; one that is there already keeps those that it has."""
    first = None
    for piece in pieces:
        if isinstance(piece, Refusal):
            library.refused.put(piece.source, piece.reason, piece.raw)
            yield SourceError(piece.source, piece.reason)
        elif isinstance(piece, Document):
            new = library.add(piece.article, piece.raw) is Added.NEW
            first = first or library.current(piece.article.id)
            if new:
                if kept.opened:
                    library.mark_opened(piece.article.id)
                if kept.starred:
                    library.star(piece.article.id)
                yield piece.article.id
    if number is not None:
        library.feeds.link(number, kept.guid, first, dropped=kept.dropped)
