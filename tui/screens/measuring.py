"""How wide the lines of an article get: two keys change it, and it is kept with the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen
from textual.timer import Timer

from newsreader.tui.widgets.article_pane import ArticlePane

if TYPE_CHECKING:
    from newsreader.tui.preferences import Preferences
    from newsreader.tui.widgets.status_line import StatusLine

NARROWEST, WIDEST = 30, 160
"""As the setting has it."""
_STEP = 4
_SOON = 0.5  # seconds after the last key, when the setting is written


class Measuring(Screen[None]):
    """Changes the width of the column."""

    pane: ArticlePane
    status: StatusLine
    _to_keep: Timer | None = None

    def action_column(self, by: int) -> None:
        """Make the column wider or narrower by some steps, from what is seen of it."""
        shown = self.pane.shown_column
        if by > 0 and shown < self.pane.column:
            self.status.say(f"Lines of {shown}: as wide as the pane")
            return
        self.pane.widen(min(max(shown + by * _STEP, NARROWEST), WIDEST))
        self.status.say(f"Lines of {self.pane.shown_column}")
        if self._to_keep is not None:
            self._to_keep.stop()
        self._to_keep = self.set_timer(_SOON, self.keep_column)

    async def keep_column(self) -> None:
        """Write the width into the settings."""
        if self._to_keep is None:
            return
        self._to_keep.stop()
        self._to_keep = None
        if wrong := await cast("Preferences", self.app).set("screen.column", self.pane.column):
            self.status.say(wrong)
