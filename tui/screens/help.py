"""Every key, by what one wants to do."""

from __future__ import annotations

from itertools import groupby

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content

from newsreader.tui.keymap import COMMANDS, Command
from newsreader.tui.keynames import shown
from newsreader.tui.remapping import OWN, Keymap, keys_in_use
from newsreader.tui.screens.page import Page


def written(command: Command, keymap: Keymap = OWN) -> str:
    """A command's keys as a reader writes them."""
    return shown(keymap[command.id])


def help_text(keymap: Keymap = OWN) -> Content:
    """All commands under their groups' headings."""
    wide = max(cell_len(written(command, keymap)) for command in COMMANDS)
    parts: list[Content | str] = []
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        parts.append(Content.styled(f"{group}\n", "bold $text-accent"))
        for command in commands:
            keys = written(command, keymap)
            parts += [Content.styled(f"  {keys}", "bold"), " " * (wide - cell_len(keys) + 3), f"{command.help}\n"]
        parts.append("\n")
    return Content.assemble(*parts).rstrip()


class HelpScreen(Page):
    """Every key."""

    def __init__(self) -> None:
        super().__init__("Keys", Content(""))

    def compose(self) -> ComposeResult:
        """The keys as they are now."""
        self._text = help_text(keys_in_use(self.app))
        yield from super().compose()
