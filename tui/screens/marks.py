"""All that the reader has marked in all articles: found as one types, gone to, taken away, put on other words."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from newsreader.core.library import Library
from newsreader.core.model import Span
from newsreader.tui.desk import Desk
from newsreader.tui.foot import foot
from newsreader.tui.keymap import bindings
from newsreader.tui.remapping import with_keys
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.key_line import KeyLine
from newsreader.tui.widgets.mark_list import ALL, SET_ASIDE, Entry, MarkList, entries
from newsreader.tui.widgets.preview import Preview
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.tab_line import Tab, TabLine
from newsreader.tui.wording import shortened

TABS = (
    Tab("All", "All", ALL),
    Tab("Stars", "Stars", "star"),
    Tab("Tags", "Tags", "tag"),
    Tab("Notes", "Notes", "note"),
    Tab("Corrections", "Corrected", "correction"),
    Tab("Set aside", "Set aside", SET_ASIDE),
)

EMPTY = {
    ALL: "Nothing is marked yet. On a quote, m stars, t tags, a notes, c corrects.",
    "star": "No stars yet. {own.star} gives one to the chosen quote, {article.star} to the article.",
    "tag": "No tags yet. {own.tags} gives some to the chosen quote, {article.tags} to the article.",
    "note": "No notes yet. {own.note} writes one on the chosen quote, {article.note} on the article.",
    "correction": "Nothing is corrected yet. {quote.correct} corrects the chosen quote.",
    SET_ASIDE: "All your marks still stand on their words.",
}

HINT_ASIDE = "The text has changed under these · {marks.attach} puts it on %s · {marks.remove} takes away"


class Spot(NamedTuple):
    """Where the reader was in the list."""

    typed: str = ""
    tab: int = 0
    cursor: int = 0


class Chosen(NamedTuple):
    """The quote that is chosen in the open article, on which something that was set aside may be put."""

    article_id: str
    span: Span
    words: str


class MarksScreen(Screen[Entry | None]):
    """Gives the mark to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("marks"))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]
    AUTO_FOCUS = "#filter"
    CSS_PATH = "marks.tcss"

    def __init__(self, desk: Desk, notes: Desk, palette: Palette, spot: Spot, chosen: Chosen | None) -> None:
        """`desk` reads, `notes` writes. spot: where the reader was here last."""
        super().__init__()
        self._desk, self._notes, self._chosen = desk, notes, chosen
        self._first: int | None = spot.cursor
        self._said = ""  # what has just been done, for the status line
        self.changed = False
        """Whether anything was taken away or put elsewhere."""
        self.input = Input(spot.typed, placeholder="words, tags, names, titles", id="filter", select_on_focus=True)
        self.kinds = TabLine(TABS, palette, id="kinds")
        self.kinds.current = spot.tab
        self.marks = MarkList(palette, id="marks")
        self.preview = Preview(palette, id="preview")
        self.status = StatusLine(palette, id="status")
        self._hint = Static(id="hint", markup=False)
        self.keys = KeyLine(foot("marks"), palette, id="keys")

    def compose(self) -> ComposeResult:
        """What is typed, the kinds, the marks, the article beside them."""
        yield self.input
        yield self.kinds
        yield self._hint
        with Horizontal():
            for pane in (self.marks, self.preview):
                pane.can_focus = False
                yield pane
        yield self.status
        yield self.keys

    def on_mount(self) -> None:
        """Read the marks."""
        self.input.border_title = "Everything you have marked"
        self.input.border_subtitle = with_keys(
            "↑ ↓ choose · {marks.choose} goes there · {marks.back} goes back", self.app
        )
        self.marks.border_title = "Marks"
        self.read()

    @property
    def spot(self) -> Spot:
        """Where the reader is in the list."""
        return Spot(self.input.value, self.kinds.current, max(self.marks.cursor, 0))

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        for pane in (self.marks, self.preview, self.status, self.kinds, self.keys):
            pane.recolour(palette)

    @work(exclusive=True, group="marks")
    async def read(self) -> None:
        """Read the marks from the library, and show them."""

        def fetch(library: Library) -> list[Entry]:
            return entries(library.marked(), library.corrections.aside())

        if (read := await self._notes.ask(fetch)) is not None:
            self.marks.know(read)
            self.look()

    # What is shown

    @on(Input.Changed, "#filter")
    def look(self) -> None:
        """Show what has the words that are typed."""
        kind = TABS[self.kinds.current].kind
        self.marks.empty = (
            "Nothing like that is marked." if self.marks.counted(kind) else with_keys(EMPTY[kind], self.app)
        )
        self.marks.limit(self.input.value, kind)
        if self._first is not None and self.marks.rows:
            self.marks.point(min(self._first, len(self.marks.rows) - 1))
            self._first = None
        there = "the chosen quote" if self._chosen else "a quote, once one is chosen"
        self._hint.update(Content(with_keys(HINT_ASIDE, self.app) % there))
        self._hint.display = kind == SET_ASIDE
        self._show()

    @work(exclusive=True, group="preview")
    async def _show(self) -> None:
        row = self.marks.row
        said, self._said = self._said, ""
        if row is None:
            self.preview.show_nothing()
            self.status.say(said)
            return
        self.status.say(said or f"{self.marks.cursor + 1:,}/{len(self.marks.rows):,} · {row.title}")
        if await self.preview.open_article(self._desk, row.article_id) is None:
            return
        self.preview.mark_hits([row.span] if row.span else (), 0 if row.span else -1)

    # Keys

    def action_move(self, rows: int) -> None:
        """Move along the marks; the keys stay with what is typed."""
        self.marks.action_move(rows)
        self._show()

    def action_kind(self, by: int) -> None:
        """Go to another kind of marks."""
        self.kinds.point((self.kinds.current + by) % len(TABS))
        self.look()

    @on(TabLine.Chosen)
    def _tab_clicked(self, message: TabLine.Chosen) -> None:
        self.kinds.point(message.index)
        self.look()

    @on(RowList.Chosen)
    @on(Input.Submitted, "#filter")
    def action_choose(self) -> None:
        """Go to the mark under the cursor."""
        if (row := self.marks.row) is not None:
            self.dismiss(row)

    @property
    def _way_back(self) -> str:
        return with_keys("{marks.undo} undoes it", self.app)

    def action_back(self) -> None:
        """Back to where the reader was."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where a letter can be deleted, no mark is."""
        return action != "remove" or (self.input.cursor_at_end and self.input.selection.is_empty)

    def action_remove(self) -> None:
        """Take the mark under the cursor away."""
        if (row := self.marks.row) is not None:
            self._do(lambda library: _remove(library, row), f"Taken away: {_named(row)} · {self._way_back}")

    def action_attach(self) -> None:
        """Put what was set aside on the chosen quote."""
        row, chosen = self.marks.row, self._chosen
        if row is None or not row.aside:
            self.status.say("Only what was set aside can be put on other words")
        elif chosen is None or chosen.article_id != row.article_id:
            self.status.say(f"First choose a quote of this article: {row.title}")
        else:
            said = f"Put on {shortened(f'“{chosen.words}”')} · {self._way_back}"
            self._do(lambda library: library.corrections.attach(row.number, chosen.span), said)

    @work(group="doing")
    async def _do(self, order: object, said: str) -> None:
        def write(library: Library) -> bool:
            order(library)  # type: ignore[operator]
            return True

        if await self._notes.ask(write):
            self._done(said)

    @work(group="doing")
    async def action_undo(self) -> None:
        """Undo what the reader did last."""
        undone = await self._notes.ask(lambda library: (library.edits.undo(),))
        if undone is not None:
            self._done(f"Undone: {undone[0]}" if undone[0] else "There is nothing to undo")

    def _done(self, said: str) -> None:
        """Show the marks as they are now, and say what has been done."""
        self.changed, self._said = True, said
        self.read()

    def action_help(self) -> None:
        """Show every key."""
        from newsreader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(place="marks"))


def _remove(library: Library, entry: Entry) -> None:
    """Take a mark away."""
    if entry.aside:
        library.corrections.forget(entry.number)
    elif entry.what == "star":
        library.unstar(entry.article_id, entry.span)
    elif entry.what == "tag":
        left = [tag for tag in library.tags_of(entry.article_id, entry.span) if tag != entry.value]
        library.set_tags(entry.article_id, left, entry.span)
    elif entry.what == "note":
        library.remove_note(entry.number)
    else:
        library.corrections.withdraw(entry.number)


def _named(entry: Entry) -> str:
    return f"{entry.what} on {shortened(f'“{entry.words}”' if entry.words else entry.title)}"
