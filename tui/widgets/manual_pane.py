"""A page of the manual, drawn by line, with the hits of a find."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from newsreader.core.docs.layout import Line, Look, lay_out, plain
from newsreader.tui.cells import strip_of
from newsreader.tui.folding import fold
from newsreader.tui.spots import Spot
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.line_pane import LinePane

WIDEST = 96
"""Cells of a line at most: longer ones are hard to follow."""

_MARGIN = 1
_BOLD, _UNDERLINE = Style(bold=True), Style(underline=True)


class ManualPane(LinePane):
    """Laid out anew when its width changes."""

    class Followed(Message):
        """A link was. target: where it leads, as the page has it."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__(palette, id)
        self._text, self._lines = "", list[Line]()
        self._laid = 0  # the width it is laid out for
        self._wanted: float | None = None  # the line to begin with, once it is laid out
        self._heading = ""  # or what that line says
        self._hits: list[tuple[int, int, int]] = []  # line, first and last character
        self._hit = -1
        self.pattern = ""
        """What is looked for."""

    def show(self, text: str, line: float = 0) -> None:
        """Show a page in Markdown from a line on."""
        self._text, self._laid, self._wanted = text, 0, line
        self._lay()

    def start_at(self, heading: str) -> None:
        """Begin with a heading of the page, "" for its first line, once it is laid out."""
        self._heading, self._laid = heading, 0
        self._lay()

    @property
    def found(self) -> str:
        """Which hit of how many, in words; "" where nothing is looked for."""
        if not self.pattern:
            return ""
        return (
            f"Found: {self._hit + 1} of {len(self._hits)}"
            if self._hits
            else f"Found nowhere on this page: {self.pattern}"
        )

    def on_resize(self) -> None:
        """Break its lines anew."""
        self._lay()

    def spots(self) -> list[Spot]:
        """Where links begin."""
        top, found = self.scroll_offset.y, list[Spot]()
        for y, line in enumerate(self._lines[top : top + self.size.height]):
            for x, target in _links(line):
                go = partial(self.post_message, self.Followed(target))
                found.append(Spot(f"{self.id} {target}", self.cell(x + _MARGIN, y), go))
        return found

    def on_click(self, event: events.Click) -> None:
        """Follow a link."""
        if (offset := event.get_content_offset(self)) is None:
            return
        row = self.scroll_offset.y + offset.y
        at = _MARGIN
        for piece in self._lines[row] if row < len(self._lines) else ():
            at += cell_len(piece.text)
            if offset.x < at:
                if piece.target:
                    self.post_message(self.Followed(piece.target))
                return

    def go(self, lines: int) -> None:
        """Move by lines."""
        self.scroll_line(max(self.scroll_offset.y + lines, 0))

    def find(self, pattern: str, near: float) -> None:
        """Mark what matches, whatever the case and the accents, and go to the first hit from a line on."""
        self.pattern = pattern.strip()
        self._look()
        self._hit = next((index for index, hit in enumerate(self._hits) if hit[0] >= near), 0 if self._hits else -1)
        self._to_hit()

    def hit(self, by: int) -> None:
        """Go to the next or previous hit; from the last to the first."""
        if self._hits:
            self._hit = (self._hit + by) % len(self._hits)
            self._to_hit()

    def render_line(self, y: int) -> Strip:
        """A line with its hits."""
        number, width, base = self.scroll_offset.y + y, self.size.width, self.palette.base
        if not 0 <= number < len(self._lines):
            return Strip.blank(width, base)
        segments = [Segment(" " * _MARGIN, base), *self._segments(number)]
        return strip_of(segments, width, base)

    def _segments(self, number: int) -> Iterator[Segment]:
        palette, at = self.palette, 0
        hits = [(index, start, end) for index, (line, start, end) in enumerate(self._hits) if line == number]
        for piece in self._lines[number]:
            style = palette.base + self._style(piece.look)
            here, stop = at, at + len(piece.text)
            for index, start, end in hits:
                start, end = max(start, here), min(end, stop)
                if start < end:
                    yield Segment(piece.text[here - at : start - at], style)
                    mark = palette.hit_current if index == self._hit else palette.hit
                    yield Segment(piece.text[start - at : end - at], style + mark)
                    here = end
            yield Segment(piece.text[here - at :], style)
            at = stop

    def _style(self, look: Look) -> Style:
        palette = self.palette
        match look:
            case Look.TITLE | Look.HEADING:
                return palette.title + palette.accent
            case Look.STRONG:
                return palette.title
            case Look.CODE:
                return palette.accent + _BOLD
            case Look.BLOCK:
                return palette.accent
            case Look.LINK:
                return _UNDERLINE
            case _:
                return Style()

    def _lay(self) -> None:
        width = min(self.line_width - 2 * _MARGIN, WIDEST)
        if width < 1 or width == self._laid:
            return
        share = self.scroll_offset.y / len(self._lines) if self._lines else 0
        self._lines, self._laid = lay_out(self._text, width), width
        self.virtual_size = Size(self.line_width, len(self._lines))
        self._look()
        self._hit = min(self._hit, len(self._hits) - 1)
        if self._heading:
            self._wanted = next((at for at, line in enumerate(self._lines) if plain(line) == self._heading), 0)
        self.scroll_line(share * len(self._lines) if self._wanted is None else self._wanted)
        self._wanted, self._heading = None, ""
        self.refresh()

    def _look(self) -> None:
        pattern = fold(self.pattern).lower()
        self._hits = []
        if not pattern:
            self._hit = -1
            return
        for number, line in enumerate(self._lines):
            text = fold(plain(line)).lower()
            start = text.find(pattern)
            while start >= 0:
                self._hits.append((number, start, start + len(pattern)))
                start = text.find(pattern, start + len(pattern))

    def _to_hit(self) -> None:
        if self._hits:
            line, height = self._hits[self._hit][0], max(self.size.height, 1)
            if not self.scroll_offset.y <= line < self.scroll_offset.y + height - 1:
                self.scroll_line(max(line - height // 3, 0))
        self.refresh()


def _links(line: Line) -> Iterator[tuple[int, str]]:
    """Where each link of a line begins, in cells, and where it leads."""
    at = 0
    for piece in line:
        if piece.target:
            yield at, piece.target
        at += cell_len(piece.text)
