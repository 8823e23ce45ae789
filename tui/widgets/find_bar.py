"""The line in which a reader types what to find in the article."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from newsreader.tui.keymap import bindings


class FindBar(Input):
    """An input that can be given up: Enter, or going elsewhere, keeps the hits; Esc forgets them."""

    DEFAULT_CSS = """
    FindBar { padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("find"))

    class Cancelled(Message):
        """Esc was pressed."""

    class Left(Message):
        """The keys went elsewhere."""

    def __init__(self, pattern: str) -> None:
        """`pattern` is what was looked for last, ready to be replaced."""
        super().__init__(pattern, placeholder="Find in this article", compact=True, id="find", select_on_focus=True)

    def on_blur(self) -> None:
        """A bar that does not have the keys would only be in the way."""
        self.post_message(self.Left())

    def action_cancel(self) -> None:
        """Say that the reader gives up."""
        self.post_message(self.Cancelled())
