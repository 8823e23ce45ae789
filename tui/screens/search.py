"""Search across all loaded articles: results as one types, a preview beside them."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from newsreader.core.library import Library
from newsreader.core.model import Analysis, Article
from newsreader.core.search import Hit, search
from newsreader.tui.desk import Desk
from newsreader.tui.keymap import bindings
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.result_list import ResultList
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.wording import count

LIMIT = 100  # results shown; who needs more types another word
_WHY = {"exact": "exact words", "all words": "all words", "typos": "similar words"}


class SearchScreen(Screen[Hit | None]):
    """Gives the hit that the reader chose, or None. Nothing behind it is touched."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("search"))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    AUTO_FOCUS = "#query"
    CSS_PATH = "search.tcss"

    def __init__(self, desk: Desk, palette: Palette, query: str = "") -> None:
        """`desk` answers the searches; `query` is the last one, ready to be replaced or gone on with."""
        super().__init__()
        self._desk, self._palette, self._query = desk, palette, query
        self.answered = ""
        """The query whose results are shown."""
        self._enter_pressed = False

    def compose(self) -> ComposeResult:
        """The query, the results and the preview."""
        yield Input(self._query, placeholder="words, names, a half-remembered sentence", id="query")
        with Horizontal():
            yield ResultList(self._palette, id="results")
            preview = ArticlePane(self._palette, id="preview")
            preview.can_focus = False
            yield preview
        yield StatusLine(self._palette, id="status")

    def on_mount(self) -> None:
        """Name the panes."""
        self.results = self.query_one(ResultList)
        self.results.can_focus = False
        self.preview = self.query_one(ArticlePane)
        self.status = self.query_one(StatusLine)
        self.input.border_title = "Search all articles"
        self.input.border_subtitle = "↑ ↓ choose · Enter opens · Esc goes back"
        self.results.border_title = "Results"

    @property
    def input(self) -> Input:
        """The line that the reader types into."""
        return self.query_one(Input)

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        for pane in (self.results, self.preview, self.status):
            pane.recolour(palette)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._enter_pressed = False
        self._search(event.value)

    @work(exclusive=True, group="search")
    async def _search(self, query: str) -> None:
        hits = await self._desk.ask(lambda library: search(library, query, LIMIT)) or []
        if query != self.input.value:  # a newer query is under way
            return
        self.answered = query
        self.results.empty = "Nothing found." if query.strip() else ""
        self.results.fill(hits, 0)
        more = "+" if len(hits) == LIMIT else ""
        self.results.border_subtitle = f"{count(len(hits), 'result')}{more}" if query.strip() else ""
        self._preview()
        if self._enter_pressed:
            self.action_choose()

    @work(exclusive=True, group="preview")
    async def _preview(self) -> None:
        hit = self._hit
        if hit is None:
            self.preview.clear()
            self.status.say("")
            return
        self.status.say(f"{_WHY[hit.why]} · {hit.title}")
        await asyncio.sleep(0.05)  # a reader who runs down the list does not want each of them

        def fetch(library: Library) -> tuple[Article, Analysis | None]:
            return library.article(hit.article_id), library.analysis(hit.article_id)

        if (fetched := await self._desk.ask(fetch)) is None:
            return
        article, analysis = fetched
        self.preview.show(article)
        if analysis is not None:
            self.preview.analysed(analysis)
        self.preview.mark_hits(sorted(hit.marks) or [(hit.start, hit.end)], 0)

    @property
    def _hit(self) -> Hit | None:
        rows, cursor = self.results.rows, self.results.cursor
        return rows[cursor] if 0 <= cursor < len(rows) else None

    @on(Input.Submitted)
    def action_choose(self) -> None:
        """Open the article at the hit under the cursor, once the results are those of what stands in the line."""
        if self.answered != self.input.value:
            self._enter_pressed = True
        elif self._hit is not None:
            self.dismiss(self._hit)

    @on(RowList.Chosen)
    def _clicked(self) -> None:
        self.action_choose()

    def action_move(self, rows: int) -> None:
        """Move along the results; the keys stay with the query."""
        self.results.action_move(rows)
        self._preview()

    def action_back(self) -> None:
        """Back to where the reader was."""
        self.dismiss(None)
