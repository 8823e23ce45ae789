"""What all panes drawn by line have in common: their frame, their colours, scrolling without delay."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.geometry import Offset, Region
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.spots import Spot
from newsreader.tui.theme import Palette

if TYPE_CHECKING:
    from newsreader.tui.widgets.thumb_bar import ThumbBar


class LinePane(ScrollView, can_focus=True):
    """A framed pane whose subclass draws its lines (`render_line`) in the colours of a palette."""

    DEFAULT_CSS = """
    LinePane {
        background: $background;
        border: round $foreground 25%;
        border-title-color: $quiet;
        border-subtitle-color: $quiet;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-color: $thumb;
        scrollbar-gutter: stable;  /* or lines would break elsewhere when the bar comes and goes */
        overflow-x: hidden;

        &:focus {
            border: round $mark;
            border-title-color: $text-accent;
            border-title-style: bold;
        }

        &:focus:nocolor {
            border: heavy $foreground;
        }
    }
    """

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__(id=id)
        self.palette = palette
        self._drawn_width: int | None = None  # while lines are drawn

    def spots(self) -> list[Spot]:
        """Where one can jump to: the pane itself, and what a subclass has in it."""
        return [Spot(f"{self.id} pane", self.region.offset, self.focus, 2)] if self.can_focus else []

    def cell(self, x: int, y: int) -> Offset:
        """The cell on the screen of a cell of what is drawn; only of lines that are shown."""
        return self.content_region.offset + Offset(x, y)

    @property
    def line_width(self) -> int:
        """Cells of a line: the pane's width without its scroll bar."""
        return self.scrollable_content_region.width if self._drawn_width is None else self._drawn_width

    @property
    def vertical_scrollbar(self) -> ThumbBar:
        """The scroll bar; made when it is first asked for, as Textual makes its own."""
        if not isinstance(bar := self._vertical_scrollbar, Widget):
            self._vertical_scrollbar = bar = self._make_bar()
            bar.display = False
            self.app._start_widget(self, bar)
        return cast("ThumbBar", bar)

    def _make_bar(self) -> ThumbBar:
        from newsreader.tui.widgets.thumb_bar import ThumbBar  # the first paint seldom has any

        return ThumbBar(self.palette)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; their width is worked out once, which takes as long as drawing one of them."""
        self._drawn_width = self.scrollable_content_region.width
        try:
            return super().render_lines(crop)
        finally:
            self._drawn_width = None

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self.palette = palette
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.recolour(palette)
        self.refresh()

    def redraw(self, first: int, end: int) -> None:
        """Draw the lines from `first` to before `end`, counted from the top of all, as far as they are on the screen.

        A line that is not drawn anew is not sent to the terminal, which may be far away.
        """
        top = round(self.scroll_y)
        first, end = max(first - top, 0), min(end - top, self.size.height)
        if first < end:
            self.refresh(Region(0, first, self.size.width, end - first))

    def scroll_line(self, y: float) -> None:
        """Make line `y` the first one on the screen, as far as there are lines below it."""
        # Forced, since until the next refresh Textual goes by the scroll bar of what was shown before.
        self.scroll_to(y=y, animate=False, force=True)
