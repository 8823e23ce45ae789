"""The articles of the library."""

from __future__ import annotations

from rich.cells import cell_len

from newsreader.core.library import ArticleRow
from newsreader.tui.cells import pad
from newsreader.tui.signs import NOTE, STAR
from newsreader.tui.widgets.finding_list import FindingList
from newsreader.tui.widgets.row_list import Runs
from newsreader.tui.wording import count, day

_ROOMY = 30  # cells; where there are fewer, a quotation mark stands for the word
UNREAD, CURRENT, COPIES = "•", "▸", "≈"


class ArticleList(FindingList[ArticleRow]):
    """Two lines an article: its headline; its tags, date, outlet, near copies; to the right, how many quotes it has."""

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
        quotes = _quotes(row) if width >= _ROOMY or row.analysed is None else f"{row.quotes:,}“"
        about = "  " + " · ".join(_about(row))
        if width < _ROOMY:  # what tells one outlet from another comes after it
            about = about.replace(" · The ", " · ")
        if not about.strip():
            return [(f"  {_quotes(row)}", palette.muted)]
        return [(pad(about, width - cell_len(quotes) - 1), palette.muted), (f" {quotes}", palette.muted)]

    def text(self, row: ArticleRow) -> str:
        """What both lines say."""
        star = f"{STAR} " if row.starred else ""
        return f"{star}{_title(row)} {' '.join(_about(row))} {_quotes(row)}"

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


def _quotes(row: ArticleRow) -> str:
    return "not analysed yet" if row.analysed is None else count(row.quotes, "quote")


def _about(row: ArticleRow) -> list[str]:
    # Plainly put together: a find asks it of every article of the library.
    parts = [day(row.published), row.outlet]
    if row.copies:
        parts.append(f"{COPIES} {row.copies} more")
    if row.tags:
        parts.insert(0, "#" + " #".join(row.tags))
    if row.note:
        parts.append(f"{NOTE} {row.note}")
    return [part for part in parts if part]
