"""The tour: offered once, taken over the real reader, left at any time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import work
from textual.screen import ModalScreen, Screen
from textual.timer import Timer

from newsreader.core.later import Later
from newsreader.core.library import ArticleRow, Library
from newsreader.tui.remapping import with_keys
from newsreader.tui.screens.asking import Asking

if TYPE_CHECKING:  # a tour is taken once
    from newsreader.tui import tour
    from newsreader.tui.widgets.tour_panel import TourPanel
else:
    tour = Later("newsreader.tui.tour")

TOUR = "tour"  # key of the library's state
OFFERED, DONE = "offered", "done"
"""Its values: it may be offered at each start, or never again."""

_LOOK = 0.1  # seconds between two looks at whether a step is done; the tour is a minute long
_ROOMY = 10  # lines of a screen that has room for a frame
_PATIENCE = 20  # looks of a quarter of a second for what quotes travel, which the child may still be finding


class Touring(Asking):
    """What Ctrl+T does, and what Esc and Enter do in the article while there is a tour."""

    _step: int | None = None  # the tour's; None where there is no tour
    _offers = False
    _begun: tour.Seen | None = None  # what there was to be seen when the step began
    _looks: Timer | None = None
    _panel: TourPanel | None = None
    _panel_on: Screen[Any] | None = None

    def open_quote(self, article_id: str, quote: int | None) -> None:
        """Open an article at one of its quotes."""
        raise NotImplementedError

    @property
    def on_tour(self) -> bool:
        """Whether the tour has begun, and the article has the keys."""
        return self._step is not None and self.focused is self.pane

    @property
    def touring(self) -> bool:
        """Whether there is a tour, or one is offered."""
        return self._offers or self._step is not None

    async def offer_tour(self) -> None:
        """Say in one line that there is a tour."""
        if not self.touring:
            self._offers = True
            self._show_panel()

    async def tour_on(self) -> None:
        """Begin the tour, or go on to its next step; after the last one it is over."""
        if self._step is None:
            self._offers = False
            self._looks = self.set_interval(_LOOK, self._look)
            await self._to(0)
        elif self._step + 1 < len(tour.STEPS):
            await self._to(self._step + 1)
        else:
            self.leave_tour()

    def leave_tour(self) -> bool:
        """End the tour, or decline it: it is not offered again. Whether there was one."""
        if not self.touring:
            return False
        self._offers, self._step = False, None
        if self._looks is not None:
            self._looks.stop()
        if self._panel is not None:
            self._panel.remove()
            self._panel = self._panel_on = None
        self._notes.tell(lambda library: library.set_state(TOUR, DONE))
        return True

    async def _to(self, step: int) -> None:
        self._step, self._begun = step, self._seen
        self._show_panel()
        if tour.STEPS[step].travels:
            self._open_travelling()

    async def _look(self) -> None:
        """Go on when the reader has done what the step asks for; follow them to another screen."""
        if self._step is None or self._begun is None:
            return
        if tour.STEPS[self._step].done(self._begun, self._seen):
            await self.tour_on()
        elif self._panel_on is not self.app.screen:
            self._show_panel()

    @property
    def _seen(self) -> tour.Seen:
        reading, quote = self._reading, self._reading.quote if self._reading else None
        return tour.Seen(
            type(self.app.screen).__name__,
            reading.article.id if reading else None,
            reading.chosen if reading else -1,
            quote is not None and quote.corrected_by is not None,
            bool(reading and reading.hits),
            self.status.place,
        )

    def _show_panel(self) -> None:
        """Say it on the screen that the reader has before them; a panel over it leaves that as it is."""
        screen = self.app.screen
        if isinstance(screen, ModalScreen) and self._panel_on is not None:
            screen = self._panel_on
        if self._panel is None or self._panel_on is not screen:
            from newsreader.tui.widgets.tour_panel import TourPanel

            if self._panel is not None:
                self._panel.remove()
            # Not awaited: a look and a key may come at once, and there is to be one panel.
            self._panel, self._panel_on = TourPanel(), screen
            screen.mount(self._panel)
        if self._step is None:
            self._panel.offer(with_keys(tour.OFFER, self.app, short=False))
        else:
            step, leave = tour.STEPS[self._step], " · {back}: leave" if screen is self else ""
            words, ways = (with_keys(one, self.app, short=False) for one in (step.say, f"or {{tour}}: go on{leave}"))
            self._panel.step(words, f"{step.part} of {tour.PARTS}", ways, self.app.size.height >= _ROOMY)

    @work(group="tour", exclusive=True)
    async def _open_travelling(self) -> None:
        """Open an article at a quote that others carry, if there is one."""
        for _ in range(_PATIENCE):
            rows = self.articles.everything
            found = await self._notes.ask(lambda library, rows=rows: _travelling(library, rows))  # type: ignore[misc]
            if found is not None or self._step is None:
                break
            await asyncio.sleep(0.25)
        if found is not None and self._step is not None:
            self.open_quote(*found)


def _travelling(library: Library, rows: Sequence[ArticleRow]) -> tuple[str, int] | None:
    """The first article with a quote that others carry, and which one that is. A tour is for a handful of articles."""
    for row in rows[:50]:
        if counts := library.travels.counts(row.id):
            return row.id, min(counts)
    return None
