"""Finding moves, a limit narrows: in the article and in the lists."""

from __future__ import annotations

from newsreader.tui.errand import Errand
from newsreader.tui.remapping import with_keys
from newsreader.tui.screens.asking import Asking
from newsreader.tui.widgets.finding_list import FindingList


class Finding(Asking):
    """What `/`, `n`, `N` and `f` do in the pane that has the keys."""

    pattern = ""
    """What was looked for last in an article."""

    async def action_find(self) -> None:
        """Let the reader type what to find."""
        if rows := self.list_in_hand:
            await self.ask_line(rows, rows.pattern, FindRow(self, rows))
        elif self._reading:
            await self.ask_line(self.pane, self.pattern, FindInArticle(self))

    async def action_limit(self) -> None:
        """Let the reader type what a list is to be limited to."""
        if rows := self.list_in_hand:
            await self.ask_line(rows, rows.limited_to, Limit(self, rows))
        else:
            self.status.say(
                with_keys(
                    "{list.limit} limits a list: go to one with {pane.list}, {pane.panel} or {pane.quotes}", self.app
                )
            )

    def action_hit(self, by: int) -> None:
        """Go to the next or previous hit: in the list that has the keys, or in the article."""
        rows = self.list_in_hand
        if rows and rows.pattern:
            rows.go_on(by)
            self.status.say(f"Found: {rows.found}")
        elif self._reading and self._reading.hits:
            self._reading.move_hit(by)
            self.show_hits()

    def find_in_article(self, pattern: str, near: int) -> None:
        """Mark what matches in the open article and go to the first hit from a character on."""
        if self._reading:
            self.pattern = pattern
            self._reading.find(pattern, near)
            self.show_hits()

    def show_hits(self) -> None:
        """Show the hits in the article, and which one it is at."""
        if self._reading:
            self.pane.mark_hits(self._reading.hits, self._reading.hit)
            self.status.say(f"Found: {self._reading.found}")

    def forget_hits(self) -> None:
        """Neither hits nor a walk: back to the chosen quote."""
        if self._reading:
            self._reading.hits, self._reading.hit, self._reading.walk = (), -1, None
            self.pane.mark_hits((), -1)
            self.pane.walk(None)
            self.say_quote()


class FindInArticle(Errand):
    """Hits are marked as one types, from where the article was; Enter keeps them for n and N, Esc forgets them."""

    placeholder = "Find in this article"

    def __init__(self, screen: Finding) -> None:
        self._screen, self._from = screen, screen.pane.place

    def typed(self, text: str) -> None:
        """Find."""
        self._screen.find_in_article(text, self._from)

    def give_up(self) -> None:
        """As if nothing had been looked for."""
        self._screen.forget_hits()
        self._screen.pane.place = self._from


class FindRow(Errand):
    """The cursor goes to the next row that matches as one types; Esc brings it back."""

    placeholder = "Find in this list"

    def __init__(self, screen: Finding, rows: FindingList[object]) -> None:
        self._screen, self._rows = screen, rows
        self._spot, self._pattern = rows.spot, rows.pattern

    def typed(self, text: str) -> None:
        """Find."""
        self._rows.find(text, self._spot)
        if text.strip():
            self._screen.status.say(f"Found: {self._rows.found}")

    def keep(self, text: str) -> None:
        """The cursor stays."""
        self._rows.stay()

    def give_up(self) -> None:
        """As if nothing had been looked for."""
        self._rows.pattern = self._pattern
        self._rows.go_back(self._spot)
        self._screen.say_quote()


class Limit(Errand):
    """The list is limited as one types; Esc, or nothing at all, brings the whole list back."""

    placeholder = "Limit this list; nothing: all of it"

    def __init__(self, screen: Finding, rows: FindingList[object]) -> None:
        self._screen, self._rows = screen, rows

    def typed(self, text: str) -> None:
        """Limit."""
        if text != self._rows.limited_to:
            self._rows.limit(text)
            self._screen.status.say(f"Limited: {self._rows.shown}")

    def give_up(self) -> None:
        """The whole list."""
        self._rows.limit("")
        self._screen.say_quote()
