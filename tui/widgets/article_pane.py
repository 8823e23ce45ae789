"""The article: its text by line, with quotes, hits and the place where the reader is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from newsreader.core.model import Analysis, Article, Quote, Span
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import lay_out
from newsreader.tui.render import MARGIN, Marks, View, quote_marks, speaker_key
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.line_pane import LinePane

COLUMN = 72  # cells; about what the eye takes in without losing the line


class ArticlePane(LinePane):
    """Shows one article. Scrolls by itself; says which quote was clicked; is told what is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("article"))

    class Clicked(Message):
        """A quote was clicked; `quote` is its index."""

        def __init__(self, quote: int) -> None:
            super().__init__()
            self.quote = quote

    def __init__(self, palette: Palette, column: int = COLUMN, id: str | None = None) -> None:
        """column: the widest a line gets, in cells."""
        super().__init__(palette, id=id)
        self._widest = column
        self._view: View | None = None
        self._others: tuple[Analysis, Marks] | None = None  # while a quote is being made
        self._covered = 0  # lines at its foot that something lies over

    @property
    def _column(self) -> int:
        return max(min(self._widest, self.line_width - MARGIN - 1), 1)

    @property
    def _left(self) -> int:
        """Cells left of the margin, so that the column stands in the middle."""
        return max((self.line_width - self._column - 2 * MARGIN) // 2, 0)

    def show(self, article: Article) -> None:
        """Show another article from its beginning, nothing chosen, no highlights yet."""
        self._view = View(article, None, lay_out(article, self._column), self.palette, Marks())
        self._measure()
        self.scroll_line(0)

    def clear(self) -> None:
        """Show nothing."""
        self._view = None
        self.virtual_size = Size(0, 0)
        self.refresh()

    def analysed(self, analysis: Analysis) -> None:
        """Give the article shown its highlights; the place stays."""
        self._others = None
        self._change(analysis=analysis, marks=Marks(quote_marks(analysis)), chosen=-1)

    def draft(self, others: Analysis, slots: Mapping[int | str, int], quote: Quote | None) -> None:
        """Show a quote that is being made (None: none), chosen, with the others as they are.

        slots: the speakers' numbers, so that nobody's colour changes meanwhile. Called at each key with the same
        `others`, whose marks are made once.
        """
        if self._others is None or self._others[0] is not others:
            self._others = others, Marks(quote_marks(others, slots=slots))
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
        """Scroll until a span is on the screen: not at all if it is, else so that it stands in the upper third."""
        if self._view is None:
            return
        first, last = self._view.layout.line_of(span[0]), self._view.layout.line_of(max(span[1] - 1, span[0]))
        top, height = round(self.scroll_y), max(self._rows, 1)
        if first < top or first >= top + height or (last >= top + height and last - first < height):
            self.scroll_line(max(first - height // 3, 0))

    def shows(self, position: int) -> bool:
        """Whether a character's line is on the screen."""
        if self._view is None:
            return False
        return 0 <= self._view.layout.line_of(position) - round(self.scroll_y) < self._rows

    @property
    def chosen_words(self) -> str:
        """The words of the chosen quote, from its first to its last one."""
        if self._view is None or self._view.analysis is None or self._view.chosen < 0:
            return ""
        quote = self._view.analysis.quotes[self._view.chosen]
        return self._view.article.text[quote.content[0][0] : quote.content[-1][1]]

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
            return Strip.blank(width, base)
        line = self._view.strip(round(self.scroll_y) + y, max(width - left, 0))
        return Strip.join([Strip.blank(left, base), line]).simplify() if left else line

    def widen(self, column: int) -> None:
        """Let a line get at most so many cells wide; the first character on the screen stays there."""
        self._widest = column
        self.on_resize()

    def on_resize(self) -> None:
        """Break the text anew for another width; the first character on the screen stays there."""
        if self._view and self._view.layout.width != self._column:
            place = self.place
            self._view = replace(self._view, layout=lay_out(self._view.article, self._column))
            self._measure()
            self.place = place

    def on_click(self, event: events.Click) -> None:
        """Say which quote is under the mouse, or at the line when its margin is clicked."""
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
        if best:
            self.post_message(self.Clicked(best.quote))

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
            return
        for start, end in where:
            self.redraw(self._view.layout.line_of(start), self._view.layout.line_of(max(end - 1, start)) + 1)

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
