"""The line in which a reader types what to find in the article."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label


class FindBar(Horizontal):
    """Says every change, and when the reader is done or gives up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    class Changed(Message):
        """The pattern is another one."""

        def __init__(self, pattern: str) -> None:
            super().__init__()
            self.pattern = pattern

    class Closed(Message):
        """Enter (keep the hits) or Esc (forget them)."""

        def __init__(self, keep: bool) -> None:
            super().__init__()
            self.keep = keep

    def compose(self) -> ComposeResult:
        """A sign, the input and the count."""
        yield Label("/", markup=False)
        yield Input(placeholder="find in this article", compact=True)
        yield Label("", id="found", markup=False)

    def on_mount(self) -> None:
        """Out of sight until it is opened."""
        self.display = False

    def open(self) -> None:
        """Take the keys, the last pattern ready to be replaced."""
        self.display = True
        line = self.query_one(Input)
        line.focus()
        line.select_all()

    def close(self) -> None:
        """Go out of sight."""
        self.display = False

    def count(self, text: str) -> None:
        """Say how many were found."""
        self.query_one("#found", Label).update(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the pattern on as it is typed."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps the hits."""
        event.stop()
        self.post_message(self.Closed(keep=True))

    def action_cancel(self) -> None:
        """Esc forgets them."""
        self.post_message(self.Closed(keep=False))
