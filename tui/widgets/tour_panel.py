"""The small panel at the top of the screen in which the tour says what to try."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class TourPanel(Static):
    """A line of an offer, or a step in a frame."""

    DEFAULT_CSS = """
    TourPanel {
        dock: top;
        height: auto;
        max-height: 50%;
        padding: 0 1;
        color: $text-accent;
        background: $background;
        text-style: bold;
    }
    TourPanel.-step {
        border: round $accent;
        border-title-color: $text-accent;
        border-subtitle-color: $foreground 60%;
        color: $foreground;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def offer(self, words: str) -> None:
        """Say one line."""
        self.update(Content(words))

    def step(self, words: str, place: str, ways: str, framed: bool) -> None:
        """Say what to try. place: where in the tour that is. ways: on and out. framed: with a frame."""
        self.set_class(framed, "-step")
        self.border_title = f"A tour of one minute · {place}"
        self.border_subtitle = ways
        self.update(Content(words))
