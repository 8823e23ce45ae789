"""The child's queue: what to load, fetch and analyse, filled by one thread and emptied by others."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.core.intake.things import Page, Thing


@dataclass(frozen=True, slots=True)
class ToLoad:
    """A file, folder, page or bytes that are to be loaded, and by what key the parent knows them."""

    key: str
    thing: Thing


@dataclass(frozen=True, slots=True)
class ToRefresh:
    """The feeds are to be fetched. all: also those that are not due."""

    all: bool


@dataclass(frozen=True, slots=True)
class ToSubscribe:
    """A feed is wanted: that of an address that the user typed."""

    address: str


class Inbox:
    """Thread-safe. Articles asked for urgently come before all others, the latest first."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._loads: deque[ToLoad] = deque()
        self._fetches: deque[ToLoad | ToRefresh | ToSubscribe] = deque()
        self._urgent: OrderedDict[str, None] = OrderedDict()
        self._later: OrderedDict[str, None] = OrderedDict()
        self.emptied = 0
        """How often `empty` was called: who is in the middle of something long looks at it."""

    def put_loads(self, loads: Iterable[ToLoad]) -> None:
        """Queue what is to be loaded."""
        with self._changed:
            for load in loads:
                (self._fetches if isinstance(load.thing, Page) else self._loads).append(load)
            self._changed.notify_all()

    def put_refresh(self, refresh: ToRefresh | ToSubscribe) -> None:
        """Queue a look at the feeds, or at one that is new."""
        with self._changed:
            self._fetches.append(refresh)
            self._changed.notify_all()

    def put_articles(self, ids: Iterable[str], urgent: bool) -> None:
        """Queue articles to be analysed, each once."""
        with self._changed:
            for id in reversed(list(ids)) if urgent else ids:
                if urgent:
                    self._later.pop(id, None)
                    self._urgent[id] = None
                    self._urgent.move_to_end(id)
                elif id not in self._urgent:
                    self._later[id] = None
            self._changed.notify_all()

    def empty(self) -> None:
        """Forget all that waits, but for the articles that are asked for urgently."""
        with self._changed:
            self._loads.clear()
            self._fetches.clear()
            self._later.clear()
            self.emptied += 1

    def next_load(self, wait: bool) -> ToLoad | None:
        """The next thing to load; when there is none, None or, if told to, the next that comes."""
        with self._changed:
            while wait and not self._loads:
                self._changed.wait()
            return self._loads.popleft() if self._loads else None

    def next_fetch(self, wait: bool) -> ToLoad | ToRefresh | ToSubscribe | None:
        """The next thing to be done on the network; waits as `next_load` does."""
        with self._changed:
            while wait and not self._fetches:
                self._changed.wait()
            return self._fetches.popleft() if self._fetches else None

    def next_page(self) -> ToLoad | None:
        """The next page, where nothing else on the network is to be done before it."""
        with self._changed:
            if self._fetches and isinstance(page := self._fetches[0], ToLoad):
                self._fetches.popleft()
                return page
            return None

    def wait_for_many(self, articles: int) -> None:
        """Wait until more than so many articles wait to be analysed."""
        with self._changed:
            while len(self._urgent) + len(self._later) <= articles:
                self._changed.wait()

    def next_article(self, wait: bool, urgent: bool) -> tuple[str, bool] | None:
        """The id of the next article to analyse and whether it is urgent; waits as `next_load` does.

        urgent: False passes over the urgent ones.
        """
        with self._changed:
            while wait and not self._urgent and not self._later:
                self._changed.wait()
            if self._urgent and urgent:
                return self._urgent.popitem()[0], True
            if self._later:
                return self._later.popitem(last=False)[0], False
            return None
