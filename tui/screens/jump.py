"""Letters over everything that one can go to: typing one goes there."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.tui.jumping import labels
from newsreader.tui.spots import Spot


class Letters(Static):
    """A label over the first cells of a place."""


class JumpScreen(ModalScreen[Spot | None]):
    """Gives the place whose letters were typed; None at any other key or click."""

    DEFAULT_CSS = """
    JumpScreen {
        background: $background 40%;
    }
    Letters {
        position: absolute;
        width: auto;
        height: 1;
        color: $foreground;
        background: $background;
        text-style: bold reverse;  /* seen without colour, too */
    }
    """

    def __init__(self, spots: Sequence[Spot]) -> None:
        super().__init__()
        self.spots = dict(zip(labels(len(spots)), spots, strict=False))
        """The places by their labels."""
        self._typed = ""

    def compose(self) -> ComposeResult:
        """A label a place."""
        for label, spot in self.spots.items():
            letters = Letters(Content(label), name=label)
            letters.styles.offset = spot.at
            yield letters

    def on_key(self, event: events.Key) -> None:
        """Go where the letters say; leave where they say nothing."""
        event.stop()
        typed = self._typed + (event.character or " ")
        if typed in self.spots:
            self.dismiss(self.spots[typed])
        elif any(label.startswith(typed) for label in self.spots):
            self._typed = typed
            for letters in self.query(Letters):
                letters.display = (letters.name or "").startswith(typed)
        else:
            self.dismiss(None)

    def on_click(self) -> None:
        """Leave."""
        self.dismiss(None)

    def on_resize(self, event: events.Resize) -> None:
        """The places are elsewhere on another screen."""
        if event.size != self.app.screen_stack[-2].size:
            self.dismiss(None)
