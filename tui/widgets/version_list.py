"""The versions of a quote, the first seen at the beginning."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.core.library import QuoteRow
from newsreader.core.people.difference import Alteration, Comparison, What
from newsreader.tui.cells import pad
from newsreader.tui.widgets.row_list import RowList, Runs
from newsreader.tui.wording import day

_SAID = {
    Alteration.CUT: "words left out",
    Alteration.BRACKETED: "words put in, in brackets",
    Alteration.ADDED: "words put in",
    Alteration.REWORDED: "other words",
}


@dataclass(frozen=True, slots=True)
class Version:
    """A version; how it differs from the one in hand, None for that one itself."""

    row: QuoteRow
    change: Comparison | None


def alterations(change: Comparison) -> str:
    """How the words in quotation marks differ."""
    return ", ".join(_SAID[one] for one in change.alters)


def verdict(version: Version) -> str:
    """What became of the words, in a few; "≠" before it where those in quotation marks are others."""
    change = version.change
    if change is None:
        return "▶ the chosen quote"
    if change.alters:
        return f"≠ {alterations(change)}"
    if any(one.what is not What.SAME for one in change.changes):
        return "~ other words around the quoted ones"
    return "= word for word"


class VersionList(RowList[Version]):
    """Three lines a version: when and where; what became of the words; the title."""

    row_height = 3

    def draw(self, row: Version, line: int, width: int) -> Runs:
        """The first one is marked as the first seen."""
        palette = self.palette
        if line == 0:
            first = "  first seen" if row is self.rows[0] else ""
            when = day(row.row.published) or "no date"
            name = pad(f"{when}  {row.row.outlet or 'no outlet'}", max(width - len(first), 0))
            return [(name, palette.title), (first, palette.accent)]
        if line == 1:
            altered = row.change is not None and bool(row.change.alters)
            return [(f"  {verdict(row)}", palette.accent + palette.title if altered else palette.base)]
        return [(f"  {row.row.title or 'no title'}", palette.muted)]
