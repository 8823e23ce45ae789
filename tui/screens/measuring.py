"""How wide the lines of an article get: two keys change it, and it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from newsreader.core.library import Library
from newsreader.tui.widgets.article_pane import COLUMN, ArticlePane

if TYPE_CHECKING:
    from newsreader.tui.desk import Desk
    from newsreader.tui.widgets.status_line import StatusLine

_KEPT = "column"  # key of the library's state
NARROWEST, WIDEST = 30, 160
_STEP = 4


class Measuring(Screen[None]):
    """Changes the width of the column."""

    pane: ArticlePane
    status: StatusLine
    _notes: Desk

    def action_column(self, by: int) -> None:
        """Make the column wider or narrower by some steps, from what is seen of it."""
        if by > 0 and self.pane.shown_column < self.pane.column:
            self.status.say(f"The lines are as wide as the pane: {self.pane.shown_column}")
            return
        column = min(max(self.pane.shown_column + by * _STEP, NARROWEST), WIDEST)
        self.pane.column = column
        self.status.say(f"Lines of {self.pane.shown_column}")
        self._notes.tell(lambda library: library.set_state(_KEPT, str(column)))


def kept_column(library: Library) -> int:
    """The width that was chosen last."""
    kept = library.state(_KEPT) or ""
    return min(max(int(kept), NARROWEST), WIDEST) if kept.isascii() and kept.isdigit() and len(kept) < 5 else COLUMN
