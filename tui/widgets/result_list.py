"""What a search found: one hit a row, the matched words marked."""

from __future__ import annotations

from rich.style import Style

from newsreader.core.model import Span
from newsreader.core.search import Hit
from newsreader.tui.cells import pad
from newsreader.tui.widgets.row_list import RowList, Runs
from newsreader.tui.wording import count, day

KINDS = {
    "title": "Title",
    "quote": "Quote",
    "person": "Person",
    "speaker": "Speaker",
    "organisation": "Organisation",
    "place": "Place",
    "text": "Text",
    "note": "Note",
    "tag": "Tag",
}
WHY = {"exact": "exact words", "all words": "all words", "typos": "similar words"}
_COUNTED = ("person", "speaker", "organisation", "place", "tag")  # once for all articles they are in
_LEAD = 24  # characters shown before the first matched word when the passage is long
_ROOMY = 72  # cells; from there on a row's first line has room for everything but its words


class ResultList(RowList[Hit]):
    """Two lines a hit where there is room, else three: what it is and why; its words; where it stands."""

    row_height = 3
    has_keys = True

    def on_resize(self) -> None:
        """Another width has room for other words."""
        self.row_height = 2 if self.line_width >= _ROOMY else 3
        super().on_resize()

    def draw(self, row: Hit, line: int, width: int) -> Runs:
        """The matched words are bold and underlined, so that they show without colour."""
        palette = self.palette
        if line == 0:
            kind = KINDS.get(row.kind, row.kind.capitalize())
            about = " · ".join(filter(None, (_who(row), WHY.get(row.why, row.why))))
            runs = [(kind, palette.accent + palette.title), (f" · {about}", palette.base)]
            return [*runs, (f" · {where(row)}", palette.muted)] if self.row_height == 2 else runs
        if line == 1:
            return [("  ", palette.base), *marked(row, width - 2, palette.base, palette.hit)]
        return [(pad(f"  {where(row)}", width), palette.muted)]


def where(hit: Hit) -> str:
    """Where a hit stands: outlet, date and title, as far as they are known."""
    return " · ".join(filter(None, (hit.outlet, day(hit.published), hit.title)))


def _who(hit: Hit) -> str:
    if hit.kind in _COUNTED:
        return f"in {count(hit.articles, 'article')}"
    return hit.speaker or ""


def marked(hit: Hit, width: int, base: Style, style: Style) -> Runs:
    """A line of a hit's words that has most of the matched ones in it, as runs, the matched ones in `style`."""
    low, high = _part(hit, width)
    runs: list[tuple[str, Style]] = [("…", base)] if low else []
    at = low
    for start, end in sorted(hit.shown):
        if at <= start < end <= high:
            runs += [(hit.text[at:start], base), (hit.text[start:end], style)]
            at = end
    return [*runs, (hit.text[at:high] + ("…" if high < len(hit.text) else ""), base)]


def _part(hit: Hit, width: int) -> Span:
    """The part of the words that is shown where there is no room for all: where most of the matched ones are."""
    text, room = hit.text, max(width - 2, 1)  # for the ellipses
    if len(text) <= width:
        return 0, len(text)
    # It begins with the text or, to have something before the first matched word, a few words before one of them.
    begins = [0, *(max(text.rfind(" ", 0, max(start - min(_LEAD, room // 3), 0)) + 1, 0) for start, _ in hit.shown)]
    low = max(begins, key=lambda begin: sum(begin <= start and end <= begin + room for start, end in hit.shown))
    return low, min(low + room, len(text))
