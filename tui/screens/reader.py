"""The reader: articles on the left, the article in the middle, its people and quotes on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from newsreader.core.errors import LibraryError
from newsreader.core.library import ArticleRow, Library
from newsreader.core.model import Analysis, Article, Span
from newsreader.tui.desk import Desk
from newsreader.tui.keymap import COMMANDS, bindings
from newsreader.tui.reading import Place, Reading
from newsreader.tui.render import speaker_key
from newsreader.tui.screens.panes import FoldingPanes
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.article_list import ArticleList
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.banner import Banner
from newsreader.tui.widgets.entity_list import EntityList, entity_rows
from newsreader.tui.widgets.key_line import KeyLine
from newsreader.tui.widgets.quote_list import QuoteList, quote_rows
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.wording import count, quote_status

if TYPE_CHECKING:
    from textual.widgets import Input

    from newsreader.core.search import Hit

LAST_ARTICLE = "last article"  # key of the library's state
PLACE = "place "  # and, followed by the article's id, of where it was left


class ReaderScreen(FoldingPanes):
    """Decides what the panes show. The panes post messages; nothing else touches them."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("reader"))
    AUTO_FOCUS = "#article"

    def __init__(
        self,
        desk: Desk,
        notes: Desk,
        palette: Palette,
        rows: Sequence[ArticleRow],
        first: str | None,
        notice: str = "",
    ) -> None:
        """`desk` reads the library, `notes` writes.

        rows: its articles. first: the one to open, None while it is still to be loaded. notice: for the banner.
        """
        super().__init__()
        self._desk, self._notes, self._palette = desk, notes, palette
        self._rows, self._first = rows, first
        self._reading: Reading | None = None
        self._wanted: str | None = None
        self._walk: tuple[int | str, int] | None = None
        self._pattern = ""
        self._notice = notice

    def compose(self) -> ComposeResult:
        """The panes, the find bar, the status line, the footer."""
        yield Banner(id="banner")
        with Horizontal(id="panes"):
            yield ArticleList(self._palette, id="list")
            with Vertical(id="middle"):
                yield ArticlePane(self._palette, id="article")
            with Vertical(id="side"):
                yield EntityList(self._palette, id="entities")
                yield QuoteList(self._palette, id="quotes")
        yield StatusLine(self._palette, id="status")
        yield KeyLine([command for command in COMMANDS if command.where == "reader"], self._palette, id="keys")

    def on_mount(self) -> None:
        """Name the panes and open the first article."""
        self.articles = self.query_one(ArticleList)
        self.pane = self.query_one(ArticlePane)
        self.entities = self.query_one(EntityList)
        self.quotes = self.query_one(QuoteList)
        self.status = self.query_one(StatusLine)
        self.banner = self.query_one(Banner)
        self.articles.border_title = "Articles"
        self.entities.border_title = "Who and where"
        self.quotes.border_title = "Quotes"
        self.show_rows(self._rows)
        if self._notice:
            self.banner.say(self._notice)
        if self._first:
            self.open_article(self._first)
        else:
            self.status.say("Opening…")

    # What the app tells

    def show_rows(self, rows: Sequence[ArticleRow]) -> None:
        """Show the library's articles."""
        self.articles.fill(rows)
        self.articles.border_subtitle = count(len(rows), "article")
        if self._wanted:
            self.articles.show_current(self._wanted)

    async def analysed(self, article_id: str) -> None:
        """An analysis is there; if the article is on the screen, it gains its highlights."""
        reading = self._reading
        if reading is None or reading.article.id != article_id:
            return
        analysis = await self._desk.ask(lambda library: library.analysis(article_id))
        if analysis is not None and self._reading is reading:
            self._show_analysis(reading, analysis)

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
        article_id = self._reading.article.id
        place = Place(self.pane.place, self._reading.chosen).dump()

        def note(library: Library) -> None:
            library.set_state(PLACE + article_id, place)
            library.set_state(LAST_ARTICLE, article_id)

        self._notes.tell(note)

    # Opening

    def open_article(self, article_id: str, hit: Hit | None = None) -> None:
        """Open an article where it was left, or at a search's hit."""
        if self._reading is not None and self._reading.article.id == article_id:
            if hit:
                self._go_to(hit)
            return
        self.remember()
        self._wanted = article_id
        self.articles.show_current(article_id)
        self._open(article_id, hit)

    @work(exclusive=True, group="open")
    async def _open(self, article_id: str, hit: Hit | None) -> None:
        def fetch(library: Library) -> tuple[Article, Analysis | None, Place | None]:
            place = Place.parse(library.state(PLACE + article_id))
            return library.article(article_id), library.analysis(article_id), place

        try:
            article, analysis, place = await self._desk.ask(fetch)
        except LibraryError as error:
            self.banner.say(str(error))
            return
        if article_id == self._wanted:
            self._show(article, analysis, place)
            if hit:
                self._go_to(hit)
            self._notes.tell(lambda library: library.mark_opened(article_id))

    def _show(self, article: Article, analysis: Analysis | None, place: Place | None) -> None:
        self._reading, self._walk = Reading(article), None
        self.pane.show(article, analysis)
        # Content, since a plain string would be read as markup.
        self.pane.border_title = Content(
            " · ".join(part for part in (article.outlet, article.published) if part) or "Article"
        )
        self.query("#find").remove()
        self.entities.fill((), -1)
        self.quotes.fill((), -1)
        self.quotes.border_subtitle = ""
        if analysis is None:
            self.status.say("Looking for quotes and people…")
        else:
            self._show_analysis(self._reading, analysis, place.quote if place else -1)
        if place:
            self.pane.place = place.position

    def _show_analysis(self, reading: Reading, analysis: Analysis, quote: int = -1) -> None:
        """The first quote is chosen unless another one was."""
        reading.analysis = analysis
        self.pane.analysed(analysis)
        self.entities.fill(entity_rows(analysis), -1)
        self.quotes.fill(quote_rows(analysis), -1)
        self.quotes.border_subtitle = count(len(self.quotes.rows), "quote")
        if analysis.note:
            self.banner.say(analysis.note)
        steps = reading.steps
        chosen = quote if quote in steps else steps[0] if steps else -1
        self._choose(chosen, scroll=False)
        if chosen < 0:
            self.status.say("No quotes found in this article")

    def _go_to(self, hit: Hit) -> None:
        reading = self._reading
        if reading is None:
            return
        reading.hits, reading.hit = hit.marks or ((hit.start, hit.end),), 0
        inside = [i for i in reading.steps if _covers(reading.quotes[i].content, reading.hits[0])]
        if inside:
            self._choose(inside[0], scroll=False)
        self._show_hits()
        self.pane.focus()

    # Quotes

    def _choose(self, quote: int, scroll: bool = True) -> None:
        reading = self._reading
        if reading is None or reading.analysis is None:
            return
        reading.chosen, self._walk = quote, None
        self.pane.walk(None)
        self.pane.choose(quote, scroll)
        self.quotes.point_at(quote)
        if reading.quote is not None:
            self.entities.point_at(speaker_key(reading.quote))
            steps = reading.steps
            number = steps.index(quote) + 1 if quote in steps else 0
            self.status.say(quote_status(reading.analysis, number, len(steps), reading.quote))

    def action_step(self, by: int) -> None:
        """Go to the next or previous quote."""
        if self._reading:
            self._choose(self._reading.step(by))

    def action_step_same(self, by: int) -> None:
        """Go to the next or previous quote of the same speaker."""
        if self._reading:
            self._choose(self._reading.step_same(by))

    @on(ArticlePane.Clicked)
    def _clicked(self, message: ArticlePane.Clicked) -> None:
        if message.quote >= 0:
            self._choose(message.quote, scroll=False)

    @on(RowList.Moved, "#quotes")
    @on(RowList.Chosen, "#quotes")
    def _quote_row(self, message: RowList.Moved | RowList.Chosen) -> None:
        self._choose(self.quotes.rows[message.index].index)
        if isinstance(message, RowList.Chosen):
            self.pane.focus()

    # People and places

    @on(RowList.Chosen, "#entities")
    def _entity_row(self, message: RowList.Chosen) -> None:
        """Walk the mentions: each Enter goes to the next one."""
        row = self.entities.rows[message.index]
        if self._reading is None or row.key is None:
            return
        spans = self._reading.mentions_of(row.key)
        if not spans:
            return
        at = self._walk[1] + 1 if self._walk and self._walk[0] == row.key else 0
        at %= len(spans)
        self._walk = (row.key, at)
        self.pane.walk(spans[at])
        what = "quote" if isinstance(row.key, str) else "mention"
        self.status.say(f"{row.label} · {what} {at + 1}/{len(spans)} · Enter goes on")

    # Articles

    @on(RowList.Chosen, "#list")
    def _article_row(self, message: RowList.Chosen) -> None:
        self.open_article(self.articles.rows[message.index].id)
        self.pane.focus()

    def action_article(self, by: int) -> None:
        """Open the next or previous article of the list."""
        rows = self.articles.rows
        here = next((i for i, row in enumerate(rows) if row.id == self._wanted), -1)
        if rows and 0 <= here + by < len(rows):
            self.open_article(rows[here + by].id)

    # Finding

    async def action_find(self) -> None:
        """Open the find bar."""
        from newsreader.tui.widgets.find_bar import FindBar  # not needed for the first paint

        if self._reading and not self.query("#find"):
            bar = FindBar(self._pattern)
            await self.query_one("#middle").mount(bar)
            bar.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find as the reader types."""
        if self._reading:
            self._pattern = event.value
            self._reading.find(event.value, self.pane.place)
            self._show_hits()

    def on_input_submitted(self) -> None:
        """Enter: the hits stay, for n and N."""
        self._close_find()

    def on_find_bar_cancelled(self) -> None:
        """Esc: as if nothing had been looked for."""
        self._close_find()
        self._forget_hits()

    def _close_find(self) -> None:
        self.query("#find").remove()
        self.pane.focus()

    def action_hit(self, by: int) -> None:
        """Go to the next or previous hit."""
        if self._reading and self._reading.hits:
            self._reading.move_hit(by)
            self._show_hits()

    def _show_hits(self) -> None:
        if self._reading:
            self.pane.mark_hits(self._reading.hits, self._reading.hit)
            self.status.say(f"Found: {self._hits_found()}")

    def _hits_found(self) -> str:
        reading = self._reading
        if reading is None or not reading.hits:
            return "nothing"
        return f"{reading.hit + 1}/{len(reading.hits)}"

    def _forget_hits(self) -> None:
        if self._reading:
            self._reading.hits, self._reading.hit = (), -1
            self.pane.mark_hits((), -1)
            self._choose(self._reading.chosen, scroll=False)

    async def action_search(self) -> None:
        """Search all loaded articles; a hit is opened, Esc changes nothing."""
        from newsreader.tui.screens.search import SearchScreen  # not needed for the first paint

        def found(hit: Hit | None) -> None:
            if hit is not None:
                self.open_article(hit.article_id, hit)

        # Awaited, and the focus set at once: what is typed meanwhile belongs to the search.
        screen = SearchScreen(self._desk, self._palette)
        await self.app.push_screen(screen, found)
        screen.set_focus(screen.input)

    # Out

    def action_help(self) -> None:
        """Show every key."""
        from newsreader.tui.screens.help import HelpScreen  # not needed for the first paint

        self.app.push_screen(HelpScreen())

    def action_back(self) -> None:
        """Put a message away, and get out of the nearest thing that one can be in."""
        told = self.banner.clear()
        if self.focused is not self.pane:
            self.pane.focus()
        elif self._reading and (self._reading.hits or self._walk):
            self._forget_hits()
        elif not told:
            self.remove_class("-zen")

    def action_leave(self) -> None:
        """Back to the article; from there, out of the program."""
        if self.focused is self.pane:
            self.app.exit()
        else:
            self.pane.focus()


def _covers(content: Sequence[Span], span: Span) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in content)
