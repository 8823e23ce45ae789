"""A scroll bar that is a map: what stands where in the article, and which part of it is on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.message import Message

from newsreader.tui.minimap import CHOSEN, HIT, HIT_CURRENT, QUOTE, Tick
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.thumb_bar import ThumbBar


class MapBar(ThumbBar):
    """A click on a row asks for what stands there."""

    class Asked(Message):
        """A row was clicked."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._ticks = dict[int, Tick]()

    def show(self, ticks: Mapping[int, Tick]) -> None:
        """Show other ticks; only rows that change are drawn anew."""
        changed = {row for row in {*ticks, *self._ticks} if ticks.get(row) != self._ticks.get(row)}
        self._ticks = dict(ticks)
        self._redraw(changed)

    def action_jump(self, row: int) -> None:
        """Ask for what stands in a row."""
        self.post_message(self.Asked(row))

    def _drawn(self, row: int) -> tuple[str, Style]:
        palette, tick = self._palette, self._ticks.get(row)
        if tick is None:
            return "", palette.muted
        if tick.sign in (QUOTE, CHOSEN):
            return tick.sign, palette.speaker(tick.slot) + Style(bold=tick.sign == CHOSEN)
        return tick.sign, palette.title if tick.sign in (HIT, HIT_CURRENT) else palette.accent

    def _clicked(self, row: int, above: bool) -> str:
        return f"jump({row})"
