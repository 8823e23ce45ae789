"""Two versions of a quote in one text: what only the first has struck out, what only the second has underlined."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.strip import Strip

from newsreader.core.people.difference import Change, What
from newsreader.tui.cells import strip_of
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.line_pane import LinePane

REMOVED, ADDED = ("[-", "-]"), ("{+", "+}")
"""What stands around words that are gone, and around new ones, as in wdiff: no terminal need strike anything out."""

_STRUCK, _UNDERLINED = Style(strike=True), Style(underline=True, bold=True)

Part = tuple[str, str]
"""Words, and what they are: "same", "removed", "added", "head", "note" or "alert"."""


def parts(one: str, other: str, changes: Sequence[Change]) -> list[Part]:
    """The words of both versions in one order; white space at the ends of a change stays outside its marks."""
    found: list[Part] = []
    for change in changes:
        if change.what is What.SAME:
            found.append((other[slice(*change.b_span)], "same"))
            continue
        for text, kind, (opened, closed) in (
            (one[slice(*change.a_span)], "removed", REMOVED),
            (other[slice(*change.b_span)], "added", ADDED),
        ):
            if words := text.strip():
                found += [(f"{opened}{words}{closed}", kind), (" ", "same")]
    return found


class DifferencePane(LinePane):
    """Shows parts one after another, broken into lines between words."""

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__(palette, id=id)
        self._parts: Sequence[Part] = ()
        self._lines: list[list[Segment]] = []

    def show(self, shown: Sequence[Part]) -> None:
        """Show other parts, from their beginning."""
        self._parts = shown
        self._break()
        self.scroll_line(0)

    @property
    def text(self) -> str:
        """All that is shown."""
        return "".join(words for words, _ in self._parts)

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        super().recolour(palette)
        self._break()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._break()

    def action_scroll(self, lines: int) -> None:
        """Move by lines."""
        self.scroll_line(self.scroll_y + lines)

    def render_line(self, y: int) -> Strip:
        """The visible line `y`."""
        width, index = self.line_width, round(self.scroll_y) + y
        line = self._lines[index] if index < len(self._lines) else []
        return strip_of([Segment(" ", self.palette.base), *line], width, self.palette.base)

    def _break(self) -> None:
        palette, width = self.palette, max(self.line_width - 2, 1)
        styles = {
            "same": palette.base,
            "removed": palette.base + palette.muted + _STRUCK,
            "added": palette.base + palette.accent + _UNDERLINED,
            "head": palette.base + palette.title,
            "note": palette.base + palette.muted,
            "alert": palette.base + palette.accent + palette.title,
        }
        text = Text(end="")
        for words, kind in self._parts:
            text.append(words.replace("\t", " "), styles[kind])
        console = self.app.console
        self._lines = [list(line.render(console)) for line in text.wrap(console, width)] if self._parts else []
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()
