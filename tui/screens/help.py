"""The manual in the reader: the keys as they are now, and every page of `newsreader.core.docs`, with a find."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from newsreader.core.docs import TOPICS
from newsreader.core.docs import topic as topic_of
from newsreader.tui.errand import Errand
from newsreader.tui.keymap import COMMANDS, bindings
from newsreader.tui.keypage import keys_page
from newsreader.tui.preferences import Preferences
from newsreader.tui.remapping import keys_in_use
from newsreader.tui.screens.lines import AskingLines
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.key_line import KeyLine
from newsreader.tui.widgets.manual_pane import ManualPane
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.tab_line import Tab, TabLine

_ROOM_FOR_NAMES = 90  # columns of a screen that shows what each command is called in the settings


class HelpScreen(AskingLines[None]):
    """A page at a time. What was found on one is looked for on the next, too."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("manual"))
    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#page"

    def __init__(self, topic: str = "keys", place: str = "") -> None:
        """topic: the name of the page to begin with. place: the part of the program whose keys are to be seen first."""
        super().__init__()
        self._heading = next((command.group for command in COMMANDS if command.where == place), "")
        self._first = next(index for index, one in enumerate(TOPICS) if one.name == topic)
        self._places: dict[int, float] = {}  # where each page was left

    def compose(self) -> ComposeResult:
        """Tabs, the page, the status line, the foot."""
        colours = self._palette
        self.tabs = TabLine([Tab(one.title, one.short, one.name) for one in TOPICS], colours, id="tabs")
        self.tabs.current = self._first
        self.page = ManualPane(colours, id="page")
        self.status = StatusLine(colours, id="status")
        yield self.tabs
        yield self.page
        yield self.status
        yield KeyLine([command for command in COMMANDS if command.where == "manual"], colours, id="keys")

    def on_mount(self) -> None:
        """Show the first page."""
        self._show()
        self.page.start_at(self._heading)

    @property
    def _palette(self) -> Palette:
        assert isinstance(self.app, Preferences)
        return self.app.palette()

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        for part in (self.tabs, self.page, self.status, self.query_one(KeyLine)):
            part.recolour(palette)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A line that is being typed is not left by the way."""
        return not (self.asks and action == "kind")

    # Pages

    def action_kind(self, by: int) -> None:
        """Go to another page."""
        self.to_page(self.tabs.current + by)

    @on(TabLine.Chosen)
    def _tab_clicked(self, message: TabLine.Chosen) -> None:
        self.to_page(message.index)

    @on(ManualPane.Followed)
    def _followed(self, message: ManualPane.Followed) -> None:
        if (topic := topic_of(message.target)) is not None:
            self.to_page(TOPICS.index(topic))

    def to_page(self, index: int) -> None:
        """Show a page, where it was left."""
        self._places[self.tabs.current] = self.page.scroll_offset.y
        self.tabs.point(index)
        self._show()

    def _show(self) -> None:
        topic = TOPICS[self.tabs.current]
        names = self.size.width >= _ROOM_FOR_NAMES
        text = keys_page(keys_in_use(self.app), names) if topic.name == "keys" else topic.text
        self.page.show(text, self._places.get(self.tabs.current, 0))
        self.say()

    def say(self) -> None:
        """Say what the page is about, or which hit one is at."""
        self.status.say(self.page.found or TOPICS[self.tabs.current].about)

    def action_scroll(self, lines: int) -> None:
        """Move by lines."""
        self.page.go(lines)

    def action_page(self, by: int) -> None:
        """Move by screens."""
        self.page.go(by * max(self.page.size.height - 3, 1))

    def action_top(self) -> None:
        """Go to the beginning."""
        self.page.scroll_line(0)

    def action_bottom(self) -> None:
        """Go to the end."""
        self.page.scroll_line(self.page.virtual_size.height)

    # Finding

    async def action_find(self) -> None:
        """Let the reader type what to find on the page."""
        await self.ask_line(self.page, self.page.pattern, FindOnPage(self))

    def action_hit(self, by: int) -> None:
        """Go to the next or previous hit."""
        self.page.hit(by)
        self.say()


class FindOnPage(Errand):
    """Hits are marked as one types; Esc forgets them."""

    placeholder = "Find on this page"

    def __init__(self, screen: HelpScreen) -> None:
        self._screen, self._from = screen, screen.page.scroll_offset.y

    def typed(self, text: str) -> None:
        """Find."""
        self._screen.page.find(text, self._from)
        self._screen.say()

    def give_up(self) -> None:
        """As if nothing had been looked for."""
        self._screen.page.find("", self._from)
        self._screen.page.scroll_line(self._from)
        self._screen.say()
