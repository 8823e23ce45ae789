"""The way back: from pages over the whole library (people, travels, the overview) to articles, and back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from textual.screen import Screen

from newsreader.core.library import Library

if TYPE_CHECKING:
    from newsreader.tui.desk import Desk
    from newsreader.tui.screens.reader import ReaderScreen
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


class OnTrail(Protocol):
    """A screen that is such a page."""

    @property
    def place(self) -> Place:
        """Where the reader is on it."""


@dataclass
class Trail:
    """Goes to pages and back. At most one page lies over the reader at a time; the others are remembered by place.

    desk: reads; notes: writes; searches: answers what is typed. palette: gives the colours in use.
    """

    reader: ReaderScreen
    desk: Desk
    notes: Desk
    searches: Desk
    palette: Callable[[], Palette]
    behind: list[Place | InArticle] = field(default_factory=list)
    visited: str | None = None
    """The article that was opened from a page last."""
    _going: bool = False

    @property
    def last(self) -> Place | None:
        """The page that the reader left for an article."""
        return last if self.behind and not isinstance(last := self.behind[-1], InArticle) else None

    async def go(self, place: Place) -> bool:
        """Open a page; False where there is nothing to show, or another one is just being opened."""
        return await self._open(place, None)

    async def back(self) -> None:
        """To where the reader was before."""
        app = self.reader.app
        before = self.behind[-1] if self.behind else InArticle(None)
        if not isinstance(before, InArticle):
            if await self._open(before, before):
                return
            self.behind.pop()  # it is gone: one further
            await self.back()
            return
        if self.behind:
            self.behind.pop()
        if app.screen is not self.reader:
            app.pop_screen()
            if before.article_id and before.article_id != self.reader.current:
                self.reader.open_article(before.article_id)

    def to_article(self, article_id: str, position: int | None = None) -> None:
        """Open an article at a quote, by its position, from a page."""
        self._note(self.reader.app.screen)
        self.visited = article_id
        self.reader.app.pop_screen()
        self.reader.open_quote(article_id, position)

    async def _open(self, place: Place, returning: Place | None) -> bool:
        if self._going:
            return True
        self._going = True
        try:
            fetched = await self.desk.ask(place.fetch)
            if fetched is None:
                return False
            app = self.reader.app
            if returning is not None:
                self.behind.pop()
            else:
                self._note(app.screen)
            screen = place.screen(self, fetched)
            if app.screen is self.reader:
                await app.push_screen(screen)
            else:
                await app.switch_screen(screen)
            return True
        finally:
            self._going = False

    def _note(self, screen: Any) -> None:
        if screen is self.reader:
            self.behind.append(InArticle(self.reader.current))
        elif hasattr(screen, "place"):
            self.behind.append(screen.place)
        del self.behind[:-_LONGEST]
