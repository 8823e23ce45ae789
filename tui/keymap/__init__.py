"""Every key of the program, in one place: what it does, where, and how the help calls it."""

from __future__ import annotations

from textual.binding import Binding

from newsreader.tui.keymap.command import Command
from newsreader.tui.keymap.forms import FORMS
from newsreader.tui.keymap.manual import MANUAL
from newsreader.tui.keymap.moving import MOVING
from newsreader.tui.keymap.pages import PAGES
from newsreader.tui.keymap.reader import READER
from newsreader.tui.keymap.searching import SEARCHING

__all__ = ["COMMANDS", "Command", "bindings"]

COMMANDS: tuple[Command, ...] = (*READER, *MOVING, *SEARCHING, *PAGES, *FORMS, *MANUAL)


def bindings(where: str) -> list[Binding]:
    """The Textual bindings of one part of the program."""
    return [
        Binding(
            command.keys,
            command.action,
            command.label,
            show=bool(command.label),
            key_display=command.shown or None,
            priority=command.priority,
            tooltip=command.help,
            id=command.id,
        )
        for command in COMMANDS
        if command.where == where
    ]
