"""The reader: articles on the left, the article in the middle, its people and quotes on the right."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from newsreader.core.library import ArticleRow, Library
from newsreader.core.model import Analysis, Span
from newsreader.tui.desk import Desk
from newsreader.tui.foot import foot
from newsreader.tui.keymap import bindings
from newsreader.tui.places import Place, Places
from newsreader.tui.reading import Reading
from newsreader.tui.remapping import with_keys
from newsreader.tui.screens.adding import Adding
from newsreader.tui.screens.bringing import Bringing
from newsreader.tui.screens.copying import Copying
from newsreader.tui.screens.finding import Finding
from newsreader.tui.screens.listing import Listing
from newsreader.tui.screens.measuring import Measuring
from newsreader.tui.screens.sorting import SAID
from newsreader.tui.screens.stepping import Stepping
from newsreader.tui.screens.touring import Touring
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.article_list import ArticleList
from newsreader.tui.widgets.article_pane import COLUMN, ArticlePane
from newsreader.tui.widgets.banner import Banner
from newsreader.tui.widgets.entity_list import EntityList, entity_rows
from newsreader.tui.widgets.ground import PaneColumn
from newsreader.tui.widgets.key_line import KeyLine
from newsreader.tui.widgets.pane_row import PaneRow
from newsreader.tui.widgets.quote_list import QuoteList, quote_rows
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.wording import day

if TYPE_CHECKING:
    from newsreader.core.search import Hit


class ReaderScreen(Stepping, Finding, Adding, Bringing, Listing, Copying, Measuring, Touring):
    """Decides what the panes show. The panes post messages; nothing else touches them."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("reader"))
    AUTO_FOCUS = "#article"
    column = COLUMN
    """The widest a line of the article gets, in cells."""

    class Waiting(Message):
        """The article on the screen has no analysis yet."""

        def __init__(self, article_id: str) -> None:
            super().__init__()
            self.article_id = article_id

    def __init__(
        self,
        desk: Desk,
        notes: Desk,
        searches: Desk,
        palette: Palette,
        rows: Sequence[ArticleRow],
        first: str | None,
        notice: str = "",
    ) -> None:
        """`desk` reads the library, `notes` writes, `searches` searches.

        rows: its articles. first: the one to open, None while it is still to be loaded. notice: for the banner.
        """
        super().__init__()
        self._desk, self._notes, self._searches, self._palette = desk, notes, searches, palette
        self._rows, self._first, self._notice = rows, first, notice
        self._reading: Reading | None = None
        self._wanted: str | None = None
        self._places = Places(notes)
        self._hopeless = {}
        self.settled = asyncio.Event()
        """The first article that was to be opened is on the screen, or could not be."""

    def compose(self) -> ComposeResult:
        """The panes, the find bar, the status line, the footer."""
        yield Banner(id="banner")
        with PaneRow(id="panes"):
            with PaneColumn(id="near"):
                yield ArticleList(self._palette, id="list")
            with PaneColumn(id="middle"):
                yield ArticlePane(self._palette, self.column, id="article")
            with PaneColumn(id="side"):
                yield EntityList(self._palette, id="entities")
                yield QuoteList(self._palette, id="quotes")
        yield StatusLine(self._palette, id="status")
        yield KeyLine(foot("article"), self._palette, id="keys")

    def on_mount(self) -> None:
        """Name the panes and open the first article."""
        self.articles = self.query_one(ArticleList)
        self.pane = self.query_one(ArticlePane)
        self.entities = self.query_one(EntityList)
        self.quotes = self.query_one(QuoteList)
        self.status = self.query_one(StatusLine)
        self.banner = self.query_one(Banner)
        self.articles.border_title, self.articles.sorted_as = "Articles", SAID[self.order]
        self.entities.border_title = "Who and where"
        self.quotes.border_title = "Quotes"
        self.show_rows(self._rows)
        if self._notice:
            self.banner.say(self._notice)
        if self._first:
            self.call_after_refresh(self._open_first, self._first)  # else the frame would wait for its article
        else:
            self.status.say("Opening…")

    def _open_first(self, article_id: str) -> None:
        if self._wanted is None:
            self.open_article(article_id)

    # What the app tells

    def show_rows(self, rows: Sequence[ArticleRow]) -> None:
        """Show the library's articles; the reader may be in the middle of the list."""
        self.articles.fill(rows)

    @work(exclusive=True, group="analysis")
    async def analysed(self, article_id: str) -> None:
        """An analysis is there; if the article is on the screen, it gains its highlights."""
        reading = self._reading
        if reading is None or reading.article.id != article_id:
            return
        found = await self._desk.ask(lambda library: (library.analysis(article_id), library.travels.counts(article_id)))
        if found is not None and found[0] is not None and self._reading is reading:
            reading.elsewhere = found[1]
            self.show_analysis(reading, found[0])

    def not_analysed(self, article_id: str | None, reason: str) -> None:
        """An article (None: any) cannot be analysed; its text can still be read."""
        self._hopeless[article_id] = reason
        self.say_quote()

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._palette = palette
        for pane in (self.pane, self.articles, self.entities, self.quotes, self.status, self.query_one(KeyLine)):
            pane.recolour(palette)

    @property
    def current(self) -> str | None:
        """The id of the article that the reader wants to see."""
        return self._wanted

    def remember(self) -> None:
        """Note where the reader is, for the next time."""
        if self._reading is None:
            return
        self._places.keep(self._reading.article.id, Place(self.pane.place, self._reading.place))

    # Opening

    def open_article(self, article_id: str, hit: Hit | None = None, query: str = "", span: Span | None = None) -> None:
        """Open an article where it was left, at some words, or at a search's hit, with all hits of the query marked."""
        self.remember()
        self._wanted = article_id
        self.articles.show_current(article_id)
        self._open(article_id, hit, query, span)

    def open_quote(self, article_id: str, quote: int | None) -> None:
        """Open an article at one of its quotes, by its index there; without one, where it was left."""
        self.remember()
        self._wanted = article_id
        self.articles.show_current(article_id)
        self._open(article_id, None, "", None, quote)

    @work(exclusive=True, group="open")
    async def _open(
        self, article_id: str, hit: Hit | None, query: str, span: Span | None, quote: int | None = None
    ) -> None:
        """The last call wins: a slower one before it is cancelled."""
        try:
            await self._show_at(article_id, hit, query, span, quote)
        finally:
            self.call_after_refresh(self.settled.set)

    async def _show_at(
        self, article_id: str, hit: Hit | None, query: str, span: Span | None, quote: int | None
    ) -> None:
        if self._reading is None or self._reading.article.id != article_id:
            await self._fetch(article_id)
        if self._reading and self._reading.article.id == article_id:
            self.opened(article_id)
            self.say_in_frame()  # where the way back leads
            if hit:
                await self._go_to(self._reading, hit, query)
            elif quote is not None and quote < len(self._reading.quotes):
                self.choose(quote)
                self.pane.focus()
            elif span:
                self.show_span(self._reading, span)

    async def _fetch(self, article_id: str) -> None:
        def fetch(library: Library) -> tuple[Reading, Analysis | None, Place | None]:
            place = self._places.of(library, article_id)
            reading = Reading(library.article(article_id), place)
            reading.marks, reading.elsewhere = library.marked(article_id), library.travels.counts(article_id)
            return reading, library.analysis(article_id), place

        fetched = await self._desk.ask(fetch)
        if fetched is None:
            self._wanted = self._reading.article.id if self._reading else None
            self.articles.show_current(self._wanted)
            return
        reading, analysis, place = fetched
        self._show(reading, analysis, place)
        if analysis is None:
            self.post_message(self.Waiting(article_id))
            self.analysed(article_id)  # it may have come between the two: the child tells only once

    def _show(self, reading: Reading, analysis: Analysis | None, place: Place | None) -> None:
        self._reading, article = reading, reading.article
        self.pane.show(article)
        outlet = " · ".join(part for part in (article.outlet, day(article.published)) if part)
        self.pane.border_title = Content(outlet or "Article")  # a plain string would be read as markup
        self.show_marks()
        if self._in_hand != "list":  # what is typed below the list of articles has to do with that alone
            self.query("#line").remove()
        for rows in (self.entities, self.quotes):
            rows.empty = "" if analysis else "Not found yet."
            rows.limit("")
            rows.fill((), -1)
        if analysis is not None:
            self.show_analysis(self._reading, analysis)
        else:
            self.say_quote()
        if place:
            self.pane.place = place.position
            self._stepped_at = self.pane.place

    def show_analysis(self, reading: Reading, analysis: Analysis, at: int = -1) -> None:
        """Show who said what in the open article. at: where the quote starts that is to be chosen, see `Reading`."""
        reading.analysed(analysis, at)
        self.pane.analysed(analysis)
        self.pane.mark_travels(one.start for index, one in enumerate(analysis.quotes) if index in reading.elsewhere)
        self.entities.fill(entity_rows(analysis), -1)
        self.quotes.fill(quote_rows(analysis, self.signs_of, reading.elsewhere), -1)
        self.say_in_frame()
        self.entities.empty = "Nobody and no place."
        self.quotes.empty = with_keys("No quotes. {quote.add} adds one.", self.app)
        self._mark_chosen(scroll=False)
        if not reading.hits and not reading.walk:
            self.say_quote()

    async def _go_to(self, reading: Reading, hit: Hit, query: str) -> None:
        """Show a hit; a moment later, the other hits of its query in the article."""
        from newsreader.core.search import within  # loaded long ago: there is a hit

        own = sorted(hit.marks) or [(hit.start, hit.end)]
        reading.mark(own)
        if reading.hits and (quote := reading.quote_around(own[0])) >= 0:
            reading.chosen = quote
            self._mark_chosen(scroll=False)
        marked = reading.hits
        self._show_search()
        self.pane.focus()
        spans = await self._searches.ask(lambda library: within(library, query, hit.article_id)) if query else None
        if (
            spans and self._reading is reading and reading.hits is marked
        ):  # else the reader has gone on to something else
            current = reading.hits[reading.hit] if marked else None
            reading.mark(own, spans)
            if current:
                reading.hit = reading.hits.index(current)
            self._show_search()

    def _show_search(self) -> None:
        self.show_hits()
        if self._reading and not self._reading.hits:
            self.say_quote()  # a tag, a title or a note on the whole does not stand in the text

    # People and places

    @on(RowList.Chosen, "#entities")
    def _entity_row(self, message: RowList.Chosen) -> None:
        """Open the page of a name; who has none has no page, and their quotes are walked along."""
        key = self.entities.rows[message.index].key
        if isinstance(key, str):
            self.action_walk(1)
        else:
            self.open_person(key)

    # Articles

    @on(RowList.Chosen, "#list")
    def _article_row(self, message: RowList.Chosen) -> None:
        self.open_article(self.articles.rows[message.index].id)
        self.pane.focus()

    def action_article(self, by: int) -> None:
        """Open the next or previous article of the list."""
        if row := self.articles.beside(self._wanted, by):
            self.open_article(row.id)

    def action_unread(self) -> None:
        """Open the next unread article of the list, round the end."""
        rows = self.articles.rows
        here = next((index for index, row in enumerate(rows) if row.id == self._wanted), -1)
        if row := next((row for row in (*rows[here + 1 :], *rows[: here + 1]) if not row.opened), None):
            self.open_article(row.id)
        else:
            self.status.say("Everything has been read")

    # Out

    def action_help(self) -> None:
        """Show every key."""
        from newsreader.tui.screens.help import HelpScreen  # not needed for the first paint

        self.app.push_screen(HelpScreen())

    async def action_back(self) -> None:
        """Put a message away, and get out of the nearest thing that one can be in: at last, back to a page."""
        if self.selections:
            self.clear_selection()
            return
        if self.focused is self.pane and not self.banner.display and self.leave_tour():
            return
        if not self.banner.display and await self.come_back():
            return
        told = self.banner.clear()
        reading = self._reading
        if reading and (reading.walk or (reading.hits and self.focused is self.pane)):
            self.forget_hits()
        elif self.focused is self.pane and not told:
            if self.trail.last and self.trail.visited == self.current and not self.has_class("-zen"):
                self.trail.back()
                return
            self.remove_class("-zen")
        self.pane.focus()
