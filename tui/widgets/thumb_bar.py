"""The scroll bar of all panes: whole rows, of which only those are drawn anew that change."""

from __future__ import annotations

from collections.abc import Collection

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from newsreader.tui.cells import strip_of
from newsreader.tui.theme import Palette

_SIGN = "▐"
_THUMB = 0.16  # of the foreground in the background; a speaker's colour has to stand out from it


class ThumbBar(ScrollBar):
    """One column. The thumb can be dragged; a click above or below it scrolls by a screen, as in any scroll bar."""

    position: Reactive[float] = Reactive(0, repaint=False)  # a line's scrolling moves the thumb by a row or by none

    def __init__(self, palette: Palette) -> None:
        super().__init__(vertical=True, name="vertical", thickness=1)
        self._palette = palette

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._palette = palette
        self.refresh()

    def watch_position(self, before: float, now: float) -> None:
        """Draw anew where the thumb has come or gone."""
        self._redraw({*self._thumb_at(before)} ^ {*self._thumb_at(now)})

    @property
    def thumb(self) -> range:
        """The rows that stand for what is on the screen: all in which a line is that can be seen."""
        return self._thumb_at(self.position)

    def render_line(self, y: int) -> Strip:
        """Row `y`: the thumb, or what is beside it. Without colours the thumb is in reverse."""
        thumb, sign, colour = self.thumb, *self._drawn(y)
        within, style = y in thumb, self._palette.base
        if within:
            reverse = self._palette.cursor.reverse
            style += Style(reverse=True) if reverse else Style(bgcolor=thumb_colour(self._palette).rich_color)
            sign = sign or (" " if reverse else _SIGN)
        style += colour
        meta = Style(meta={"@mouse.down": "grab" if within else self._clicked(y, above=y < thumb.start)})
        return strip_of([Segment(sign or " ", style + meta)], self.size.width, style)

    def _drawn(self, row: int) -> tuple[str, Style]:
        """What stands in a row besides the thumb: a sign, "" for none, and its colour."""
        return "", self._palette.muted

    def _clicked(self, row: int, above: bool) -> str:
        """The action of a click beside the thumb."""
        return "scroll_up" if above else "scroll_down"

    def _redraw(self, rows: Collection[int]) -> None:
        if rows:
            self.refresh(*(Region(0, row, 1, 1) for row in rows))

    def _thumb_at(self, position: float) -> range:
        height, total, window = self.size.height, self.window_virtual_size, self.window_size
        if not 0 < window < total:
            return range(0)
        first = round(min(position, total - window))
        return range(first * height // total, (first + window - 1) * height // total + 1)


def thumb_colour(palette: Palette) -> Color:
    """The colour of the thumb."""
    front, back = palette.base.color, palette.base.bgcolor
    if front is None or back is None:
        return Color(64, 64, 64)
    return Color.from_rich_color(back).blend(Color.from_rich_color(front), _THUMB)
