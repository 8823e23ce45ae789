"""Things into the library: read side by side, written many at a time, and said only after it is kept."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self

from newsreader.core.intake.outcomes import Outcome, Refused, Subscribed, Taken
from newsreader.core.intake.parser import SECONDS
from newsreader.core.intake.readers import End, Readers
from newsreader.core.intake.things import Known, Page, Thing, name_of
from newsreader.core.library import Added, Library
from newsreader.core.sources import VERSION, Document, Kept, KeptHead, Piece, Refusal, Subscription

if TYPE_CHECKING:
    from newsreader.core.export.restoring import Restoring

FLUSH_SECONDS = 0.1
FLUSH_BYTES = 4_000_000
FLUSH_PIECES = 500
"""After so much of any of these what was read is written and told."""

RACY_SECONDS = 1.0
"""A file that was written so short a time ago may be written again and look the same; it is read again next time."""

Read = tuple[Thing | Known, Piece | End]


class Intake:
    """Takes things into a library. To be closed, or used as a context."""

    def __init__(self, library: Library, jobs: int = 1, seconds: float = SECONDS) -> None:
        """jobs: files that are read at once. seconds: what reading one article may take before it is refused."""
        self._library = library
        self._readers = Readers(jobs, seconds)
        self._stamps: dict[str, str] = {}
        self._spoilt: set[str] = set()
        self._restored: dict[str, Restoring] = {}

    def take(self, things: Iterable[Thing]) -> Iterator[list[tuple[Thing, Outcome | None]]]:
        """What became of each thing, in order and after it is kept, as much at once as was written at once.

        After all that a thing gave comes a None for it.

        A file that has not changed since all of it was taken in is not read again. Raises LibraryError where the
        library cannot be written; what was told before is kept.
        """
        waiting: list[Read] = []
        size, since = 0, time.monotonic()
        for read in self._readers.pieces(map(self._begun, things)):
            if read is not None:
                waiting.append(read)
                size += _weight(read[1])
            full = size > FLUSH_BYTES or len(waiting) >= FLUSH_PIECES or time.monotonic() - since > FLUSH_SECONDS
            if waiting and (read is None or full):
                yield self._keep(waiting)
                waiting = []
                size, since = 0, time.monotonic()
        if waiting:
            yield self._keep(waiting)

    def _begun(self, thing: Thing) -> Thing | Known:
        if not isinstance(thing, str):
            return thing
        self._stamps[thing] = now = stamp(thing)
        if now and self._library.files.stamp(thing) == now and (ids := self._library.of_source(thing)):
            return Known(thing, tuple(ids))
        return thing

    def _keep(self, waiting: list[Read]) -> list[tuple[Thing, Outcome | None]]:
        """Into the library, in one transaction."""
        told: list[tuple[Thing, Outcome | None]] = []
        with self._library.batch():
            for thing, piece in waiting:
                if isinstance(thing, Known):
                    told += [(thing.path, Taken(id, thing.path, new=False)) for id in thing.article_ids]
                    told.append((thing.path, None))
                elif isinstance(piece, End):
                    self._ended(thing)
                    told.append((thing, None))
                elif isinstance(piece, KeptHead):
                    self._restored[name_of(thing)] = self._restoring(piece)
                else:
                    told.append((thing, self._keep_one(thing, piece)))
        return told

    def _restoring(self, head: KeptHead) -> Restoring:
        from newsreader.core.export.restoring import Restoring  # seldom needed

        return Restoring(self._library, head)

    def _keep_one(self, thing: Thing, piece: Document | Refusal | Subscription | Kept) -> Outcome:
        library = self._library
        match piece:
            case Document(raw, article, note):
                added = library.add(article, raw, self._replaced(thing))
                # A text that an article has had before may be one of its earlier versions still.
                id = (added is Added.KNOWN and library.current(article.id)) or article.id
                return Taken(id, article.source, added is not Added.KNOWN, note)
            case Kept() as kept:
                id, added = self._restored[name_of(thing)].article(kept)
                return Taken(id, kept.article.source or name_of(thing), added is not Added.KNOWN)
            case Refusal(source, reason, raw):
                self._spoilt.add(name_of(thing))
                library.refused.put(source, reason, raw)
                return Refused(source, reason)
            case Subscription(url, title, tags):
                return Subscribed(url, title, library.feeds.subscribe(url, title, tags))

    def _replaced(self, thing: Thing) -> str | None:
        """The article that gets the text of a page, where the reader has not removed it meanwhile."""
        wanted = thing.replaces if isinstance(thing, Page) else None
        return wanted if wanted and self._library.current(wanted) else None

    def _ended(self, thing: Thing) -> None:
        """Note that all of a file is in, so that it need not be read again."""
        name = name_of(thing)
        if (restoring := self._restored.pop(name, None)) is not None:
            restoring.finish()
        seen = self._stamps.pop(name, "")
        if name in self._spoilt:
            self._spoilt.remove(name)
            return
        self._library.refused.forget(name)
        if seen:
            self._library.files.set(name, seen)

    def close(self) -> None:
        """End the reading processes."""
        self._readers.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def stamp(path: str) -> str:
    """What tells whether a file has changed; "" where that cannot be told."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return ""
    if abs(time.time() - status.st_mtime) < RACY_SECONDS:
        return ""
    return f"{VERSION}:{status.st_size}:{status.st_mtime_ns}:{status.st_ino}"


def _weight(piece: Piece | End) -> int:
    if isinstance(piece, Kept):
        return 10 * len(piece.article.text) + 1000
    return len(piece.raw) + 1000 if isinstance(piece, Document | Refusal) else 0
