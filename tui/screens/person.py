"""Somebody's page: what they said, what is said about them, who is quoted beside them, in which articles."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from newsreader.core.library import Library, PersonRow, QuoteRow
from newsreader.core.library.connection import Database
from newsreader.core.library.overview import Tally, days_of
from newsreader.core.model import QuoteKind
from newsreader.tui.keymap import bindings
from newsreader.tui.offers import Offer, of_person
from newsreader.tui.remapping import with_keys
from newsreader.tui.screens.identifying import Identifying
from newsreader.tui.trail import Trail
from newsreader.tui.widgets.appearance_list import AppearanceList
from newsreader.tui.widgets.chart import Chart, Series
from newsreader.tui.widgets.people_list import KINDS, PeopleList, Somebody, beside
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.said_list import SaidList, where
from newsreader.tui.widgets.tab_line import Tab
from newsreader.tui.wording import count

if TYPE_CHECKING:
    from newsreader.core.library.rows import Appearance

SAID, ABOUT, BESIDE, ARTICLES = range(4)
_NOTHING = (
    "Not quoted in any article.",
    "Nobody is quoted speaking of them.",
    "Nobody else is quoted in the same articles.",
    "In no article.",
)
TABS = (("Said", "Said"), ("About", "About"), ("Quoted beside", "Beside"), ("Articles and names", "Articles"))


FIRST = 40
"""Quotes that a page is opened with; the others follow."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Who it is, what they said first, and how much they said on which day."""

    person: PersonRow
    said: list[QuoteRow]
    days: Sequence[Tally]


@dataclass(frozen=True, slots=True)
class PersonPlace:
    """Where the reader is on a page: whose, which tab, the filter, the row under the cursor."""

    number: int
    name: str = ""
    tab: int = SAID
    typed: str = ""
    row: Hashable = None

    def fetch(self, library: Library) -> Fetched | None:
        """What the page is opened with."""
        person = library.identities.person(self.number)
        if person is None:
            return None
        # Who comes back to a row finds it there.
        said = library.identities.said(person.number, FIRST if self.row is None else None)
        return Fetched(person, said, days_of(library.database, person.number))

    def screen(self, trail: Trail, fetched: Fetched) -> PersonScreen:
        """The page."""
        return PersonScreen(trail, self, fetched)


@dataclass(frozen=True, slots=True)
class EntityPlace(PersonPlace):
    """Somebody's page, by an entity of an article: `number` is its index there."""

    article_id: str = ""

    def fetch(self, library: Library) -> Fetched | None:
        """What the page is opened with."""
        number = library.identities.of(self.article_id, self.number)
        if number is None:  # a new library is linked a moment after its start, and somebody wants to see this now
            library.identities.catch_up()
            number = library.identities.of(self.article_id, self.number)
        return None if number is None else PersonPlace(number).fetch(library)


@dataclass(frozen=True, slots=True)
class Rest:
    """What follows when the page is on the screen."""

    said: list[QuoteRow]
    about: list[QuoteRow]
    beside: list[tuple[PersonRow, int]]
    appearances: list[Appearance]


class PersonScreen(Identifying):
    """A page about one person, organisation or place across articles."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("person"))
    keys_of = ("person", "page")

    def __init__(self, trail: Trail, place: PersonPlace, first: Fetched) -> None:
        super().__init__(trail, [Tab(*names, "") for names in TABS], place.tab, place.typed)
        self._person, self._first = first.person, first
        self._wanted = place.row
        self._rest: Rest | None = None
        self._kept: set[tuple[str, int]] | None = None  # the quotes that obey the filter; None: all
        self._mistakes: tuple[str, ...] = ()
        self._told = ""  # what was done last, until the cursor moves
        self.chart = Chart(self._palette, id="head")
        self.lists: tuple[RowList[Any], ...] = (
            SaidList(self._palette, id="said"),
            SaidList(self._palette, id="about", whose=True),
            PeopleList(self._palette, id="people"),
            AppearanceList(self._palette, id="appearances"),
        )

    def compose(self) -> ComposeResult:
        """Counts over time, the tabs, the list of one of them, the article beside it."""
        yield self.chart
        yield self.tabs
        with Horizontal(id="body"):
            with Vertical(id="lists"):
                for index, rows in enumerate(self.lists):
                    rows.display = index == self.tabs.current
                    yield rows
            yield self.beside
        yield self.status
        yield self.keys

    def on_mount(self) -> None:
        """Show what is there; ask for the rest."""
        self._show()
        self.set_focus(self._list)
        if self._typed:
            self.narrowed()
        self._read_rest()

    @property
    def place(self) -> PersonPlace:
        """Where the reader is."""
        row = self._list.row
        here = self._wanted if row is None else _key(row)
        return PersonPlace(self._person.number, self._person.name, self.tabs.current, self._typed, here)

    @property
    def settled(self) -> bool:
        """Whether all of it is shown."""
        return self._rest is not None and (self._kept is not None) == bool(self._typed.strip())

    @property
    def quote(self) -> QuoteRow | None:
        """The quote under the cursor."""
        row = self._list.row
        return row if isinstance(row, QuoteRow) else None

    @property
    def offers(self) -> list[Offer]:
        """All that they said."""
        return [of_person(self._person.name, self._person.number)]

    @property
    def _list(self) -> RowList[Any]:
        return self.lists[self.tabs.current]

    # Showing

    @work(exclusive=True, group="rest")
    async def _read_rest(self) -> None:
        number = self._person.number

        def read(library: Library) -> Rest:
            people = library.identities
            said, about = people.said(number), people.about(number)
            return Rest(said, about, people.quoted_with(number), people.appearances(number))

        rest = await self._trail.desk.ask(read)
        if rest is not None and number == self._person.number:
            self._rest = rest
            self._show()

    def _show(self) -> None:
        """Fill everything from what is known."""
        person, rest = self._person, self._rest or Rest(self._first.said, [], [], [])
        said = [quote for quote in rest.said if self._obeys(quote)]
        about = [quote for quote in rest.about if self._obeys(quote)]
        in_them = None if self._kept is None else {article for article, _ in self._kept}
        seen = [one for one in rest.appearances if in_them is None or one.article_id in in_them]
        people = [beside(*one) for one in rest.beside]
        filled: tuple[Sequence[object], ...] = (said, about, people, seen)
        for rows, shown, nothing in zip(self.lists, filled, _NOTHING, strict=True):
            self._fill(rows, shown, nothing if self._rest or rows is self.lists[SAID] else "Looking…")
        if self._rest:
            self._wanted = None
        all_said = len(said) if self._rest or self._kept is not None else person.quotes
        numbers = [all_said, *(len(rows) if self._rest else None for rows in (about, people, seen))]
        self.tabs.tabs = [_tab(*names, number) for names, number in zip(TABS, numbers, strict=True)]
        self.tabs.refresh()
        series = _series(said, about) if self._rest or self._kept is not None else _first_series(self._first.days)
        dates = [quote.published for quote in [*rest.said, *rest.about]] if self._rest else ()
        self.chart.show(_facts(person), series, dates)
        self.chart.border_title = Content(person.name + (" ✎" if person.renamed else ""))
        self.chart.border_subtitle = Content(f"filter: {self._typed}") if self._typed.strip() else None
        self._caption()

    def _fill(self, rows: RowList[Any], wanted: Sequence[object], empty: str) -> None:
        rows.empty = "Nothing matches the filter." if self._typed.strip() and rows is not self.lists[BESIDE] else empty
        here = None if rows.row is None else _key(rows.row)
        if rows is self._list and self._wanted is not None:
            here = self._wanted
        # The cursor stays on its row, wherever that is now.
        rows.fill(wanted, next((i for i, row in enumerate(wanted) if _key(row) == here), 0))

    def _obeys(self, quote: QuoteRow) -> bool:
        return self._kept is None or (quote.article_id, quote.position) in self._kept

    def _caption(self) -> None:
        """Say where the cursor is, and show that beside the list."""
        rows, row = self._list, self._list.row
        # Where the head has no frame, the name stands in that of the list.
        rows.border_title = Content(self._person.name) if self.has_class("-short") else TABS[self.tabs.current][0]
        place = f"{rows.cursor + 1:,}/{len(rows.rows):,}" if row is not None else ""
        match row:
            case QuoteRow():
                told = where(row)
            case Somebody():
                told = f"{with_keys('{page.choose} opens', self.app)} the page of {row.person.name}"
            case None:
                told = ""
            case _:
                told = f"{row.why} · {with_keys('{person.split} splits', self.app)} “{row.name}” off"
        mistakes = "! " + "; ".join(self._mistakes) if self._mistakes else ""
        self.status.say(self._told or " · ".join(filter(None, (mistakes, place, told))))
        self.show_beside(self.quote)

    # Tabs, rows, the filter

    def to_tab(self, index: int) -> None:
        """Show a tab, its list and no other."""
        super().to_tab(index)
        for number, rows in enumerate(self.lists):
            rows.display = number == self.tabs.current
        self.set_focus(self._list)
        self._caption()

    def on_row_list_moved(self) -> None:
        """The cursor is on another row."""
        self._told = ""
        self._caption()

    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Open the article at what is under the cursor, or somebody else's page."""
        match self._list.row:
            case QuoteRow() as quote:
                self._trail.to_article(quote.article_id, quote.position)
            case Somebody() as other:
                self.open_person(other.person.number)
            case None:
                return
            case appearance:
                self._trail.to_article(appearance.article_id)

    def narrowed(self) -> None:
        """Keep the quotes that match, by them or about them."""
        self._narrow()

    @work(exclusive=True, group="narrow")
    async def _narrow(self) -> None:
        if not self._typed.strip():
            self._kept, self._mistakes = None, ()
            self._newest.forget()
            self._show()
            return
        number = self._person.number

        def look(database: Database, typed: str) -> tuple[set[tuple[str, int]], tuple[str, ...]]:
            from newsreader.core.search.narrowing import kept, narrowing  # not needed before something is typed

            asked = narrowing(database, typed)
            # Only the articles that they are in: in them everybody is quoted who speaks of them.
            here = asked.and_also("q.article IN (SELECT article FROM entity WHERE person = ?)", number)
            return kept(database, here), asked.mistakes

        found = await self.asked(look)
        if found is not None and number == self._person.number:
            self._kept, self._mistakes = found
            self._show()

    @property
    def appearance(self) -> tuple[str, int] | None:
        """The article under the cursor, and the position of the person among its entities."""
        row = self._list.row
        if isinstance(row, QuoteRow) and self.tabs.current == SAID and row.entity is not None:
            return row.article_id, row.entity
        if row is not None and not isinstance(row, QuoteRow | Somebody):
            return row.article_id, row.position
        return None

    def change(self, change: Callable[[Library], object], number: int, words: str = "") -> None:
        """Change something, show how it is now, and say what was done: `words`; without them, what was undone."""
        self._change(change, number, words)

    @work(group="edit")
    async def _change(self, change: Callable[[Library], object], number: int, words: str) -> None:
        done = await self._trail.notes.ask(lambda library: [change(library)])
        if done is None:
            return
        place = replace(self.place, number=number)
        fetched = await self._trail.desk.ask(place.fetch)
        if fetched is None:
            self.action_back()
            return
        self._person, self._first = fetched.person, fetched
        self._rest, self._kept = None, None
        undone = f"Undone: {done[0]}" if done[0] else "There is nothing to undo"
        self._told = f"{words} · {with_keys('{person.undo} undoes', self.app)}" if words else undone
        self._show()
        self._read_rest()
        if self._typed.strip():
            self.narrowed()


def _tab(name: str, short: str, number: int | None) -> Tab:
    told = "" if number is None else f" {number:,}"
    return Tab(name + told, short + told, "")


def _key(row: object) -> Hashable:
    match row:
        case QuoteRow():
            return row.article_id, row.position
        case Somebody():
            return row.person.number
        case _:
            return getattr(row, "article_id", None), getattr(row, "position", None)


def _facts(person: PersonRow) -> str:
    also = [form for form in person.forms if form != person.name]
    facts = [KINDS[person.kind], f"in {count(person.articles, 'article')}"]
    if person.outlets:
        facts.append(f"quoted by {count(len(person.outlets), 'outlet')}, most by {person.outlets[0]}")
    if also:
        facts.append(f"also {', '.join(also)}")
    return " · ".join(facts)


def _first_series(days: Sequence[Tally]) -> list[Series]:
    """The lines as far as they are known without the words."""
    marked = [(row.label or None, row.direct + row.mixed) for row in days]
    return _lines(marked, [(row.label or None, row.indirect) for row in days], [])


def _series(said: Sequence[QuoteRow], about: Sequence[QuoteRow]) -> list[Series]:
    marked = [(quote.published, 1) for quote in said if quote.kind is not QuoteKind.INDIRECT]
    reported = [(quote.published, 1) for quote in said if quote.kind is QuoteKind.INDIRECT]
    return _lines(marked, reported, [(quote.published, 1) for quote in about])


Points = Sequence[tuple[str | None, int]]


def _lines(marked: Points, reported: Points, about: Points) -> list[Series]:
    return [
        Series("in quotation marks", "in marks", marked),
        Series("in the reporter's words", "reported", reported),
        Series("by others about them", "about", about),
    ]
