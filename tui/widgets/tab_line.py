"""Kinds to choose from, side by side on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.cells import clip, strip_of
from newsreader.tui.spots import Spot
from newsreader.tui.theme import Palette

_UNDERLINE = Style(underline=True)


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind: its name, and a shorter one for where there is little room; what `search` knows it by."""

    name: str
    short: str
    kind: str


class TabLine(Widget):
    """The current tab stands in brackets, bold and underlined. A click chooses one; keys are for the screen to have."""

    class Chosen(Message):
        """A tab was clicked; `index` is its place."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, tabs: Sequence[Tab], palette: Palette, id: str | None = None) -> None:
        super().__init__(id=id)
        self.tabs = tabs
        self.current = 0
        self._palette = palette

    @property
    def tab(self) -> Tab:
        """The current tab."""
        return self.tabs[self.current]

    def point(self, index: int) -> None:
        """Make another tab the current one; from the last one on to the first."""
        self.current = index % len(self.tabs)
        self.refresh()

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._palette = palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """All tabs where they fit, else the current one."""
        palette, segments, column = self._palette, list[Segment](), 0
        for start, index, text in self._placed():
            segments.append(Segment(" " * (start - column), palette.base))
            if index == self.current:
                current = palette.base + palette.accent + palette.title
                segments += [Segment("[", current), Segment(text[1:-1], current + _UNDERLINE), Segment("]", current)]
            else:
                segments.append(Segment(text, palette.base + palette.muted))
            column = start + cell_len(text)
        return strip_of(segments, self.size.width, palette.base)

    def spots(self) -> list[Spot]:
        """The tabs that are shown."""
        return [
            Spot(f"{self.id} tab {index}", self.region.offset + Offset(start, 0), partial(self._jump, index))
            for start, index, _ in self._placed()
        ]

    def _jump(self, index: int) -> None:
        self.post_message(self.Chosen(index))

    def on_click(self, event: events.Click) -> None:
        """Say which tab is under the mouse."""
        for start, index, text in self._placed():
            if start <= event.x < start + cell_len(text):
                self.post_message(self.Chosen(index))
                return

    def _placed(self) -> list[tuple[int, int, str]]:
        """The tabs that are shown: the column where each begins, its index, its name between brackets or spaces."""
        width = self.size.width
        for names, overlap in (
            ([tab.name for tab in self.tabs], 0),
            ([tab.short for tab in self.tabs], 0),
            ([tab.short for tab in self.tabs], 1),
        ):
            placed, column = [], 0
            for index, name in enumerate(names):
                text = f"[{name}]" if index == self.current else f" {name} "
                placed.append((column, index, text))
                column += len(text) - overlap
            if column + overlap <= width:
                return _without_overlap(placed, self.current) if overlap else placed
        return [(0, self.current, clip(f"[{self.tab.short}]", max(width, 2)))]


def _without_overlap(placed: Sequence[tuple[int, int, str]], current: int) -> list[tuple[int, int, str]]:
    """Neighbours share the space between them; the current tab has it for its brackets."""
    return [
        (start, index, text) if index == current else (start + 1, index, text[1:-1]) for start, index, text in placed
    ]
