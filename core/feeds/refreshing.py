"""What is new in the feeds: fetched side by side, kept so that an interruption loses nothing and repeats nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from newsreader.core.errors import SourceError
from newsreader.core.feeds.fetching import AT_ONCE, PAUSE, fetched
from newsreader.core.library import Added, FeedRow, Library
from newsreader.core.sources.document import Document, Piece, Refusal
from newsreader.core.sources.feedmodel import Entry, Feed, item
from newsreader.core.web.fetched import Fetched, FetchError
from newsreader.core.web.fetching import SECONDS

EVERY = timedelta(minutes=30)
"""After this time a feed that could be had is due again."""

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=15), timedelta(hours=24)
"""After a failure; it doubles with each one in a row."""

SLICE = 200
"""Entries that are kept in one transaction."""

ReadFeed = Callable[[bytes, str, str], Feed]
"""Bytes, the address they are from and the encoding that the server gave to what is in a feed, or SourceError."""

ReadItem = Callable[[bytes, str], Iterable[Piece]]
"""An entry as an item of a JSON Feed, and its source, to the articles in it."""

Progress = Callable[[int, int, str], None]
"""Feeds done, feeds in all, and which one was done last."""


@dataclass(slots=True)
class Refreshed:
    """What became of a feed. new, updated: the ids of articles; unchanged: the server says that nothing is new.

    refused: entries that could not be read, and why; the library keeps them. error: why the feed could not be had.
    """

    feed: FeedRow
    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: bool = False
    refused: list[SourceError] = field(default_factory=list)
    error: str = ""


def read_feed(raw: bytes, source: str, charset: str) -> Feed:
    """A feed, read in this process."""
    from newsreader.core.sources.formats.feed import read

    return read(raw, source, charset)


def read_item(raw: bytes, source: str) -> Iterable[Piece]:
    """An entry, read in this process."""
    from newsreader.core.sources import pieces

    return pieces(raw, source, "application/json")


class Refresher:
    """Brings new entries of feeds into a library."""

    def __init__(self, library: Library, read_feed: ReadFeed = read_feed, read_item: ReadItem = read_item) -> None:
        """read_feed, read_item: what reads the bytes of others; may do it elsewhere and within limits."""
        self._library = library
        self._read_feed = read_feed
        self._read_item = read_item

    def refresh(
        self,
        feeds: Sequence[FeedRow] | None = None,
        progress: Progress | None = None,
        *,
        at_once: int = AT_ONCE,
        pause: float = PAUSE,
        seconds: float = SECONDS,
    ) -> Iterator[Refreshed]:
        """Ask for feeds, or for those that are due, and keep what is new; gives each one's outcome once it is kept.

        What was given is in the library for good; to close the iterator ends the rest. at_once, pause, seconds: see
        `fetching.fetched`. Raises LibraryError where the library cannot be written.
        """
        feeds = self._library.feeds.due() if feeds is None else list(feeds)
        for done, (feed, answer) in enumerate(fetched(feeds, at_once=at_once, pause=pause, seconds=seconds), 1):
            outcome = self.take(feed, answer)
            if progress is not None:
                progress(done, len(feeds), feed.title or feed.url)
            yield outcome

    def take(self, feed: FeedRow, answer: Fetched | SourceError) -> Refreshed:
        """Keep what a server sent for a feed, or note what went wrong."""
        if isinstance(answer, SourceError):
            return self._failed(feed, answer)
        outcome = Refreshed(feed)
        moved = answer.moved
        if answer.status == 304:
            outcome.unchanged = True
            self._library.feeds.note_success(
                feed.number,
                _now() + EVERY,
                etag=answer.etag or feed.etag,
                modified=answer.modified or feed.modified,
                moved=moved,
            )
            return outcome
        try:
            found = self._read_feed(answer.raw, answer.url, answer.charset)
        except SourceError as error:
            return self._failed(feed, error)
        wanted = self._wanted(feed, found)
        # Read outside of a transaction, as other programs may have something to write. The ETag is noted with the
        # last of the entries: before that the feed is asked for again, and what is in by then is known.
        sources = self._sources(feed, found)
        for first in range(0, len(wanted) or 1, SLICE):
            some = [(entry, self._pieces(entry, found, sources[entry.guid])) for entry in wanted[first : first + SLICE]]
            with self._library.batch():
                for entry, pieces in some:
                    self._keep(feed, entry, pieces, outcome)
                if first + SLICE >= len(wanted):
                    self._library.feeds.note_success(
                        feed.number,
                        _now() + EVERY,
                        etag=answer.etag,
                        modified=answer.modified,
                        title=found.title,
                        site=found.site,
                        moved=moved,
                    )
        return outcome

    def _wanted(self, feed: FeedRow, found: Feed) -> list[Entry]:
        """The entries that are new, the oldest first as feeds have them, or that say something else now."""
        known = self._library.feeds.known(feed.number)
        wanted: list[Entry] = []
        adopted: list[Entry] = []
        for entry in reversed(found.entries):
            if entry.guid not in known:
                wanted.append(entry)
            elif (digest := known[entry.guid]) == "":
                adopted.append(entry)
            elif digest is not None and digest != entry.digest:
                wanted.append(entry)
        if adopted:
            with self._library.batch():
                for entry in adopted:
                    self._library.feeds.set_digest(feed.number, entry.guid, entry.digest)
        return wanted

    def _sources(self, feed: FeedRow, found: Feed) -> dict[str, str]:
        """By guid the names that the entries go by."""
        from newsreader.core.sources.formats.feed import sources_of

        return {e.guid: source for e, source in zip(found.entries, sources_of(found, feed.url), strict=True)}

    def _pieces(self, entry: Entry, found: Feed, source: str) -> list[Piece]:
        return list(self._read_item(item(entry, found), source))

    def _keep(self, feed: FeedRow, entry: Entry, pieces: Sequence[Piece], outcome: Refreshed) -> None:
        ids = []
        for piece in pieces:
            if isinstance(piece, Document):
                added = self._library.add(piece.article, piece.raw)
                id = piece.article.id
                if added is Added.KNOWN:
                    id = self._library.current(id) or id
                else:
                    (outcome.new if added is Added.NEW else outcome.updated).append(id)
                ids.append(id)
            elif isinstance(piece, Refusal):
                self._library.refused.put(piece.source, piece.reason, piece.raw)
                outcome.refused.append(SourceError(piece.source, piece.reason))
        self._library.feeds.link(feed.number, entry.guid, ids[0] if ids else None, entry.digest)

    def _failed(self, feed: FeedRow, error: SourceError) -> Refreshed:
        wait = min(FIRST_WAIT * 2 ** min(feed.failures, 10), LONGEST_WAIT)
        gone, moved, reason = False, None, error.reason
        if isinstance(error, FetchError):
            moved, gone = error.moved, error.status == 410
            if error.retry_after is not None:
                wait = max(wait, timedelta(seconds=error.retry_after))
            if gone:
                reason = f"{reason}: it will not be asked for again"
        self._library.feeds.note_failure(feed.number, reason, _now() + wait, gone=gone, moved=moved)
        return Refreshed(feed, error=reason)


def _now() -> datetime:
    return datetime.now(UTC)
