"""The articles of the library."""

from __future__ import annotations

from newsreader.core.library import ArticleRow
from newsreader.tui.widgets.row_list import RowList, Runs
from newsreader.tui.wording import count


class ArticleList(RowList[ArticleRow]):
    """Two lines an article: its headline; outlet, date and how many quotes it has."""

    row_height = 2
    empty = "No articles yet."
    current: str | None = None

    def draw(self, row: ArticleRow, line: int, width: int) -> Runs:
        """A dot marks what has not been opened, a triangle the article shown."""
        palette = self.palette
        if line == 0:
            sign = "▸ " if row.id == self.current else "  " if row.opened else "• "
            style = palette.title if not row.opened or row.id == self.current else palette.base
            return [(sign, palette.accent), (row.title or row.source or "Untitled", style)]
        parts = [row.outlet, row.published, _quotes(row)]
        return [("  " + " · ".join(part for part in parts if part), palette.muted)]

    def show_current(self, article_id: str | None) -> None:
        """Mark the article that the reader has open, and put the cursor on it."""
        self.current = article_id
        self.point(next((i for i, row in enumerate(self.rows) if row.id == article_id), self.cursor))
        self.refresh()  # another one is marked even where the cursor was there already


def _quotes(row: ArticleRow) -> str:
    if row.analysed is None:
        return "not analysed yet"
    return count(row.quotes, "quote")
