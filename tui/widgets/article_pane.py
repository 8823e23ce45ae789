"""The article: its text by line, with quotes, hits and the place where the reader is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from newsreader.core.model import Analysis, Article, Quote, Span
from newsreader.tui.cells import clip, reversed_in, shown, strip_of
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import lay_out
from newsreader.tui.minimap import Minimap
from newsreader.tui.render import MARGIN, Marks, Role, View, quote_marks, speaker_key, speaker_slots
from newsreader.tui.spots import Spot
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.line_pane import LinePane

if TYPE_CHECKING:
    from newsreader.tui.widgets.map_bar import MapBar

COLUMN = 72  # cells; about what the eye takes in without losing the line
_CONTEXT = 2  # lines that are to be seen above and below what one steps to


class ArticlePane(LinePane):
    """Shows one article. Scrolls by itself; says which quote was clicked; is told what is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("article"))

    class Clicked(Message):
        """A quote was clicked; `quote` is its index. on_name: the name of its speaker was."""

        def __init__(self, quote: int, on_name: bool = False) -> None:
            super().__init__()
            self.quote, self.on_name = quote, on_name

    def __init__(self, palette: Palette, column: int = COLUMN, id: str | None = None) -> None:
        """column: the widest a line gets, in cells."""
        super().__init__(palette, id=id)
        self._column = column
        self._view: View | None = None
        self._others: tuple[Analysis, Marks] | None = None  # while a quote is being made
        self._has_mouse = False  # whether the mouse has ever been here
        self._covered = 0  # lines at its foot that something lies over
        self._quoted: tuple[Sequence[Quote], Mapping[int | str, int]] = (), {}  # with the speakers' numbers
        self._map = Minimap()
        self.nothing: Sequence[str] = ()
        """What stands in its place where there is no article."""

    @property
    def column(self) -> int:
        """The widest that a line gets, in cells."""
        return self._column

    def widen(self, column: int) -> None:
        """Let a line get at most so many cells wide; the first character on the screen stays there."""
        self._column = column
        self._break_anew()

    @property
    def shown_column(self) -> int:
        """The widest that a line gets in the pane as it is."""
        return max(min(self._column, self.line_width - MARGIN - 1), 1)

    @property
    def _left(self) -> int:
        """Cells left of the margin, so that the column stands in the middle."""
        return max((self.line_width - self.shown_column - 2 * MARGIN) // 2, 0)

    def _make_bar(self) -> MapBar:
        from newsreader.tui.widgets.map_bar import MapBar  # the first paint has no article yet

        return MapBar(self.palette)

    def show(self, article: Article) -> None:
        """Show another article from its beginning, nothing chosen, no highlights yet."""
        self._view = View(article, None, lay_out(article, self.shown_column), self.palette, Marks())
        self._quoted = (), {}
        self._measure()
        self.scroll_line(0)

    def clear(self) -> None:
        """Show nothing."""
        self._view = None
        self.virtual_size = Size(0, 0)
        self.refresh()

    def analysed(self, analysis: Analysis) -> None:
        """Give the article shown its highlights; the place stays."""
        self._others, self._quoted = None, (analysis.quotes, speaker_slots(analysis))
        self._change(analysis=analysis, marks=Marks(quote_marks(analysis)), chosen=-1)

    def draft(self, others: Analysis, slots: Mapping[int | str, int], quote: Quote | None) -> None:
        """Show a quote that is being made (None: none), chosen, with the others as they are.

        slots: the speakers' numbers, so that nobody's colour changes meanwhile. Called at each key with the same
        `others`, whose marks are made once.
        """
        if self._others is None or self._others[0] is not others:
            self._others, self._quoted = (others, Marks(quote_marks(others, slots=slots))), (others.quotes, slots)
        marks, chosen, analysis = self._others[1], -1, others
        if quote is not None:
            chosen, analysis = len(others.quotes), replace(others, quotes=(*others.quotes, quote))
            key = speaker_key(quote)
            its = {**slots} if key is None else {**slots, key: slots.get(key, len(slots))}
            marks = marks.plus(quote_marks(analysis, chosen, its))
        self._change(analysis=analysis, marks=marks, chosen=chosen)

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        super().recolour(palette)
        self._change(palette=palette)

    def cover(self, lines: int) -> None:
        """Something lies over so many lines at its foot, and what stands in them must be seen all the same."""
        self._covered = lines
        self._measure()

    def choose(self, quote: int, scroll: bool = True) -> None:
        """Make a quote the chosen one (-1: none) and bring it on the screen."""
        if self._view and quote != self._view.chosen:
            self._change([*self._reach(self._view.chosen), *self._reach(quote)], chosen=quote)
        if scroll and quote >= 0 and self._view and self._view.analysis:
            chosen = self._view.analysis.quotes[quote]
            self.reveal((chosen.start, chosen.end))

    def walk(self, span: Span | None) -> None:
        """Mark one mention of an entity (None: no more) and bring it on the screen."""
        if self._view and span != self._view.walked:
            self._change([one for one in (self._view.walked, span) if one], walked=span)
        if span:
            self.reveal(span)

    def mark_own(self, own: Iterable[tuple[Span, str]]) -> None:
        """Mark the lines of the words that the reader has put something on with its signs, see `View.own`."""
        self._change(own=sorted(own))

    def mark_travels(self, starts: Iterable[int]) -> None:
        """Mark the lines on which quotes begin that other articles carry too."""
        self._change(elsewhere=sorted(starts))

    def mark_hits(self, hits: Sequence[Span], current: int) -> None:
        """Mark what was found, one of the hits as the current one (-1: none), and bring that one on the screen.

        The hits are in text order and do not overlap.
        """
        if self._view and hits is self._view.hits:
            if current != self._view.hit:
                self._change([hits[at] for at in (self._view.hit, current) if at >= 0], hit=current)
        else:
            self._change(hits=hits, hit=current)
        if 0 <= current < len(hits):
            self.reveal(hits[current])

    def reveal(self, span: Span) -> None:
        """Bring a span on the screen: no scrolling where it is, with a little around it, else to the upper third."""
        if self._view is None:
            return
        layout, height = self._view.layout, max(self._rows, 1)
        first, last = layout.line_of(span[0]), layout.line_of(max(span[1] - 1, span[0]))
        around = min(_CONTEXT, height // 8)
        top, bottom = round(self.scroll_y), round(self.scroll_y) + height
        if last - first >= height - 2 * around:  # longer than the screen: where it begins is what matters
            seen = top <= first < bottom
        else:
            seen = top <= max(first - around, 0) and min(last + around, len(layout.lines) - 1) < bottom
        if not seen:
            self.scroll_line(max(first - height // 3, 0))

    def shows(self, position: int) -> bool:
        """Whether a character's line is on the screen."""
        if self._view is None:
            return False
        return 0 <= self._view.layout.line_of(position) - round(self.scroll_y) < self._rows

    @property
    def seen(self) -> Span:
        """From the first to the last character on the screen."""
        if self._view is None or not self._view.layout.lines:
            return 0, 0
        lines, first = self._view.layout.lines, min(round(self.scroll_y), len(self._view.layout.lines) - 1)
        return lines[first].start, lines[min(first + max(self._rows, 1), len(lines)) - 1].end

    @property
    def _rows(self) -> int:
        """Lines of the article that can be seen."""
        return max(self.size.height - self._covered, 0)

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
            self.scroll_line(self._view.layout.line_from(position) if position else 0)

    def render_line(self, y: int) -> Strip:
        """The visible line `y`."""
        left, width, base = self._left, self.line_width, self.palette.base
        if self._view is None:
            words = self.nothing[y - 1] if 0 < y <= len(self.nothing) else ""
            words = clip(" " * (left + MARGIN) + words, width)
            return strip_of([Segment(words, base + self.palette.muted)], width, base)
        row = round(self.scroll_y) + y
        line = self._view.strip(row, width, left)
        if (selection := self.text_selection) and (span := selection.get_span(row)):
            line = reversed_in(line, max(span[0], left + MARGIN), None if span[1] < 0 else span[1])
        # By which Textual knows what the mouse selects; it doubles the time of a line, and most readers have no mouse.
        return line.apply_offsets(0, row) if self._has_mouse else line

    def on_enter(self) -> None:
        """The mouse comes here."""
        if not self._has_mouse:
            self._has_mouse = True
            self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words that the mouse has selected, as they stand in the article: line ends are its own."""
        if self._view is None or not (lines := self._view.layout.lines):
            return None

        def position(offset: Offset | None, otherwise: int) -> int:
            if offset is None or offset.y >= len(lines):
                return otherwise
            line = lines[max(offset.y, 0)]
            left = offset.x - self._left - MARGIN - line.indent
            for at in range(line.start, line.end):
                if left <= 0:
                    return at
                left -= len(shown(text[at]))
            return line.end

        text = self._view.article.text
        start, end = position(selection.start, 0), position(selection.end, len(text))
        return text[start:end].rstrip(), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what is selected."""
        self.refresh()

    def on_resize(self) -> None:
        """Break the text anew for another width; the first character on the screen stays there."""
        self._break_anew()
        self._draw_map()

    def _break_anew(self) -> None:
        if self._view and self._view.layout.width != self.shown_column:
            place = self.place
            self._view = replace(self._view, layout=lay_out(self._view.article, self.shown_column))
            self._measure()
            self.place = place

    def on_map_bar_asked(self, message: MapBar.Asked) -> None:
        """Go to what the map has in a row, or to the row's first line."""
        message.stop()
        if self._view is None or (rows := self._map.rows) is None:
            return
        tick = self._map.ticks.get(message.row)
        line = self._view.layout.line_of(tick.position) if tick else rows.line(message.row)
        self.scroll_line(max(line - max(self._rows, 1) // 3, 0))

    def spots(self) -> list[Spot]:
        """Where quotes begin, and those that have begun above what is shown."""
        found = super().spots()
        if not self.can_focus or self._view is None or self._view.analysis is None or not self._view.layout.lines:
            return found
        (start, end), top = self.seen, round(self.scroll_y)
        for index, quote in enumerate(self._view.analysis.quotes):
            if quote.start < end and quote.end > start:
                row = self._view.layout.line_of(max(quote.start, start))
                at = self.cell(self._left + self._view.column(row, max(quote.start, start)), row - top)
                found.append(Spot(f"{self.id} {index}", at, partial(self._jump, index), 0))
        return found

    def _jump(self, quote: int) -> None:
        self.focus()
        self.post_message(self.Clicked(quote))

    def on_click(self, event: events.Click) -> None:
        """Say which quote is under the mouse, or at the line when its margin is clicked."""
        offset = event.get_content_offset(self)
        if self._view is None or offset is None or self.screen.get_selected_text():  # that was no click but a selection
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
        if best:
            self.post_message(self.Clicked(best.quote, on_name=best.role is Role.MENTION))

    def action_scroll(self, lines: int) -> None:
        """Move by lines."""
        self.scroll_line(self.scroll_y + lines)

    def action_page(self, pages: int) -> None:
        """Move by screens, two lines kept for the eye."""
        self.action_scroll(pages * max(self.size.height - 2, 1))

    def action_top(self) -> None:
        """Go to the beginning."""
        self.scroll_line(0)

    def action_bottom(self) -> None:
        """Go to the end."""
        self.scroll_line(self.max_scroll_y)

    def _change(self, where: Iterable[Span] | None = None, **changes: object) -> None:
        """Show the article otherwise. where: the only spans whose lines look otherwise then; None: all may."""
        if self._view is None:
            return
        self._view = replace(self._view, **changes)  # type: ignore[arg-type]
        if where is None:
            self.refresh()
        else:
            for start, end in where:
                self.redraw(self._view.layout.line_of(start), self._view.layout.line_of(max(end - 1, start)) + 1)
        self._draw_map()

    def _reach(self, quote: int) -> list[Span]:
        """From the first to the last character that is marked because of a quote; empty for none."""
        if self._view is None or self._view.analysis is None or not 0 <= quote < len(self._view.analysis.quotes):
            return []
        one = self._view.analysis.quotes[quote]
        spans = [*one.content, *filter(None, (one.cue, one.mention))]
        # The quotation marks around it are marked with it.
        return [(max(min(start for start, _ in spans) - 1, 0), max(end for _, end in spans) + 1)]

    def _measure(self) -> None:
        if self._view:
            self.virtual_size = Size(self.line_width, len(self._view.layout.lines) + self._covered)
            self.refresh()
            self._draw_map()

    def _draw_map(self) -> None:
        """Have the scroll bar show what stands where."""
        if self._view is None or not self.is_mounted:
            return
        lines, height = len(self._view.layout.lines) + self._covered, self.size.height
        if lines > height:  # else there is no scroll bar
            ticks = self._map.draw(self._view, lines, height, *self._quoted)
            cast("MapBar", self.vertical_scrollbar).show(ticks)
