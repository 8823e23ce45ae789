"""One line at the foot of the screen: where the reader is, and what goes on in the background."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.cells import clip, pad, strip_of
from newsreader.tui.theme import Palette


class StatusLine(Widget):
    """Left: the chosen quote, hit or mention. Right: progress."""

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__(id=id)
        self._palette = palette
        self.place = ""
        self._progress = self._keys = ""

    def say(self, place: str) -> None:
        """What the reader looks at."""
        if place != self.place or self._keys:
            self.place, self._keys = place, ""
            self.refresh()

    def progress(self, text: str) -> None:
        """What is being done; "" when nothing is."""
        if text != self._progress:
            self._progress = text
            self.refresh()

    def keys(self, text: str) -> None:
        """Which key of a sequence has been pressed, or that there is no such one; gone with the next thing said."""
        if text != self._keys:
            self._keys = text
            self.refresh()

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._palette = palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The place from the left; the progress from the right, in at least half of the line."""
        width, style = self.size.width, self._palette.base + self._palette.cursor_idle
        right = clip(self._keys or self._progress, max(width // 2, width - cell_len(self.place) - 4))
        left = pad(f" {self.place}", width - len(right) - 1)
        return strip_of([Segment(left, style), Segment(right + " ", style)], width, style)
