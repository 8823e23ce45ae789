"""The articles of the library."""

from __future__ import annotations

from newsreader.core.library import ArticleRow
from newsreader.tui.signs import NOTE, STAR
from newsreader.tui.widgets.finding_list import FindingList
from newsreader.tui.widgets.row_list import Runs
from newsreader.tui.wording import count, day

UNREAD, CURRENT, COPIES = "•", "▸", "≈"


class ArticleList(FindingList[ArticleRow]):
    """Two lines an article: its headline; its tags, outlet, date, how many quotes and near copies it has."""

    row_height = 2
    empty = "No articles yet."
    noun = "article"
    opens_at_jump = True
    current: str | None = None

    def draw(self, row: ArticleRow, line: int, width: int) -> Runs:
        """A triangle marks the article shown, a dot and bold letters what is unread, a star what was starred."""
        palette = self.palette
        if line == 0:
            current = row.id == self.current
            signs = [CURRENT if current else "", "" if row.opened else UNREAD, STAR if row.starred else ""]
            style = palette.title if not row.opened or current else palette.base
            return [(" ".join(filter(None, signs)).ljust(1) + " ", palette.accent), (_title(row), style)]
        return [("  " + " · ".join(_details(row)), palette.muted)]

    def text(self, row: ArticleRow) -> str:
        """What both lines say."""
        star = f"{STAR} " if row.starred else ""
        return f"{star}{_title(row)} {' '.join(_details(row))}"

    def key(self, row: ArticleRow) -> str:
        """The article's id."""
        return row.id

    def show_current(self, article_id: str | None) -> None:
        """Mark the article that the reader has open, and put the cursor on it."""
        self.current = article_id
        self.point(next((i for i, row in enumerate(self.rows) if row.id == article_id), self.cursor))
        self.refresh()  # another one is marked even where the cursor was there already


def _title(row: ArticleRow) -> str:
    return row.title or row.source or "Untitled"


def _details(row: ArticleRow) -> list[str]:
    # Plainly put together: a find asks it of every article of the library.
    parts = [row.outlet, day(row.published), "not analysed yet" if row.analysed is None else count(row.quotes, "quote")]
    if row.copies:
        parts.append(f"{COPIES} {row.copies} more")
    if row.tags:
        parts.insert(0, "#" + " #".join(row.tags))
    if row.note:
        parts.append(f"{NOTE} {row.note}")
    return [part for part in parts if part]
