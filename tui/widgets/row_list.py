"""A list drawn by line: a hundred thousand rows cost what is on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from textwrap import wrap
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from newsreader.tui.cells import clip, strip_of
from newsreader.tui.keymap import bindings
from newsreader.tui.spots import Spot
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.line_pane import LinePane

Runs = Sequence[tuple[str, Style]]
"""One screen line as runs of text and style; what does not fit is cut."""


RowT = TypeVar("RowT")


class RowList(LinePane, Generic[RowT]):
    """Rows of `row_height` lines with a cursor. What a row looks like is for the subclass to say in `draw`."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("list"))
    row_height = 1
    empty = ""
    opens_at_jump = False
    """Whether a jump to a row does what Enter does there; else it only puts the cursor on it."""
    has_keys = False
    """Whether the cursor is drawn as the one that the keys move although the focus is elsewhere."""

    class AboutRow(Message):
        """Something about one row of a list."""

        def __init__(self, sender: RowList[Any], index: int) -> None:
            super().__init__()
            self.sender = sender
            self.index = index

        @property
        def control(self) -> RowList[Any]:
            """The list, for `@on(..., selector)`."""
            return self.sender

    class Chosen(AboutRow):
        """Enter or a click on a row."""

    class Moved(AboutRow):
        """The reader moved the cursor."""

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__(palette, id=id)
        self.rows: Sequence[RowT] = ()
        self.cursor = -1

    def draw(self, row: RowT, line: int, width: int) -> Runs:
        """The runs of one line (0 to row_height - 1) of a row."""
        raise NotImplementedError

    def selectable(self, row: RowT) -> bool:
        """Whether the cursor may stand on a row."""
        return True

    @property
    def row_width(self) -> int:
        """Cells of a row's words and numbers, which keep off the scroll bar."""
        return max(self.line_width - 1, 0)

    @property
    def row(self) -> RowT | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    @property
    def nothing(self) -> str:
        """What stands in the place of rows where there are none."""
        return self.empty

    def fill(self, rows: Sequence[RowT], cursor: int | None = None) -> None:
        """Show other rows. The cursor and what is on the screen stay where they are unless a cursor is given."""
        self.rows = rows
        self.virtual_size = Size(self.size.width, len(rows) * self.row_height)
        wanted = self.cursor if cursor is None else cursor
        self.cursor = -1 if wanted < 0 else self._nearest(wanted, 1)
        if cursor is not None:
            self._show_cursor()
        self.refresh()

    def point(self, index: int) -> None:
        """Put the cursor on a row (-1: on none) without saying so."""
        if index != self.cursor:
            for row in (self.cursor, index):
                self.redraw(row * self.row_height, (row + 1) * self.row_height)
            self.cursor = index
            self._show_cursor()

    def follow(self, index: int) -> None:
        """Put the cursor on a row that is chosen elsewhere, bringing it on the screen as the article does a quote.

        One below the screen comes to stand in the upper third, one above it in the lower: most rows that are chosen
        after it need no scrolling then, which repaints the whole list.
        """
        top, shown = index * self.row_height, max(self.size.height // self.row_height, 1)
        if index >= 0 and not self.scroll_y <= top <= self.scroll_y + self.size.height - self.row_height:
            above = 2 * shown // 3 if top < self.scroll_y else shown // 3
            self.scroll_line(max(index - above, 0) * self.row_height)
        self.point(index)

    def render_line(self, y: int) -> Strip:
        """The visible line `y`."""
        width = self.line_width
        inner = self.row_width
        index, line = divmod(round(self.scroll_y) + y, self.row_height)
        base = self.palette.base
        if not self.rows and (nothing := self.nothing):
            lines = wrap(nothing, max(inner, 1))
            words = clip(lines[y], inner) if y < len(lines) else ""
            return strip_of([Segment(words, base + self.palette.muted)], width, base)
        if index >= len(self.rows):
            return Strip.blank(width, base)
        under = index == self.cursor
        style = (
            (self.palette.cursor if self.has_focus or self.has_keys else self.palette.cursor_idle) if under else base
        )
        segments, left = [], inner
        for text, run in self.draw(self.rows[index], line, inner):
            text = clip(text, left)
            # Under the cursor its own colours win, or a speaker's colour could vanish on it.
            segments.append(Segment(text, run + style if under else base + run))
            left -= segments[-1].cell_length
        return strip_of(segments, width, style)

    def spots(self) -> list[Spot]:
        """The rows that are shown from their first line on."""
        first = -(-round(self.scroll_y) // self.row_height)
        last = min((round(self.scroll_y) + self.size.height - 1) // self.row_height + 1, len(self.rows))
        found = super().spots()
        for index in range(first, last):
            if self.selectable(self.rows[index]):
                at = self.cell(0, index * self.row_height - round(self.scroll_y))
                found.append(Spot(f"{self.id} {index}", at, partial(self._jump, index)))
        return found

    def _jump(self, index: int) -> None:
        if self.opens_at_jump or not self.can_focus:
            self.point(index)
            self.post_message(self.Chosen(self, index))
        else:
            self.focus()
            self._go(index)

    def on_focus(self) -> None:
        """A list that has the keys shows where it is."""
        if self.cursor < 0:
            self.cursor = self._nearest(0, 1)
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor quietly again."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self.virtual_size = Size(self.size.width, len(self.rows) * self.row_height)
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """A click chooses a row."""
        offset = event.get_content_offset(self)
        if offset is None or event.chain > 1:  # the second one of a pair may be over what the first one has opened
            return
        index = (round(self.scroll_y) + offset.y) // self.row_height
        if 0 <= index < len(self.rows) and self.selectable(self.rows[index]):
            self.point(index)
            self.post_message(self.Chosen(self, index))

    def action_move(self, rows: int) -> None:
        """Move the cursor; rows that cannot hold it are passed over."""
        step = 1 if rows > 0 else -1
        self._go(self._nearest(self.cursor + rows, step))

    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        self.action_move(pages * max(self.size.height // self.row_height - 1, 1))

    def action_first(self) -> None:
        """Go to the first row."""
        self._go(self._nearest(0, 1))

    def action_last(self) -> None:
        """Go to the last row."""
        self._go(self._nearest(len(self.rows) - 1, -1))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if 0 <= self.cursor < len(self.rows):
            self.post_message(self.Chosen(self, self.cursor))

    def _go(self, index: int) -> None:
        if index >= 0:
            self.point(index)
            # Straight to the screen, or what it shows for the row would come a frame after the cursor.
            self.screen.post_message(self.Moved(self, index))

    def _nearest(self, index: int, step: int) -> int:
        """The selectable row at `index`, or the next in direction `step`, else the other way; -1 if there is none."""
        if not self.rows:
            return -1
        index = min(max(index, 0), len(self.rows) - 1)
        ahead = range(index, len(self.rows)) if step > 0 else range(index, -1, -1)
        behind = range(index, -1, -1) if step > 0 else range(index, len(self.rows))
        for candidates in (ahead, behind):
            for candidate in candidates:
                if self.selectable(self.rows[candidate]):
                    return candidate
        return -1

    def _show_cursor(self) -> None:
        if self.cursor < 0 or not self.size.height:
            return
        top, height = self.cursor * self.row_height, self.row_height
        # A heading right above the first row of its group is shown with it.
        headed = self.cursor > 0 and not self.selectable(self.rows[self.cursor - 1])
        first = top - height if headed else top
        if first < self.scroll_y:
            self.scroll_line(first)
        elif top + height > self.scroll_y + self.size.height:
            self.scroll_line(-(-(top + height - self.size.height) // height) * height)  # whole rows from the top
