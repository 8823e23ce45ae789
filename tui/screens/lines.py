"""One line at a time to type into, below one of a screen's panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen, ScreenResultType

from newsreader.tui.errand import Errand

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import Input

    from newsreader.tui.widgets.line_bar import LineBar


class AskingLines(Screen[ScreenResultType]):
    """A screen that can have a line typed, and tells the errand what becomes of it."""

    async def ask_line(self, pane: Widget, value: str, errand: Errand) -> None:
        """Let the reader type a line below a pane; it says `value` at first."""
        from newsreader.tui.widgets.line_bar import LineBar  # not needed for the first paint

        await self.query("#line").remove()  # one that the keys have just left
        bar = LineBar(pane.id or "", value, errand)
        await self.mount(bar, after=pane)
        self.set_focus(bar)

    @property
    def asks(self) -> bool:
        """Whether a line is being typed."""
        return self.focused is not None and self.focused.id == "line"

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every letter may matter."""
        if (bar := _bar(event.input)) and not bar.ended:
            bar.errand.typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: what the line says counts."""
        if (bar := _bar(event.input)) and self._end(bar):
            bar.errand.keep(event.value)

    def on_line_bar_cancelled(self, message: LineBar.Cancelled) -> None:
        """Esc: nothing has happened."""
        if self._end(message.bar):
            message.bar.errand.give_up()

    def on_line_bar_left(self, message: LineBar.Left) -> None:
        """The bar goes with the keys."""
        if not message.bar.ended:
            message.bar.ended = True
            message.bar.errand.leave(message.bar.value)
        message.bar.remove()

    def _end(self, bar: LineBar) -> bool:
        """Give the keys back to the pane; False where the errand has ended already."""
        if bar.ended:
            return False
        bar.ended = True
        self.set_focus(self.query_one(f"#{bar.pane}"))
        return True


def _bar(line: Input) -> LineBar | None:
    """The bar, where it is one and no other input of the screen."""
    from newsreader.tui.widgets.line_bar import LineBar

    return line if isinstance(line, LineBar) else None
