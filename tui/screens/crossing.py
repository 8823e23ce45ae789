"""From the reader to the pages over the whole library, and the walk along somebody's mentions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from newsreader.tui.desk import Desk
from newsreader.tui.render import speaker_key
from newsreader.tui.screens.asking import Asking
from newsreader.tui.theme import Palette

if TYPE_CHECKING:
    from newsreader.core.search import Hit
    from newsreader.tui.trail import Trail


class Crossing(Asking):
    """What Ctrl+F, `P`, `V`, `O`, `w` and Backspace do."""

    _palette: Palette
    _searches: Desk
    _query = ""
    """What was searched for last."""

    @property
    def current(self) -> str | None:
        """The id of the article that the reader wants to see."""
        raise NotImplementedError

    def open_article(self, article_id: str, hit: Hit | None = None, query: str = "") -> None:
        """Open an article where it was left, or at a search's hit."""
        raise NotImplementedError

    def open_quote(self, article_id: str, quote: int | None) -> None:
        """Open an article at one of its quotes, by its index there; without one, where it was left."""
        raise NotImplementedError

    async def action_search(self) -> None:
        """Search all loaded articles; a hit is opened, Esc changes nothing."""
        from newsreader.tui.screens.search import SearchScreen  # not needed for the first paint

        def found(hit: Hit | None) -> None:
            self._query = screen.input.value
            if hit is not None:
                self.open_article(hit.article_id, hit, self._query)

        # Awaited, and the focus set at once: what is typed meanwhile belongs to the search.
        screen = SearchScreen(self._desk, self._notes, self._searches, self._palette, self._query)
        await self.app.push_screen(screen, found)
        screen.set_focus(screen.input)

    @cached_property
    def trail(self) -> Trail:
        """The way from page to article and back."""
        from newsreader.tui.trail import Trail  # not needed for the first paint

        return Trail(self, self._desk, self._notes, self._searches, lambda: self._palette)

    def action_person(self) -> None:
        """Open the page of who is under the cursor or, elsewhere, of the chosen quote's speaker."""
        self.open_person(self._somebody)

    def open_person(self, key: int | str | None) -> None:
        """Open the page of an entity of the open article, by its index there."""
        reading = self._reading
        if reading is None or key is None:
            unknown = reading is not None and reading.quote is not None
            self.status.say("Nobody knows who said this · c names somebody" if unknown else "No speaker is chosen")
            return
        from newsreader.tui.screens.person import EntityPlace  # not needed for the first paint

        def nobody() -> None:
            self.status.say("Only somebody with a name has a page · w walks along their quotes")

        def not_yet() -> None:
            self.status.say("Who it is in other articles is still being looked for: try again in a moment")

        if isinstance(key, int):
            self.trail.go(EntityPlace(key, article_id=reading.article.id), not_yet)
        else:
            nobody()

    def action_travels(self) -> None:
        """Open the versions of the chosen quote."""
        reading = self._reading
        if reading is None or reading.quote is None:
            self.status.say("No quote is chosen")
            return
        from newsreader.tui.screens.travels import TravelsPlace  # not needed for the first paint

        alone = TravelsPlace(reading.article.id, reading.chosen)
        self.trail.go(alone, lambda: self.status.say("No other article has this quote"))

    def action_overview(self) -> None:
        """Count over all articles."""
        from newsreader.tui.screens.overview import OverviewPlace  # not needed for the first paint

        self.trail.go(OverviewPlace(), lambda: None)

    def action_trail_back(self) -> None:
        """Back to the page that was left for an article."""
        if self.trail.last is not None:
            self.trail.back()

    def came_back(self, article_id: str | None) -> None:
        """No page lies over the articles any more: show the one that was there before."""
        if article_id and article_id != self.current:
            self.open_article(article_id)
        self.say_in_frame()

    def action_walk(self, by: int) -> None:
        """Go along the mentions of who is under the cursor or, elsewhere, of the chosen quote's speaker."""
        reading = self._reading
        on_list = self.list_in_hand is self.entities
        key = reading.walk[0] if reading and reading.walk and not on_list else self._somebody
        if reading is None or key is None or not (spans := reading.mentions_of(key)):
            return
        begin = 0 if by > 0 else len(spans) - 1
        at = reading.walk[1] + by if reading.walk and reading.walk[0] == key else begin
        at %= len(spans)
        reading.walk = (key, at)
        self.pane.walk(spans[at])
        name = next((row.label for row in self.entities.everything if row.key == key), "")
        what = "quote" if isinstance(key, str) else "mention"
        self.status.say(f"{name} · {what} {at + 1}/{len(spans)} · w goes on")

    @property
    def _somebody(self) -> int | str | None:
        """Who is under the cursor, or the chosen quote's speaker: an entity's index, or a name that is none's."""
        if self.list_in_hand is self.entities:
            return self.entities.row.key if self.entities.row else None
        quote = self._reading.quote if self._reading else None
        return speaker_key(quote) if quote else None
