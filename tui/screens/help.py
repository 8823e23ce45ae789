"""Every key, by what one wants to do."""

from __future__ import annotations

from itertools import groupby

from rich.cells import cell_len
from textual.content import Content

from newsreader.tui.keymap import COMMANDS, Command
from newsreader.tui.screens.page import Page

_WRITTEN = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "asterisk": "*",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "equals_sign": "=",
    "semicolon": ";",
    "full_stop": ".",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
}


def written(command: Command) -> str:
    """A command's keys as a reader writes them."""
    return "  ".join(_key(key) for key in command.keys.split(","))


def _key(key: str) -> str:
    if key in _WRITTEN:
        return _WRITTEN[key]
    return "+".join(part if len(part) == 1 and "+" not in key else part.capitalize() for part in key.split("+"))


def help_text() -> Content:
    """All commands under their groups' headings."""
    wide = max(cell_len(written(command)) for command in COMMANDS)
    parts: list[Content | str] = []
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        parts.append(Content.styled(f"{group}\n", "bold $text-accent"))
        for command in commands:
            keys = written(command)
            parts += [Content.styled(f"  {keys}", "bold"), " " * (wide - cell_len(keys) + 3), f"{command.help}\n"]
        parts.append("\n")
    return Content.assemble(*parts).rstrip()


class HelpScreen(Page):
    """Every key."""

    def __init__(self) -> None:
        super().__init__("Keys", help_text())
