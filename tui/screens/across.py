"""What the pages over the whole library have in common: a way back, tabs, a filter, an article beside the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content

from newsreader.core.library import QuoteRow
from newsreader.core.library.connection import Database
from newsreader.tui.desk import ResultT
from newsreader.tui.errand import Errand
from newsreader.tui.keymap import COMMANDS, bindings
from newsreader.tui.newest import Newest
from newsreader.tui.offers import Offer, of_quote
from newsreader.tui.screens.lines import AskingLines
from newsreader.tui.theme import Palette
from newsreader.tui.trail import Trail
from newsreader.tui.widgets.chart import Chart
from newsreader.tui.widgets.key_line import KeyLine
from newsreader.tui.widgets.line_pane import LinePane
from newsreader.tui.widgets.preview import Preview
from newsreader.tui.widgets.said_list import where
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.tab_line import Tab, TabLine
from newsreader.tui.widgets.tally_list import TallyHeading


class AcrossScreen(AskingLines[None]):
    """A page that `Trail` opened. What it shows at first is there when it is made; the rest follows."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("page"))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]
    CSS_PATH = "across.tcss"
    keys_of: ClassVar[tuple[str, ...]] = ("page",)
    """Parts of the keymap that the foot of the screen shows."""
    without: ClassVar[tuple[str, ...]] = ()
    """Actions of all pages that this one has nothing for."""

    def __init__(self, trail: Trail, tabs: Sequence[Tab], tab: int = 0, typed: str = "") -> None:
        """tab: the one to begin with; typed: the filter."""
        super().__init__()
        self._trail, self._palette = trail, trail.palette()
        self._typed = typed
        self._newest = Newest(trail.searches)
        self.tabs = TabLine(tabs, self._palette, id="tabs")
        self.tabs.current = tab
        self.beside = Preview(self._palette, id="beside")
        self.status = StatusLine(self._palette, id="status")
        commands = [one for one in COMMANDS if one.where in self.keys_of and _name(one.action) not in self.without]
        self.keys = KeyLine(commands, self._palette, id="keys")

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._palette = palette
        for pane in self.walk_children():
            if isinstance(pane, LinePane | Chart | TallyHeading | TabLine | StatusLine | KeyLine):
                pane.recolour(palette)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the line an f is an f."""
        return action not in self.without and not (self.asks and action in ("filter", "kind"))

    # Places

    def action_back(self) -> None:
        """To where the reader was before."""
        self._trail.back()

    def action_overview(self) -> None:
        """Count over all articles."""
        from newsreader.tui.screens.overview import OverviewPlace

        self._trail.go(OverviewPlace(), lambda: None)

    def action_person(self) -> None:
        """Open the page of the speaker of the quote under the cursor."""
        if quote := self.quote:
            self.open_person(quote.person)

    def open_person(self, number: int | None, typed: str = "") -> None:
        """Open somebody's page. typed: the filter there."""
        from newsreader.tui.screens.person import PersonPlace

        def nobody() -> None:
            self.status.say("Only somebody with a name has a page")

        if number is None:
            nobody()
        else:
            self._trail.go(PersonPlace(number, typed=typed), nobody)

    def action_travels(self) -> None:
        """Open the versions of the quote under the cursor."""
        from newsreader.tui.screens.travels import TravelsPlace

        if quote := self.quote:
            alone = TravelsPlace(quote.article_id, quote.position)
            self._trail.go(alone, lambda: self.status.say("No other article has this quote"))

    # Evidence

    def action_copy(self) -> None:
        """Copy the quote under the cursor with who said it and where."""
        if quote := self.quote:
            self._take(quote, whole=False)

    def action_cite(self) -> None:
        """Copy a citation of its article."""
        if quote := self.quote:
            self._take(quote, whole=True)

    @work(group="clipboard", exclusive=True)
    async def _take(self, quote: QuoteRow, whole: bool) -> None:
        from newsreader.tui.taking import Taking

        taking = Taking(self.app, self._trail.desk, self.status.say)
        offer = of_quote(quote.article_id, quote.title, quote.position)
        if said := await (taking.cite(offer) if whole else taking.copy(offer, f"“{quote.words}”")):
            self.status.say(said)

    def action_export(self) -> None:
        """Ask what is to be written into a file, and how."""
        from newsreader.tui.screens.export import ExportScreen

        quote, offers = self.quote, self.offers
        if quote is not None:
            offers.append(of_quote(quote.article_id, quote.title, quote.position))
        screen = ExportScreen(self._trail.searches, offers, self._palette)
        self.app.push_screen(screen, lambda said: self.status.say(said) if said else None)

    @property
    def offers(self) -> list[Offer]:
        """What can be exported from here besides a quote."""
        return []

    def action_more_keys(self) -> None:
        """The keys that the foot has no room for."""
        self.keys.turn()

    def action_help(self) -> None:
        """Show every key."""
        from newsreader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(place="page"))

    @property
    def quote(self) -> QuoteRow | None:
        """The quote under the cursor."""
        return None

    # Tabs and the filter

    def action_kind(self, by: int) -> None:
        """Go to another tab."""
        self.to_tab(self.tabs.current + by)

    @on(TabLine.Chosen)
    def _tab_clicked(self, message: TabLine.Chosen) -> None:
        self.to_tab(message.index)

    def to_tab(self, index: int) -> None:
        """Show a tab."""
        self.tabs.point(index)

    async def action_filter(self) -> None:
        """Let the reader type what the page is to be limited to."""
        if self.focused is not None:
            await self.ask_line(self.focused, self._typed, Filter(self))

    def narrow(self, typed: str) -> None:
        """Limit the page to what matches; "": all of it."""
        if typed != self._typed:
            self._typed = typed
            self.narrowed()

    def narrowed(self) -> None:
        """Show what obeys the filter."""
        raise NotImplementedError

    async def asked(self, answer: Callable[[Database, str], ResultT]) -> ResultT | None:
        """What the library answers to the filter, if nothing else has been typed meanwhile."""
        typed = self._typed
        return await self._newest.ask(lambda library: answer(library.database, typed))

    # Beside the list

    @work(exclusive=True, group="beside")
    async def show_beside(self, quote: QuoteRow | None) -> None:
        """Show the article that a quote stands in, if there is room for it."""
        if quote is None or not self.has_class("-wide"):
            self.beside.show_nothing()
            return
        if await self.beside.open_article(self._trail.desk, quote.article_id) is None:
            return
        self.beside.border_title = Content(where(quote))  # a plain string would be read as markup
        self.beside.choose(quote.position)


def _name(action: str) -> str:
    return action.partition("(")[0]


class Filter(Errand):
    """The page is limited as one types; Esc, or nothing at all, brings all of it back."""

    placeholder = "words  source:times  kind:indirect  after:2016-03  before:2016-05"

    def __init__(self, screen: AcrossScreen) -> None:
        self._screen = screen

    def typed(self, text: str) -> None:
        """Limit."""
        self._screen.narrow(text)

    def give_up(self) -> None:
        """All of it."""
        self._screen.narrow("")
