"""Merging, splitting and renaming somebody, from their page."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.core.library import Library, PersonRow
from newsreader.tui.errand import Errand
from newsreader.tui.screens.across import AcrossScreen


class Identifying(AcrossScreen):
    """What `M`, `S`, `F2` and `u` do on somebody's page."""

    _person: PersonRow

    @property
    def appearance(self) -> tuple[str, int] | None:
        """The article under the cursor, and the position of the person among its entities."""
        raise NotImplementedError

    def change(self, change: Callable[[Library], object], number: int, words: str = "") -> None:
        """Change something, show how it is now, and say what was done: `words`; without them, what was undone."""
        raise NotImplementedError

    async def action_merge(self) -> None:
        """Let the reader say who else this is."""
        from newsreader.tui.screens.choosing import ChoosingScreen

        this = self._person

        def chosen(into: PersonRow | None) -> None:
            if into is not None:
                words = f"Merged “{this.name}” into “{into.name}”"
                self.change(lambda library: library.identities.merge(this.number, into.number), into.number, words)

        title = f"{this.name} is the same as …"
        await self.app.push_screen(ChoosingScreen(self._trail, title, this), chosen)

    async def action_split(self) -> None:
        """What the article under the cursor calls so is somebody else."""
        place = self.appearance
        if place is None:
            self.status.say("Split: first choose an article of theirs, among those on the last tab")
            return
        number = self._person.number
        self.change(lambda library: library.identities.split(number, [place]), number, "Split off")

    async def action_rename(self) -> None:
        """Let the reader type a name."""
        if self.focused is not None:
            await self.ask_line(self.focused, self._person.name, Rename(self))

    def rename(self, name: str) -> None:
        """Give a name; none: the fullest one again."""
        number = self._person.number
        if name.strip() != self._person.name:
            words = f"Renamed to “{name.strip()}”" if name.strip() else "The articles' own name again"
            self.change(lambda library: library.identities.rename(number, name.strip() or None), number, words)

    def action_undo(self) -> None:
        """Take the last change back."""
        self.change(lambda library: library.edits.undo(), self._person.number)


class Rename(Errand):
    """A name of the reader's own; an emptied line gives the articles' fullest one back."""

    placeholder = "A name of your own; nothing: the fullest one in the articles"

    def __init__(self, screen: Identifying) -> None:
        self._screen = screen

    def keep(self, text: str) -> None:
        """Give it."""
        self._screen.rename(text)

    def leave(self, text: str) -> None:
        """A name is given by Enter only."""
