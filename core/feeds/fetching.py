"""Many feeds at once, a few at a time, and of each host only one after another."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from newsreader.core.errors import SourceError
from newsreader.core.library import FeedRow
from newsreader.core.web.fetched import Fetched
from newsreader.core.web.fetching import FEEDS, SECONDS, fetch

AT_ONCE = 8
"""Feeds that are asked for, or are waiting to be read, at a time: their bytes are in memory."""

PAUSE = 1.0
"""Seconds between two questions to the same host."""

Answer = tuple[FeedRow, Fetched | SourceError]


def fetched(
    feeds: Sequence[FeedRow], *, at_once: int = AT_ONCE, pause: float = PAUSE, seconds: float = SECONDS
) -> Iterator[Answer]:
    """Each feed with what its server sent or with what went wrong, as they come. at_once, pause: as said above.

    seconds: for each. What is read between two steps does not count as the next feed's time: another thread does the
    talking. To close the iterator ends all of it.
    """
    talk = _Talk(feeds, at_once, pause, seconds)
    talk.start()
    try:
        for _ in feeds:
            answer = talk.answers.get()
            if isinstance(answer, BaseException):
                raise answer
            yield answer
            talk.go_on()
    finally:
        talk.stop()


class _Talk(threading.Thread):
    """Asks servers, in an event loop of its own."""

    def __init__(self, feeds: Sequence[FeedRow], at_once: int, pause: float, seconds: float) -> None:
        super().__init__(name="feeds", daemon=True)
        self.answers: queue.SimpleQueue[Answer | BaseException] = queue.SimpleQueue()
        self._feeds, self._at_once, self._pause, self._seconds = feeds, at_once, pause, seconds
        self._loop = asyncio.new_event_loop()
        self._ended = threading.Event()

    def run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._all())
        except asyncio.CancelledError:
            pass
        except BaseException as error:
            self.answers.put(error)
        finally:
            self._ended.set()

    def go_on(self) -> None:
        """Another one may be asked."""
        with contextlib.suppress(RuntimeError):  # all are done and the loop is closed
            self._loop.call_soon_threadsafe(self._free.release)

    def stop(self) -> None:
        """Ask no more, and close the connections."""

        def cancel() -> None:
            for task in asyncio.all_tasks(self._loop):
                task.cancel()

        while not self._ended.is_set():
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(cancel)
            self._ended.wait(1.0)  # a second one at once would interrupt the closing of connections

    async def _all(self) -> None:
        self._free = asyncio.Semaphore(self._at_once)
        by_host: defaultdict[str, list[FeedRow]] = defaultdict(list)
        for feed in self._feeds:
            by_host[urlsplit(feed.url).netloc.rpartition("@")[2].casefold()].append(feed)
        await asyncio.gather(*map(self._of_host, by_host.values()))

    async def _of_host(self, feeds: Sequence[FeedRow]) -> None:
        for i, feed in enumerate(feeds):
            if i:
                await asyncio.sleep(self._pause)
            await self._free.acquire()  # given back by `go_on`
            self.answers.put((feed, await self._ask(feed)))

    async def _ask(self, feed: FeedRow) -> Fetched | SourceError:
        try:
            return await fetch(
                feed.url,
                typed=feed.typed,
                etag=feed.etag,
                modified=feed.modified,
                accept=FEEDS,
                seconds=self._seconds,
            )
        except SourceError as error:
            return error
