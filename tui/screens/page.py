"""A page over the reader: one long text that scrolls."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.tui.keymap import bindings
from newsreader.tui.remapping import with_keys


class Page(ModalScreen[None]):
    """Any of its keys puts it away."""

    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("help"))

    def __init__(self, title: str, text: Content) -> None:
        """title: stands in its frame."""
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """The text in a frame."""
        with VerticalScroll(id="page", can_focus=False) as page:
            page.border_title = self._title
            page.border_subtitle = with_keys("{help.close} goes back", self.app)
            yield Static(self._text)

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def action_scroll(self, lines: int) -> None:
        """Move by lines."""
        self._page.scroll_relative(y=lines, animate=False)

    def action_top(self) -> None:
        """Go to the beginning."""
        self._page.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Go to the end."""
        self._page.scroll_end(animate=False)
