"""The article: its text by line, with quotes, hits and the place where the reader is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.core.model import Analysis, Article, Span
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import lay_out
from newsreader.tui.render import MARGIN, Mark, Marks, Role, View, quote_marks
from newsreader.tui.theme import Palette

COLUMN = 72  # cells; about what the eye takes in without losing the line


class ArticlePane(ScrollView, can_focus=True):
    """Shows one article. Scrolls by itself; says what was clicked; is told what is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("article"))

    class Clicked(Message):
        """A character of the text was clicked; `quote` is the quote there, or -1."""

        def __init__(self, position: int, quote: int) -> None:
            super().__init__()
            self.position = position
            self.quote = quote

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: View | None = None
        self._empty = View(Article(""), None, lay_out(Article(""), 1), palette, Marks())
        self._walked: Span | None = None
        self._hits: Sequence[Span] = ()
        self._hit = -1

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _column(self) -> int:
        return max(min(COLUMN, self._width - MARGIN - 1), 1)

    @property
    def _left(self) -> int:
        """Cells left of the margin, so that the column stands in the middle."""
        return max((self._width - self._column - 2 * MARGIN) // 2, 0)

    def show(self, article: Article, analysis: Analysis | None) -> None:
        """Show another article from its beginning, nothing chosen."""
        self._walked, self._hits, self._hit = None, (), -1
        self._view = replace(
            self._empty,
            article=article,
            analysis=analysis,
            layout=lay_out(article, self._column),
            marks=Marks(quote_marks(analysis)) if analysis else Marks(),
        )
        self._measure()
        self._scroll(0)

    def clear(self) -> None:
        """Show nothing."""
        self._view = None
        self.virtual_size = Size(0, 0)
        self.refresh()

    def analysed(self, analysis: Analysis) -> None:
        """Give the article shown its highlights; the place stays."""
        if self._view:
            self._change(self._view, analysis=analysis, marks=Marks(quote_marks(analysis)), chosen=-1)

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._empty = replace(self._empty, palette=palette)
        if self._view:
            self._change(self._view, palette=palette)

    def choose(self, quote: int, scroll: bool = True) -> None:
        """Make a quote the chosen one (-1: none) and bring it on the screen."""
        if self._view is None or self._view.analysis is None:
            return
        self._change(self._view, chosen=quote)
        if scroll and quote >= 0:
            chosen = self._view.analysis.quotes[quote]
            self.reveal((chosen.start, chosen.end))

    def walk(self, span: Span | None) -> None:
        """Mark one mention of an entity (None: no more) and bring it on the screen."""
        self._walked = span
        self._overlay()
        if span:
            self.reveal(span)

    def mark_hits(self, hits: Sequence[Span], current: int) -> None:
        """Mark what was found, one of the hits as the current one (-1: none), and bring that one on the screen."""
        self._hits, self._hit = hits, current
        self._overlay()
        if 0 <= current < len(hits):
            self.reveal(hits[current])

    def reveal(self, span: Span) -> None:
        """Scroll until a span is on the screen: not at all if it is, else so that it stands in the upper third."""
        if self._view is None:
            return
        first, last = self._view.layout.line_of(span[0]), self._view.layout.line_of(max(span[1] - 1, span[0]))
        top, height = round(self.scroll_y), max(self.size.height, 1)
        if first < top or first >= top + height or (last >= top + height and last - first < height):
            self._scroll(max(first - height // 3, 0))

    @property
    def place(self) -> int:
        """The first character on the screen."""
        if self._view is None or not self._view.layout.lines:
            return 0
        lines = self._view.layout.lines
        return lines[min(round(self.scroll_y), len(lines) - 1)].start

    @place.setter
    def place(self, position: int) -> None:
        if self._view:
            self._scroll(self._view.layout.line_of(position) if position else 0)

    def render_line(self, y: int) -> Strip:
        """The visible line `y`."""
        view = self._view or self._empty
        left, width = self._left, self._width
        line = view.strip(round(self.scroll_y) + y, max(width - left, 0))
        return Strip.join([Strip.blank(left, view.palette.base), line]) if left else line

    def on_resize(self) -> None:
        """Break the text anew for another width; the first character on the screen stays there."""
        if self._view and self._view.layout.width != self._column:
            place = self.place
            self._view = replace(self._view, layout=lay_out(self._view.article, self._column))
            self._measure()
            self.place = place

    def on_click(self, event: events.Click) -> None:
        """Say which character and quote are under the mouse."""
        offset = event.get_content_offset(self)
        if self._view is None or offset is None:
            return
        row = round(self.scroll_y) + offset.y
        if not 0 <= row < len(self._view.layout.lines):
            return
        line = self._view.layout.lines[row]
        position = self._view.character(row, offset.x - self._left)
        found = [m for m in self._view.marks.within(position, position + 1) if m.quote >= 0]
        if not found and offset.x - self._left < MARGIN:
            found = [m for m in self._view.marks.within(line.start, line.end) if m.quote >= 0]
        best = max(found, key=lambda mark: mark.role, default=None)
        self.post_message(self.Clicked(position, best.quote if best else -1))

    def action_scroll(self, lines: int) -> None:
        """Move by lines."""
        self._scroll(self.scroll_y + lines)

    def action_page(self, pages: int) -> None:
        """Move by screens, two lines kept for the eye."""
        self.action_scroll(pages * max(self.size.height - 2, 1))

    def action_top(self) -> None:
        """Go to the beginning."""
        self._scroll(0)

    def action_bottom(self) -> None:
        """Go to the end."""
        self._scroll(self.max_scroll_y)

    def _scroll(self, y: float) -> None:
        # Forced, since until the next refresh Textual goes by the scroll bar of the article before.
        self.scroll_to(y=y, animate=False, force=True)

    def _overlay(self) -> None:
        if self._view is None:
            return
        marks = [Mark(start, end, Role.HIT) for start, end in self._hits]
        if 0 <= self._hit < len(self._hits):
            marks.append(Mark(*self._hits[self._hit], Role.HIT_CURRENT))
        if self._walked:
            marks.append(Mark(*self._walked, Role.WALKED))
        self._change(self._view, overlay=Marks(marks))

    def _change(self, view: View, **changes: object) -> None:
        self._view = replace(view, **changes)  # type: ignore[arg-type]
        self.refresh()

    def _measure(self) -> None:
        if self._view:
            self.virtual_size = Size(self._width, len(self._view.layout.lines))
            self.refresh()
