"""A scroll bar that is a map: what stands where in the article, and which part of it is on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.message import Message
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from newsreader.tui.minimap import CHOSEN, HIT, HIT_CURRENT, QUOTE, Tick
from newsreader.tui.theme import Palette

_THUMB_SIGN = "▐"
_THUMB = 0.16  # of the foreground in the background; a speaker's colour has to stand out from it


class MapBar(ScrollBar):
    """One column. A click on a row asks for what stands there; the thumb can be dragged as in any scroll bar."""

    class Asked(Message):
        """A row was clicked."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, palette: Palette) -> None:
        super().__init__(vertical=True, name="vertical", thickness=1)
        self._palette, self._ticks = palette, dict[int, Tick]()

    def show(self, palette: Palette, ticks: Mapping[int, Tick]) -> None:
        """Show other ticks; only rows that change are drawn anew."""
        if palette is not self._palette:
            self._palette, self._ticks = palette, dict(ticks)
            self.refresh()
            return
        changed = {row for row in {*ticks, *self._ticks} if ticks.get(row) != self._ticks.get(row)}
        self._ticks = dict(ticks)
        if changed:
            self.refresh(*(Region(0, row, 1, 1) for row in changed))

    @property
    def thumb(self) -> range:
        """The rows that stand for what is on the screen: all in which a line is that can be seen."""
        height, total, window = self.size.height, self.window_virtual_size, self.window_size
        if not 0 < window < total:
            return range(0)
        first = round(min(self.position, total - window))
        return range(first * height // total, (first + window - 1) * height // total + 1)

    def render_line(self, y: int) -> Strip:
        """Row `y`: its tick, on the thumb or beside it. Without colours the thumb is in reverse."""
        palette, tick, within = self._palette, self._ticks.get(y), y in self.thumb
        style = palette.base + (self._thumb if within else Style())
        style += self._colour(tick) if tick else palette.muted
        sign = tick.sign if tick else _THUMB_SIGN if within and not palette.cursor.reverse else " "
        action = "grab" if within else f"jump({y})"
        meta = Style(meta={"@mouse.down": action})
        return Strip([Segment(sign, style + meta)], 1).adjust_cell_length(self.size.width, style)

    def action_jump(self, row: int) -> None:
        """Ask for what stands in a row."""
        self.post_message(self.Asked(row))

    @property
    def _thumb(self) -> Style:
        if self._palette.cursor.reverse:
            return Style(reverse=True)
        return Style(bgcolor=thumb_colour(self._palette).rich_color)

    def _colour(self, tick: Tick) -> Style:
        palette = self._palette
        if tick.sign in (QUOTE, CHOSEN):
            return palette.speaker(tick.slot) + Style(bold=tick.sign == CHOSEN)
        if tick.sign in (HIT, HIT_CURRENT):
            return palette.title
        return palette.accent


def thumb_colour(palette: Palette) -> Color:
    """The colour of the thumb."""
    front, back = palette.base.color, palette.base.bgcolor
    if front is None or back is None:
        return Color(64, 64, 64)
    return Color.from_rich_color(back).blend(Color.from_rich_color(front), _THUMB)
