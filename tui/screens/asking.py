"""The reader's panes, and the line that can be typed below one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.tui.desk import Desk
from newsreader.tui.errand import Errand
from newsreader.tui.reading import Reading
from newsreader.tui.screens.panes import FoldingPanes
from newsreader.tui.widgets.article_list import ArticleList
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.entity_list import EntityList
from newsreader.tui.widgets.finding_list import FindingList
from newsreader.tui.widgets.line_pane import LinePane
from newsreader.tui.widgets.quote_list import QuoteList
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.widgets import Input

    from newsreader.tui.widgets.line_bar import LineBar

_LETTERS = ("find", "limit", "tags", "note", "pane")  # actions of letters that come before the pane with the keys


class Asking(FoldingPanes):
    """What the parts of the reader's screen share: its panes, the open article, one line at a time to type into."""

    articles: ArticleList
    pane: ArticlePane
    entities: EntityList
    quotes: QuoteList
    status: StatusLine
    _desk: Desk
    _notes: Desk
    _reading: Reading | None

    def say_quote(self) -> None:
        """Say in the status line which quote is chosen, or why there is none."""
        raise NotImplementedError

    def say_in_frame(self) -> None:
        """Say in the article's frame what concerns the whole of it."""
        raise NotImplementedError

    @property
    def list_in_hand(self) -> FindingList[object] | None:
        """The list that has the keys; None for the article."""
        return self.focused if isinstance(self.focused, FindingList) else None

    async def ask_line(self, pane: LinePane, value: str, errand: Errand) -> None:
        """Let the reader type a line below a pane; it says `value` at first."""
        from newsreader.tui.widgets.line_bar import LineBar  # not needed for the first paint

        await self.query("#line").remove()  # one that the keys have just left
        bar = LineBar(pane.id or "", value, errand)
        await self.mount(bar, after=pane)
        self.set_focus(bar)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the line a slash is a slash, and an l an l."""
        return not (action in _LETTERS and self.focused is not None and self.focused.id == "line")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every letter may matter."""
        if not self._bar(event.input).ended:
            self._bar(event.input).errand.typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: what the line says counts."""
        if self._end(self._bar(event.input)):
            self._bar(event.input).errand.keep(event.value)

    def on_line_bar_cancelled(self, message: LineBar.Cancelled) -> None:
        """Esc: nothing has happened."""
        if self._end(message.bar):
            message.bar.errand.give_up()

    def on_line_bar_left(self, message: LineBar.Left) -> None:
        """The bar goes with the keys."""
        if not message.bar.ended:
            message.bar.ended = True
            message.bar.errand.leave(message.bar.value)
        message.bar.remove()

    def _end(self, bar: LineBar) -> bool:
        """Give the keys back to the pane; False where the errand has ended already."""
        if bar.ended:
            return False
        bar.ended = True
        self.set_focus(self.query_one(f"#{bar.pane}"))
        return True

    @staticmethod
    def _bar(line: Input) -> LineBar:
        from newsreader.tui.widgets.line_bar import LineBar  # loaded long ago: a line has been typed

        assert isinstance(line, LineBar)
        return line
