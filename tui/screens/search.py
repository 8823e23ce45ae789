"""Search across all loaded articles: results as one types, a preview beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.core.search import Results, search
from newsreader.core.search.completing import complete
from newsreader.tui.desk import Desk
from newsreader.tui.foot import foot
from newsreader.tui.keymap import bindings
from newsreader.tui.newest import Newest
from newsreader.tui.remapping import with_keys
from newsreader.tui.screens.recalling import Recalling
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.guide import Guide
from newsreader.tui.widgets.key_line import KeyLine
from newsreader.tui.widgets.past_list import PastList
from newsreader.tui.widgets.preview import Preview
from newsreader.tui.widgets.query_line import QueryLine
from newsreader.tui.widgets.result_list import ResultList, where
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.tab_line import Tab, TabLine
from newsreader.tui.wording import count

LIMIT = 50
"""Results asked for at first; who comes to the end of them gets four times as many."""

TABS = (
    Tab("All", "All", ""),
    Tab("Titles", "Titles", "title"),
    Tab("Text", "Text", "text"),
    Tab("Quotes", "Quotes", "quote"),
    Tab("People", "People", "person"),
    Tab("Places and organisations", "Places+Orgs", "organisation,place"),
    Tab("Notes", "Notes", "note"),
    Tab("Tags", "Tags", "tag"),
)

_AGAIN = 2.0  # seconds after which a search is made again while the index does not know everything
_TYPING, _MOVING = 0.15, 0.05  # seconds; who types or runs down the list does not want every preview


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: what stood in the line, which tab, how many results at most."""

    query: str
    tab: int
    limit: int = LIMIT


NOTHING = Asked("", 0)
UNREADABLE = Results(mistakes=("the library cannot be read just now",))


class SearchScreen(Recalling):
    """Gives the hit that the reader chose, or None. Nothing behind it is touched."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("search"))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]
    AUTO_FOCUS = "#query"
    CSS_PATH = "search.tcss"

    def __init__(self, desk: Desk, notes: Desk, searches: Desk, palette: Palette, query: str = "") -> None:
        """`desk` reads for the preview and the completions, `notes` keeps the past, `searches` answers the searches.

        query: the last one, ready to be replaced or gone on with.
        """
        super().__init__()
        self._desk, self._notes, self._palette = desk, notes, palette
        self._searches = Newest(searches)
        self._asked = NOTHING
        self._answered: Asked | None = None
        self._moves: list[int] = []  # keys that came before the results they are for
        self._enter_pressed = False
        self._told: list[str] = []
        self._total = 0
        # Made here, and not looked for: they may be gone already when the program ends while this comes up.
        self.input = QueryLine(query, self._complete, "words, names, a half-remembered sentence", id="query")
        self.kinds = TabLine(TABS, palette, id="kinds")
        self.results = ResultList(palette, id="results")
        self.past = PastList(palette, id="past")
        self.preview = Preview(palette, id="preview")
        self.status = StatusLine(palette, id="status")
        self.keys = KeyLine(foot("search"), palette, id="keys")
        self._hint, self._guide = Static(id="told", markup=False), Guide(id="guide")

    def compose(self) -> ComposeResult:
        """The query, the kinds, the results and the preview; at the foot the keys, or what is to be told."""
        yield self.input
        yield self.kinds
        with Horizontal():
            for pane in (self.results, self.past, self.preview):
                pane.can_focus = False
                yield pane
            yield self._guide
        yield self.status
        yield self.keys
        yield self._hint

    def on_mount(self) -> None:
        """Name the panes."""
        self.input.border_title = "Search all articles"
        self.input.border_subtitle = with_keys("↑ ↓ choose · {search.choose} opens · {search.back} goes back", self.app)
        self.results.border_title = "Results"
        self.past.border_title = "Saved and recent searches"
        self._guide.border_title = "What you can type"
        self.read_past()
        self.look()
        # The first completion of a name would have to wait for all of them to be read.
        self._desk.tell(lambda library: [complete(library, field) for field in ("speaker:", "about:")])

    @property
    def answered(self) -> str:
        """The query whose results are shown."""
        return self._answered.query if self._answered else ""

    @property
    def settled(self) -> bool:
        """Whether what is shown is what stands in the line."""
        return self.recalls or self._answered == self._asked == replace(
            self._asked, query=self.input.value, tab=self.kinds.current
        )

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._palette = palette
        for pane in (self.results, self.past, self.preview, self.status, self.kinds, self.keys):
            pane.recolour(palette)

    # Asking

    @on(Input.Changed, "#query")
    def look(self) -> None:
        """Show what belongs to what stands in the line: results, or the past."""
        if self.input.value.strip() and not self.wants_past:
            self.hide_past()
            self.keys.lead(foot("search"))
            self._ask()
            return
        self.keys.lead(foot("past"))
        self._searches.forget()
        self._asked, self._answered = NOTHING, None
        self.show_past(self.input.value)
        if not self.wants_past:
            self.results.fill((), 0)
            self._tell(Results())
            self._preview(0)

    def _ask(self, limit: int | None = None) -> None:
        """Search for what stands in the line, unless that has just been asked."""
        asked = Asked(self.input.value, self.kinds.current, limit or LIMIT)
        if asked != self._asked:
            self._asked = asked
            self._moves, self._enter_pressed = [], False
            self._search(asked)

    @work(exclusive=True, group="search")
    async def _search(self, asked: Asked) -> None:
        kind = TABS[asked.tab].kind
        results = await self._searches.ask(
            lambda library: search(library, asked.query, asked.limit, kind, everything=False)
        )
        if asked == self._asked:  # else another one is under way
            self._show(asked, UNREADABLE if results is None else results)

    def _show(self, asked: Asked, results: Results) -> None:
        known = self._answered
        goes_on = known is not None and (known.query, known.tab) == (asked.query, asked.tab)
        self._answered = asked
        self.results.empty = (
            f"Nothing found among {TABS[asked.tab].name.lower()}."
            if asked.tab
            else with_keys("Nothing found. Fewer words find more; {search.help} shows what can be typed.", self.app)
        )
        self.results.fill(results.hits, max(self.results.cursor, 0) if goes_on else 0)
        self.results.border_subtitle = f"{results.total:,}+ results" if results.more else count(results.total, "result")
        self._tell(results)
        self._total = results.total + results.more
        moves, self._moves = self._moves, []
        for rows in moves:
            self.results.action_move(rows)
        self._preview(_TYPING)
        if results.waiting:
            self.set_timer(_AGAIN, lambda: self._once_more(asked))
        if self._enter_pressed:
            self.action_choose()

    def _once_more(self, asked: Asked) -> None:
        """Search again: the index may have come to know more."""
        if asked == self._asked == self._answered and self.is_current:
            self._search(asked)

    def _tell(self, results: Results) -> None:
        """Say in one line what could not be meant, and what is not searched yet."""
        told = ["! " + "; ".join(results.mistakes)] if results.mistakes else []
        if results.waiting:
            told.append(f"{count(results.waiting, 'change')} of the library still being indexed")
        if told != self._told:
            self._told = told
            line = self._hint
            line.update(Content(" · ".join(told)))
            self.set_class(bool(told), "-problem")

    # The preview

    @work(exclusive=True, group="preview")
    async def _preview(self, delay: float) -> None:
        hit = self.results.row
        if hit is None:
            self.preview.show_nothing()
            self.status.say("")
            return
        place = f"{self.results.cursor + 1:,}/{len(self.results.rows):,}"
        self.status.say(f"{place} · {where(hit)}")
        if await self.preview.open_article(self._desk, hit.article_id, delay) is None:
            return
        marks = sorted(hit.marks) or [(hit.start, hit.end)]
        self.preview.mark_hits(marks, len(marks) // 2 if marks[0][1] else -1)  # the middle one has the others around it

    # Keys

    async def _complete(self, query: str) -> str | None:
        """The best completion of a query."""
        found = await self._desk.ask(lambda library: complete(library, query))
        return found[0] if found else None

    async def action_complete(self) -> None:
        """Complete what is typed; where there is nothing to complete, go on to the next kind of results."""
        if not await self.input.take_completion():
            self.action_kind(1)

    def action_kind(self, by: int) -> None:
        """Go to another kind of results."""
        self._to_kind(self.kinds.current + by)

    @on(TabLine.Chosen)
    def _tab_clicked(self, message: TabLine.Chosen) -> None:
        self._to_kind(message.index)

    def _to_kind(self, index: int) -> None:
        self.kinds.point(index)
        self.look()

    def action_move(self, rows: int) -> None:
        """Move along the results; the keys stay with the query."""
        if self.recalls:
            self.past.action_move(rows)
        elif self._answered != self._asked:
            self._moves.append(rows)
        else:
            self.results.action_move(rows)
            if self.results.cursor == len(self.results.rows) - 1 < self._total - 1:
                self._ask(4 * self._asked.limit)
            self._preview(_MOVING)

    @on(Input.Submitted, "#query")
    def action_choose(self) -> None:
        """Open the article at the hit under the cursor, once the results are those of what stands in the line."""
        if self.recalls:
            self.recall()
        elif self._answered != self._asked:
            self._enter_pressed = True
        elif (hit := self.results.row) is not None:
            self.remember(self._asked.query)
            self.dismiss(hit)

    @on(RowList.Chosen)
    def _clicked(self) -> None:
        self.action_choose()

    def action_export(self) -> None:
        """Ask into what file, and in which format, what answers the query is to be written."""
        from newsreader.tui.offers import of_search
        from newsreader.tui.screens.export import ExportScreen

        offers = [of_search(query)] if (query := self.input.value.strip()) else []
        self.app.push_screen(ExportScreen(self._desk, offers, self._palette), lambda said: self.status.say(said or ""))

    def action_help(self) -> None:
        """Show what can be typed, and the keys."""
        from newsreader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("queries"))

    def action_back(self) -> None:
        """Back to where the reader was: in the search, or before it."""
        if self.wants_past:
            self.action_past()
        else:
            self.dismiss(None)
