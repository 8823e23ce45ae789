"""Choosing somebody by typing a name."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from newsreader.core.library import Library, PersonRow
from newsreader.tui.keymap import bindings
from newsreader.tui.newest import Newest
from newsreader.tui.remapping import with_keys
from newsreader.tui.theme import Palette
from newsreader.tui.trail import Trail
from newsreader.tui.widgets.people_list import PeopleList, found
from newsreader.tui.widgets.row_list import RowList


class ChoosingScreen(ModalScreen[PersonRow | None]):
    """A line to type into, and whom it may mean; gives one of them, or None."""

    CSS_PATH = "across.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("choosing"))

    def __init__(self, trail: Trail, title: str, but: PersonRow) -> None:
        """title: stands in its frame. but: who cannot be chosen, and those like whom are offered at first."""
        super().__init__()
        self._title, self._but = title, but
        self._newest = Newest(trail.searches)
        self._enter_pressed = False
        self._answered: str | None = None
        self.input = Input(placeholder="a name, or the beginning of one", compact=True)
        self.people = PeopleList(trail.palette(), id="answers")
        self.people.can_focus = False
        self.people.has_keys = True

    def compose(self) -> ComposeResult:
        """The line and the answers in a frame."""
        with Vertical(id="choosing") as frame:
            frame.border_title = Content(self._title)
            frame.border_subtitle = with_keys(
                "↑ ↓ choose · {choosing.take} takes · {choosing.back} goes back", self.app
            )
            yield self.input
            yield self.people

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self.people.recolour(palette)

    @property
    def settled(self) -> bool:
        """Whether the answers are those to what stands in the line."""
        return self._answered == self.input.value

    def on_mount(self) -> None:
        """Offer those that have a name like it."""
        self.look()

    @on(Input.Changed)
    @work(exclusive=True, group="look")
    async def look(self) -> None:
        """Ask who is meant."""
        typed, but = self.input.value, self._but
        names = [typed] if typed.strip() else [but.name, *but.forms[:3]]

        def search(library: Library) -> list[PersonRow]:
            rows: dict[int, PersonRow] = {}
            for name in names:
                for row in library.identities.search(name):
                    if row.number != but.number:
                        rows.setdefault(row.number, row)
            return list(rows.values())

        rows = await self._newest.ask(search)
        if rows is None:
            return
        self._answered = typed
        self.people.empty = "Nobody of that name." if typed.strip() else "Nobody has a name like it; type one."
        self.people.fill([found(row) for row in rows], 0)
        if self._enter_pressed:
            self.action_choose()

    def action_move(self, rows: int) -> None:
        """Move along the answers; the keys stay with the line."""
        self.people.action_move(rows)

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Take the one under the cursor, once the answers are those to what stands in the line."""
        if not self.settled:
            self._enter_pressed = True
        elif (row := self.people.row) is not None:
            self.dismiss(row.person)
        self._enter_pressed = self._enter_pressed and not self.settled

    def action_back(self) -> None:
        """Nobody."""
        self.dismiss(None)
