"""One line of a dialogue that has the keys in its turn: a label, and something that keys change."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.cells import clip, pad, strip_of
from newsreader.tui.theme import Palette

LABEL = 10
"""Cells that the labels of a dialogue's lines have."""

Runs = Sequence[tuple[str, Style]]


class FieldLine(Widget):
    """Draws its label, then what the subclass says; a triangle shows which line has the keys, with colour and without.

    palette: settable, to use another theme's colours.
    """

    DEFAULT_CSS = "FieldLine { height: 1; }"

    def __init__(self, label: str, palette: Palette, id: str | None = None) -> None:
        super().__init__(id=id)
        self.label = label
        self._palette = palette

    def draw(self, width: int) -> Runs:
        """What stands behind the label, in runs of at most `width` cells together."""
        raise NotImplementedError

    @property
    def has_keys(self) -> bool:
        """Whether the line is shown as the one that has the keys."""
        return self.has_focus

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return self._palette

    @palette.setter
    def palette(self, palette: Palette) -> None:
        self._palette = palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line; what does not fit is cut."""
        palette, width = self.palette, self.size.width
        base = palette.base
        style = base + (palette.accent if self.has_keys else palette.muted)
        segments = [Segment(clip(pad(("▸ " if self.has_keys else "  ") + self.label, LABEL), width), style)]
        left = width - LABEL
        for text, run in self.draw(max(left, 0)):
            shown = clip(text, left)
            segments.append(Segment(shown, base + run))
            left -= segments[-1].cell_length
        return strip_of(segments, width, base)

    def on_focus(self) -> None:
        """Show that it has the keys."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that it has not."""
        self.refresh()


class Telling(FieldLine):
    """A line that only tells something, or the label of an input beside it."""

    def __init__(self, label: str, words: str, palette: Palette, id: str | None = None) -> None:
        super().__init__(label, palette, id=id)
        self._words, self._leads = words, False

    @property
    def has_keys(self) -> bool:
        """Whether what is beside it has them."""
        return self._leads

    def lead(self, leads: bool) -> None:
        """Be drawn as having the keys, or not."""
        self._leads = leads
        self.refresh()

    def draw(self, width: int) -> Runs:
        """The words."""
        return [(self._words, self.palette.muted)]
