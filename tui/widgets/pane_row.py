"""The panes side by side, whose borders can be dragged."""

from __future__ import annotations

from textual import events
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from newsreader.tui.widgets.ground import Ground


class PaneRow(Ground, Horizontal):
    """Says where a border between two panes is dragged to. What comes of it is for the screen to decide."""

    class Dragged(Message):
        """A border is being dragged. panel: the id of the one at the side. width: what it would have then."""

        def __init__(self, panel: str, width: int, done: bool) -> None:
            super().__init__()
            self.panel, self.width, self.done = panel, width, done

    class Reset(Message):
        """A border was clicked twice."""

        def __init__(self, panel: str) -> None:
            super().__init__()
            self.panel = panel

    _held = ""  # the panel whose border the mouse has
    _from = 0  # the column where it has it
    _moved = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the border under the mouse, if it is one."""
        if panel := self._at(event.screen_x):
            self._held, self._from, self._moved = panel, event.screen_x, False
            self.screen.clear_selection()  # this is no text that is being selected
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say where the border would be."""
        if self._held and event.screen_x != self._from:
            self._from, self._moved = event.screen_x, True
            self.post_message(self.Dragged(self._held, self._width(self._held, event.screen_x), done=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        if self._held:
            panel, self._held = self._held, ""
            self.release_mouse()
            if self._moved:
                self.post_message(self.Dragged(panel, self._width(panel, event.screen_x), done=True))
            event.stop()

    def on_click(self, event: events.Click) -> None:
        """Two clicks on a border."""
        if event.chain == 2 and (panel := self._at(event.screen_x)):
            self.post_message(self.Reset(panel))

    def _width(self, panel: str, column: int) -> int:
        """What a panel would have, with its border at a column."""
        return column - self.region.x + 1 if panel == self.children[0].id else self.region.right - column

    def _at(self, column: int) -> str:
        """The panel at the side whose border, or the article's beside it, is at a column; "" for none."""
        left, middle, right = self.children
        if _stands(left) and column in (left.region.right - 1, middle.region.x):
            return left.id or ""
        if _stands(right) and column in (middle.region.right - 1, right.region.x):
            return right.id or ""
        return ""


def _stands(panel: Widget) -> bool:
    """Whether a panel stands beside the article, and does not lie over it."""
    return panel.display and panel.layer != "overlay"
