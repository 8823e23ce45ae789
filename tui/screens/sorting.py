"""In which order the articles stand: a key goes through the orders, and the last one is kept with the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import work

from newsreader.core.library import ArticleRow, Library
from newsreader.core.settings import ORDERS
from newsreader.tui.screens.asking import Asking

if TYPE_CHECKING:
    from newsreader.tui.preferences import Preferences

SAID = {"loaded": "", "newest": "newest first", "outlet": "by outlet", "title": "by title"}
"""What the frame of the list says of an order; nothing of the usual one."""


class Sorting(Asking):
    """What `B` does."""

    order = "loaded"

    def listed(self, library: Library) -> list[ArticleRow]:
        """The articles in the reader's order; called where the library is read."""
        return library.articles(self.order)

    async def action_sort(self) -> None:
        """Take the next order."""
        order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        wrong = await cast("Preferences", self.app).set("screen.sort", order)
        self.sort_by(order)  # where it cannot be kept, it is so for now
        self.status.say(wrong or f"Articles: {SAID[order] or 'as loaded'}")

    def sort_by(self, order: str) -> None:
        """Show the articles in another order; the cursor stays on its article."""
        if order != self.order:
            self.order = order
            self._sort()

    @work(exclusive=True, group="sort")
    async def _sort(self) -> None:
        rows = await self._desk.ask(self.listed)
        if rows is not None:
            self.articles.sorted_as = SAID[self.order]
            self.articles.fill(rows)
