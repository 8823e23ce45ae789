"""What an article looks like in a theme: a few invented lines with everything in them that has a colour."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from newsreader.core.model import QuoteKind
from newsreader.tui.cells import clip, strip_of
from newsreader.tui.render import BARS
from newsreader.tui.theme import Palette

Words = tuple[str, str]
"""Some words and which part of a palette they have; figures are speakers."""

_LINES: tuple[tuple[Words, ...], ...] = (
    (("   ", "base"), ("Council votes for the tram", "accent")),
    (("   ", "base"), ("By Nell Okoro", "muted")),
    (),
    ((f" {BARS[QuoteKind.DIRECT]} ", "0"), ("“We start in May,”", "0"), (" Ada Lindqvist said.", "base")),
    ((f" {BARS[QuoteKind.MIXED]} ", "1"), ("The tram would cost ", "base"), ("“less than a bridge”", "1"),
     (", the mayor said.", "base")),
    ((" ▶ ", "2"), ("“Nobody will lose a garden,”", "chosen"), (" his deputy added.", "base")),
    (("   ", "base"), ("Found: ", "base"), ("tram", "hit_current"), (" and ", "base"), ("tram", "hit"),
     ("  Others: ", "muted"), ("● ", "3"), ("● ", "4"), ("● ", "5"), ("● ", "6"), ("● ", "7")),
)  # fmt: skip


class ThemeSample(Widget):
    """Drawn like an article, seven lines below an empty one."""

    DEFAULT_CSS = "ThemeSample { height: 8; }"

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__(id=id)
        self._palette = palette

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._palette = palette
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the sample."""
        palette, left = self._palette, self.size.width
        segments: list[Segment] = []
        for words, part in _LINES[y] if y < len(_LINES) else ():
            if part.isdigit():
                style = palette.speaker(int(part))
            else:
                style = palette.speaker(2, chosen=True) if part == "chosen" else getattr(palette, part)
            segments.append(Segment(clip(words, left), palette.base + style))
            left -= segments[-1].cell_length
        return strip_of(segments, self.size.width, palette.base)
