"""The articles that somebody is in, and what each calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.cells import clip, pad
from newsreader.tui.doubt import DOUBTFUL
from newsreader.tui.widgets.row_list import RowList, Runs
from newsreader.tui.wording import day

if TYPE_CHECKING:
    from newsreader.core.library.rows import Appearance


class AppearanceList(RowList["Appearance"]):
    """Two lines an article: the name there, with a question mark where it is doubtful; when, where, and why."""

    row_height = 2

    def draw(self, row: Appearance, line: int, width: int) -> Runs:
        """The name and the title; the rest."""
        palette = self.palette
        if line == 0:
            name = clip(row.name + ("?" if row.confidence < DOUBTFUL else ""), max(width // 2, 8))
            return [(f"{name}  ", palette.title), (row.title or "no title", palette.base)]
        told = " · ".join(filter(None, (day(row.published), row.outlet, row.why)))
        return [(pad(f"  {told}", width), palette.muted)]
