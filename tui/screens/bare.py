"""The article and nothing else, for the terminal's own selection: no margin, no bar, no frame, no mouse of ours."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.core.model import Article
from newsreader.tui.cells import strip_of
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import Layout, lay_out
from newsreader.tui.mouse import take_mouse
from newsreader.tui.theme import Palette


class BarePane(ScrollView, can_focus=True):
    """The lines of an article from the first cell of the screen to the last."""

    DEFAULT_CSS = """
    BarePane {
        scrollbar-size: 0 0;
        background: $background;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("article"))

    def __init__(self, article: Article, place: int, palette: Palette) -> None:
        """place: the first character on the screen."""
        super().__init__()
        self._article, self._palette = article, palette
        self._layout_of: Layout | None = None
        self._place = place

    @property
    def place(self) -> int:
        """The first character on the screen."""
        if self._layout_of is None or not self._layout_of.lines:
            return self._place
        lines = self._layout_of.lines
        return lines[min(round(self.scroll_y), len(lines) - 1)].start

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._palette = palette
        self.refresh()

    def on_resize(self) -> None:
        """Break the lines anew; the first character on the screen stays there."""
        place = self.place
        self._layout_of = lay_out(self._article, self.size.width)
        self.virtual_size = Size(self.size.width, len(self._layout_of.lines))
        self._to(self._layout_of.line_from(place) if place else 0)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The visible line `y`."""
        row, base = round(self.scroll_y) + y, self._palette.base
        if self._layout_of is None or row >= len(self._layout_of.lines):
            return Strip.blank(self.size.width, base)
        line = self._layout_of.lines[row]
        text = self._article.text[line.start : line.end].rstrip(" \t\n") if line.block >= 0 else ""
        return strip_of([Segment(text.replace("\n", " ").replace("\t", " "), base)], self.size.width, base)

    def action_scroll(self, lines: int) -> None:
        """Move by lines."""
        self._to(self.scroll_y + lines)

    def action_page(self, pages: int) -> None:
        """Move by screens."""
        self.action_scroll(pages * max(self.size.height - 2, 1))

    def action_top(self) -> None:
        """Go to the beginning."""
        self._to(0)

    def action_bottom(self) -> None:
        """Go to the end."""
        self._to(self.virtual_size.height)

    def _to(self, y: float) -> None:
        self.scroll_to(y=y, animate=False, force=True)


class BareScreen(Screen[int]):
    """Gives the place in the article where the reader left."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("bare"))

    def __init__(self, article: Article, place: int, palette: Palette) -> None:
        super().__init__()
        self.pane = BarePane(article, place, palette)

    def compose(self) -> ComposeResult:
        """The article."""
        yield self.pane

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self.pane.recolour(palette)

    def on_mount(self) -> None:
        """The mouse is the terminal's."""
        take_mouse(self.app, False)
        self.set_focus(self.pane)

    def on_unmount(self) -> None:
        """The mouse is the program's again."""
        take_mouse(self.app, True)

    def action_back(self) -> None:
        """Back to where the reader was."""
        self.dismiss(self.pane.place)
