"""Rows of an overview with bars."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from newsreader.core.library.overview import By, Tally
from newsreader.tui.cells import pad, strip_of
from newsreader.tui.drawing import bar
from newsreader.tui.plain import lacks_signs
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.row_list import RowList, Runs

NAMELESS = {By.SPEAKER: "nobody knows who", By.OUTLET: "no outlet", By.MONTH: "no date"}
"""What stands for a label that is not known."""

SORTS = {
    "person": "People by name",
    "organisation": "Organisations",
    "place": "Places",
    "unnamed": "Unnamed sources",
    "unknown": "Nobody knows who",
    "direct": "Direct, in quotation marks",
    "mixed": "Mixed, some words in marks",
    "indirect": "Indirect, in other words",
}
"""What the rows of kinds and sources are called."""

_SHARES = {
    By.SPEAKER: ("direct",),
    By.KIND: ("named", "unnamed"),
    By.SOURCE: ("direct",),
}
"""The shares within a row that say something; of others, all of them do."""
_ROOMY, _WIDE = 70, 100  # cells: from there on there is room for articles; and for the shares within a row


def called(by: By, row: Tally) -> str:
    """What a row is called."""
    return SORTS.get(row.label, row.label) if by in (By.KIND, By.SOURCE) else row.label or NAMELESS.get(by, "")


def columns(width: int, by: By) -> tuple[int, int, list[str]]:
    """Cells of the name and of the bar, and the columns of numbers between them that there is room for."""
    heads = ["quotes", "share"]
    if width >= _ROOMY:
        heads.append("articles")
    if width >= _WIDE:
        heads += _SHARES.get(by, ("direct", "named", "unnamed"))
    left = max(width - sum(len(head) + 3 for head in heads) - 2, 0)
    name = min(max(left // 2, min(left, 16)), 40)
    return name, max(left - name, 0), heads


class TallyList(RowList[Tally]):
    """A line each: the name, the numbers, a bar to the measure of the longest one."""

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__(palette, id=id)
        self.by = By.SPEAKER
        self._most = self._all = 0

    def tell(self, by: By, rows: Sequence[Tally], total: int, cursor: int = 0) -> None:
        """Show the rows of an overview over `total` quotes."""
        self.by, self._all = by, total
        self._most = max((row.quotes for row in rows), default=0)
        self.fill(rows, cursor)

    def draw(self, row: Tally, line: int, width: int) -> Runs:
        """Shares are in per cent: of all quotes; then, where there is room, of the row's own."""
        palette = self.palette
        name, room, heads = columns(width, self.by)
        cells = {
            "quotes": f"{row.quotes:,}",
            "share": f"{row.quotes / max(self._all, 1):.1%}",
            "articles": f"{row.articles:,}",
            "direct": f"{(row.direct + row.mixed) / row.quotes:.0%}",
            "named": f"{row.named / row.quotes:.0%}",
            "unnamed": f"{row.unnamed / row.quotes:.0%}",
        }
        numbers = "".join(f"{cells[head]:>{len(head) + 3}}" for head in heads)
        long = bar(row.quotes / max(self._most, 1), room, lacks_signs(self.app))
        known = palette.title if row.person is not None else palette.base
        return [(pad(called(self.by, row), name), known), (f"{numbers}  ", palette.base), (long, palette.accent)]


class TallyHeading(Widget):
    """The names of the columns, above their list."""

    def __init__(self, palette: Palette, rows: TallyList, id: str | None = None) -> None:
        super().__init__(id=id)
        self.palette, self._rows = palette, rows
        self._says = ""

    def say(self, what: str) -> None:
        """What the rows are."""
        self._says = what
        self.refresh()

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self.palette = palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """As wide as the list below, its frame left out."""
        base, muted = self.palette.base, self.palette.base + self.palette.muted
        name, _, heads = columns(self._rows.row_width, self._rows.by)
        numbers = "".join(f"{head:>{len(head) + 3}}" for head in heads)
        heading = [Segment(" ", base), Segment(pad(self._says, name), muted), Segment(numbers, muted)]
        return strip_of(heading, self.size.width, base)
