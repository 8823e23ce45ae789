"""The way back: from pages over the whole library (people, travels, the overview) to articles, and back again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from textual.screen import Screen

from newsreader.core.library import Library

if TYPE_CHECKING:
    from newsreader.tui.desk import Desk
    from newsreader.tui.screens.crossing import Crossing
    from newsreader.tui.theme import Palette

_LONGEST = 100
"""Steps that are remembered."""


class Place(Protocol):
    """Where the reader is on a page, or was: enough to make the page again."""

    @property
    def name(self) -> str:
        """What the way back is called."""

    def fetch(self, library: Library) -> Any:
        """What the page shows at first, read from the library; None where there is nothing any more."""

    def screen(self, trail: Trail, fetched: Any) -> Screen[None]:
        """The page."""


@dataclass(frozen=True, slots=True)
class InArticle:
    """An open article, from which a page was opened."""

    article_id: str | None


@dataclass
class Trail:
    """Goes to pages and back. At most one page lies over the reader at a time; the others are remembered by place.

    desk: reads; notes: writes; searches: answers what is typed. palette: gives the colours in use.
    """

    reader: Crossing
    desk: Desk
    notes: Desk
    searches: Desk
    palette: Callable[[], Palette]
    behind: list[Place | InArticle] = field(default_factory=list)
    visited: str | None = None
    """The article that was opened from a page last."""

    @property
    def last(self) -> Place | None:
        """The page that the reader left for an article."""
        return last if self.behind and not isinstance(last := self.behind[-1], InArticle) else None

    def go(self, place: Place, otherwise: Callable[[], None]) -> None:
        """Open a page; where there is nothing to show, `otherwise` is called."""
        self._work(self._open(place, otherwise))

    def back(self) -> None:
        """To where the reader was before."""
        self._work(self._return())

    def to_article(self, article_id: str, position: int | None = None) -> None:
        """Open an article at a quote, by its position, from a page."""
        self._note(self.reader.app.screen)
        self.visited = article_id
        self.reader.app.pop_screen()
        self.reader.open_quote(article_id, position)

    def _work(self, work: Coroutine[None, None, None]) -> None:
        # Not in the handler of a page's message: it would wait for the page's end, and the page for its own message.
        self.reader.app.run_worker(work, group="trail", exclusive=True)

    async def _open(self, place: Place, otherwise: Callable[[], None]) -> None:
        here = self.reader.app.screen
        fetched = await self.desk.ask(place.fetch)
        if self.reader.app.screen is not here:
            return  # the reader has gone elsewhere meanwhile
        if fetched is None:
            otherwise()
            return
        self._note(here)
        await self._show(place.screen(self, fetched))

    async def _return(self) -> None:
        app = self.reader.app
        here = app.screen
        while self.behind and not isinstance(before := self.behind[-1], InArticle):
            fetched = await self.desk.ask(before.fetch)
            if app.screen is not here:
                return
            self.behind.pop()
            if fetched is not None:
                await self._show(before.screen(self, fetched))
                return
        article_id = before.article_id if self.behind and isinstance(before := self.behind.pop(), InArticle) else None
        if here is not self.reader:
            app.pop_screen()
        self.reader.came_back(article_id)

    async def _show(self, screen: Screen[None]) -> None:
        app = self.reader.app
        await asyncio.shield(app.push_screen(screen) if app.screen is self.reader else app.switch_screen(screen))

    def _note(self, screen: Any) -> None:
        if screen is self.reader:
            self.behind.append(InArticle(self.reader.current))
        elif hasattr(screen, "place"):
            self.behind.append(screen.place)
        del self.behind[:-_LONGEST]
