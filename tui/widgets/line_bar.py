"""The line below a pane in which a reader types: what to find, a limit, tags, a note."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from newsreader.tui.errand import Errand
from newsreader.tui.keymap import bindings
from newsreader.tui.widgets.typing_line import TypingLine


class LineBar(TypingLine):
    """An input that goes with the keys: Enter keeps what it says, Esc leaves everything as it was."""

    DEFAULT_CSS = """
    LineBar { padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("line"))

    class AboutBar(Message):
        """Something about a bar."""

        def __init__(self, bar: LineBar) -> None:
            super().__init__()
            self.bar = bar

    class Cancelled(AboutBar):
        """Esc was pressed."""

    class Left(AboutBar):
        """The keys went elsewhere."""

    def __init__(self, pane: str, value: str, errand: Errand) -> None:
        """`pane` is the id of the pane it belongs to; `value` is what it says at first."""
        super().__init__(value, placeholder=errand.placeholder, compact=True, id="line", select_on_focus=errand.anew)
        self.pane, self.errand = pane, errand
        self.ended = False
        """Whether its errand has been done or given up."""

    def on_blur(self) -> None:
        """A bar that does not have the keys would only be in the way; but not where the whole terminal lost them."""
        if self.app.app_focus:
            self.post_message(self.Left(self))

    def action_cancel(self) -> None:
        """Say that the reader gives up."""
        self.post_message(self.Cancelled(self))

    def action_turn(self, by: int) -> None:
        """Be about something else, where the errand knows of more."""
        if (value := self.errand.turn(by, self.value)) is not None:
            self.value = value
            self.cursor_position = len(value)
        self.placeholder = self.errand.placeholder
