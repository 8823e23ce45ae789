"""What a search found: one passage a row, the matched words marked."""

from __future__ import annotations

from rich.style import Style

from newsreader.core.model import Span
from newsreader.core.search import Hit
from newsreader.tui.widgets.row_list import RowList, Runs

_KINDS = {"title": "Title", "quote": "Quote", "name": "Name", "text": "Text"}
_LEAD = 24  # characters shown before the first matched word when the passage is long


class ResultList(RowList[Hit]):
    """Two lines a hit: what it is, who speaks and where it stands; the passage around the matched words."""

    row_height = 2
    has_keys = True

    def draw(self, row: Hit, line: int, width: int) -> Runs:
        """The matched words are underlined, so that they show without colour."""
        palette = self.palette
        if line == 0:
            where = " · ".join(part for part in (row.title, row.outlet, row.published) if part)
            kind = _KINDS[row.kind] + (f" · {row.speaker}" if row.speaker else "")
            return [(kind, palette.accent), (f" · {where}", palette.muted)]
        return [("  ", palette.base), *marked(row, width - 2, palette.base, palette.hit)]


def marked(hit: Hit, width: int, base: Style, style: Style) -> Runs:
    """A line of a hit's passage that has its first matched word in it, as runs, the matched words in `style`."""
    first = hit.marks[0][0] - hit.start if hit.marks else 0
    # Begin a few words before the first match when it would not be on the line.
    begin = 0 if first < width - _LEAD else max(hit.text.rfind(" ", 0, first - _LEAD) + 1, 0)
    runs: list[tuple[str, Style]] = [("…", base)] if begin else []
    at = begin
    for start, end in _local(hit):
        if start >= at:
            runs += [(hit.text[at:start], base), (hit.text[start:end], style)]
            at = end
    return [*runs, (hit.text[at:], base)]


def _local(hit: Hit) -> list[Span]:
    """The matched words as offsets into the passage."""
    return [(start - hit.start, end - hit.start) for start, end in sorted(hit.marks)]
