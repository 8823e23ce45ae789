"""Searches that were saved or made lately: shown, chosen, saved, forgotten."""

from __future__ import annotations

from textual import work

from newsreader.core.library import Library
from newsreader.core.search import Hit
from newsreader.tui.desk import Desk
from newsreader.tui.errand import Errand
from newsreader.tui.screens.lines import AskingLines
from newsreader.tui.widgets.past_list import SAVED, Past, PastList, past
from newsreader.tui.widgets.query_line import QueryLine
from newsreader.tui.widgets.status_line import StatusLine

_TYPING_ONLY = ("complete", "kind", "past", "save", "forget")  # actions that are not for the line of a name


class Recalling(AskingLines[Hit | None]):
    """The past stands in the place of the results while nothing is typed, or when it is wanted."""

    input: QueryLine
    past: PastList
    status: StatusLine
    _notes: Desk
    wants_past = False
    """Whether the reader has asked for the past although something is typed."""

    def look(self) -> None:
        """Show what belongs to what stands in the line: results, or the past."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the line of a name Tab is no completion; where letters can be deleted, nothing is forgotten."""
        if action in _TYPING_ONLY and self.asks:
            return False
        return action != "forget" or (self.recalls and self.input.is_at_end and self.past.row is not None)

    @property
    def recalls(self) -> bool:
        """Whether the past is shown."""
        return self.has_class("-past")

    @work(exclusive=True, group="past")
    async def read_past(self) -> None:
        """Read the past from the library."""
        read = await self._notes.ask(lambda library: past(library.saved_searches(), library.history()))
        if read is not None:
            self.past.everything = read
            if self.recalls:
                self.show_past(self.input.value)

    def show_past(self, text: str) -> None:
        """Show the searches that have the words typed in them."""
        self.past.limit(text)
        self.add_class("-past")

    def hide_past(self) -> None:
        """Back to the results."""
        self.past.cursor = -1
        self.remove_class("-past")

    def recall(self) -> None:
        """Put the search under the cursor into the line."""
        if (row := self.past.row) is not None:
            self.wants_past = False
            self.input.say(row.query)
            self.look()

    def action_past(self) -> None:
        """Show the past although something is typed, as far as it has the same words in it; or the results again."""
        self.wants_past = not self.wants_past and bool(self.input.value.strip())
        self.look()

    def remember(self, query: str) -> None:
        """Note that a search was of use."""
        self._notes.tell(lambda library: library.remember_query(query))

    async def action_save(self) -> None:
        """Let the reader type a name for what stands in the line."""
        if query := self.input.value.strip():
            self.input.select_on_focus = False  # the keys come back to go on, not to begin anew
            await self.ask_line(self.input, query, Naming(self, query))
        else:
            self.status.say("There is no search to be saved")

    @work(group="keeping")
    async def save(self, name: str, query: str) -> None:
        """Keep a query under a name."""

        def write(library: Library) -> bool:
            library.save_search(name, query)
            return True

        if await self._notes.ask(write):
            self.status.say(f"Saved: {SAVED} {name}")
            self.read_past()

    def action_forget(self) -> None:
        """Forget the search under the cursor."""
        if (row := self.past.row) is not None:
            self._forget(row)

    @work(group="keeping")
    async def _forget(self, row: Past) -> None:
        def write(library: Library) -> bool:
            if row.name:
                library.forget_search(row.name)
            else:
                library.forget_query(row.query)
            return True

        if await self._notes.ask(write):
            self.status.say(f"Forgotten: {row.name or row.query}")
            self.read_past()


class Naming(Errand):
    """The name of a search."""

    placeholder = "A name for this search"

    def __init__(self, screen: Recalling, query: str) -> None:
        self._screen, self._query = screen, query

    def keep(self, text: str) -> None:
        """Save it."""
        if name := text.strip():
            self._screen.save(name, self._query)

    def leave(self, text: str) -> None:
        """The keys went elsewhere: nothing is saved that was not meant to be."""
