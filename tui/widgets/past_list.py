"""Searches that were saved or made lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.tui.matching import plain, words_of
from newsreader.tui.remapping import with_keys
from newsreader.tui.widgets.row_list import RowList, Runs

SAVED = "★"


@dataclass(frozen=True, slots=True)
class Past:
    """A query, and the name it was saved under; "" for one that was only made."""

    query: str
    name: str = ""


def past(saved: dict[str, str], history: list[str]) -> list[Past]:
    """The saved searches, then the queries made lately that are not among them."""
    kept = set(saved.values())
    return [*(Past(query, name) for name, query in saved.items()), *(Past(q) for q in history if q not in kept)]


class PastList(RowList[Past]):
    """One line a search: a star and its name, if it has one; the query."""

    has_keys = True
    everything: Sequence[Past] = ()

    def limit(self, text: str) -> None:
        """Show the searches that have all words of a text in them; the cursor stays where it was, if it can."""
        words = words_of(text)
        rows = [row for row in self.everything if all(word in plain(f"{row.name} {row.query}") for word in words)]
        self.empty = (
            "Nothing like that was searched."
            if self.everything
            else "Nothing was searched yet. Type what you remember, misspelt or not."
        )
        self.fill(rows, max(self.cursor, 0))
        self.border_subtitle = with_keys("{search.choose} chooses · {search.forget} forgets", self.app) if rows else ""

    def draw(self, row: Past, line: int, width: int) -> Runs:
        """A name that is the query itself is not said twice."""
        palette = self.palette
        if not row.name:
            return [("  ", palette.base), (row.query, palette.base)]
        runs = [(f"{SAVED} ", palette.accent), (row.name, palette.title)]
        return runs if row.name == row.query else [*runs, (f" · {row.query}", palette.muted)]
