"""Loading more without leaving the reader: a file, a folder, a page, a feed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.message import Message

from newsreader.tui.errand import Errand
from newsreader.tui.screens.asking import Asking

if TYPE_CHECKING:
    from newsreader.core.intake.things import Thing


class Adding(Asking):
    """What `L` does."""

    class Load(Message):
        """Something is to be loaded, and opened."""

        def __init__(self, thing: Thing) -> None:
            super().__init__()
            self.thing = thing

    class Subscribe(Message):
        """The feed at an address, or the one that the page there names, is wanted."""

        def __init__(self, address: str) -> None:
            super().__init__()
            self.address = address

    async def action_add(self) -> None:
        """Let the reader type what to load."""
        await self.ask_line(self.pane, "", What(self))

    def add(self, typed: str) -> None:
        """Load what was typed, or say why that cannot be."""
        from newsreader.core.web.addresses import is_address

        word, _, rest = typed.partition(" ")
        if word.casefold() == "feed" and is_address(rest.strip()):
            self.status.say(f"Asking for the feed · {rest.strip()}")
            self.post_message(self.Subscribe(rest.strip()))
        elif is_address(typed):
            self.status.say(f"Fetching {typed}")
            from newsreader.core.intake.things import Page  # not needed for the first paint

            self.post_message(self.Load(Page(typed)))
        elif os.path.lexists(path := os.path.expanduser(typed)):
            self.status.say(f"Loading {typed}")
            self.post_message(self.Load(path))
        else:
            self.status.say(f"No such file or folder · {typed} · an address begins with https://")


class What(Errand):
    """What is to be loaded."""

    placeholder = "A file, a folder, https://… ; or: feed https://…"

    def __init__(self, screen: Adding) -> None:
        self._screen = screen

    def keep(self, text: str) -> None:
        """Load it."""
        if text.strip():
            self._screen.add(text.strip())

    def leave(self, text: str) -> None:
        """Only Enter loads anything."""
