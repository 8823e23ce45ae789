"""Quotes of many articles, by whom, when and where."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style

from newsreader.core.library import QuoteRow
from newsreader.core.model import QuoteKind
from newsreader.tui.cells import clip, pad
from newsreader.tui.render import BARS, ELSEWHERE
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.row_list import RowList, Runs
from newsreader.tui.wording import UNKNOWN, day

_ITALIC = Style(italic=True)


class SaidList(RowList[QuoteRow]):
    """Two lines a quote: when and where it stands; its words. The bar on the left is that of its kind in an article."""

    row_height = 2

    def __init__(self, palette: Palette, id: str | None = None, whose: bool = False) -> None:
        """whose: whether they are different people's, and each says whose it is."""
        super().__init__(palette, id=id)
        self._whose = whose

    def draw(self, row: QuoteRow, line: int, width: int) -> Runs:
        """Indirect speech is in italics and without quotation marks."""
        palette = self.palette
        bar = (f"{BARS[row.kind]} ", palette.accent)
        if line == 1:
            if row.kind is QuoteKind.INDIRECT:
                return [bar, (row.words, palette.base + _ITALIC)]
            return [bar, (f"“{row.words}”", palette.base)]
        sign = f" {ELSEWHERE}" if row.family is not None else ""
        room = width - 2 - len(sign)
        who = clip(row.speaker or UNKNOWN, room // 2) + "  " if self._whose else ""
        runs = [bar, (who, palette.title), (pad(where(row), max(room - cell_len(who), 0)), palette.muted)]
        return [*runs, (sign, palette.accent)]


def where(row: QuoteRow) -> str:
    """When and where a quote stands, as far as it is known."""
    return " · ".join(filter(None, (day(row.published), row.outlet, row.title or "no title")))
