"""Every key, by what one wants to do."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.tui.keymap import COMMANDS, Command, bindings

_WRITTEN = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
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


class HelpScreen(ModalScreen[None]):
    """A page over the reader; any of its keys puts it away."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("help"))

    def compose(self) -> ComposeResult:
        """One long text that scrolls."""
        with VerticalScroll(id="help", can_focus=False) as page:
            page.border_title = "Keys"
            page.border_subtitle = "Esc goes back"
            yield Static(help_text())

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def action_scroll(self, lines: int) -> None:
        """Move by lines."""
        self._page.scroll_relative(y=lines, animate=False)

    def action_top(self) -> None:
        """Go to the beginning."""
        self._page.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Go to the end."""
        self._page.scroll_end(animate=False)
