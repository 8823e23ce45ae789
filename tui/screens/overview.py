"""The overview: who is quoted how much, in which outlets, when, in which way, by name or without."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from newsreader.core.library import Library
from newsreader.core.library.connection import Database
from newsreader.core.library.overview import By, Overview, Tally, overview
from newsreader.core.model import QuoteKind
from newsreader.tui.screens.across import AcrossScreen
from newsreader.tui.trail import Trail
from newsreader.tui.widgets.chart import Chart, Series
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.tab_line import Tab
from newsreader.tui.widgets.tally_list import TallyHeading, TallyList, called
from newsreader.tui.wording import count

TABS = {
    By.SPEAKER: Tab("Speakers", "Speakers", "Speaker"),
    By.OUTLET: Tab("Outlets", "Outlets", "Outlet"),
    By.MONTH: Tab("Months", "Months", "Month"),
    By.KIND: Tab("Kinds of quotes", "Kinds", "Kind"),
    By.SOURCE: Tab("Named and unnamed", "Sources", "Source"),
}
"""The tabs; as `kind` what a row of them is."""


NOTHING = "No quotes yet: there are no articles, or they are still being read."


@dataclass(frozen=True, slots=True)
class Counted:
    """What the page shows: the rows of a tab, the days for the line of time, what of the filter cannot be meant."""

    typed: str
    rows: Overview
    days: Overview
    mistakes: tuple[str, ...] = ()


def counted(database: Database, by: By, typed: str) -> Counted:
    """Count what obeys a filter."""
    if not typed.strip():
        rows = overview(database, by)
        return Counted(typed, rows, overview(database, By.DAY))
    from newsreader.core.search.narrowing import narrowing  # not needed before something is typed

    asked = narrowing(database, typed)
    rows = overview(database, by, asked.where, *asked.values)
    days = overview(database, By.DAY, asked.where, *asked.values)
    return Counted(typed, rows, days, asked.mistakes)


@dataclass(frozen=True, slots=True)
class OverviewPlace:
    """Where the reader is: the tab, the filter, the row under the cursor."""

    by: By = By.SPEAKER
    typed: str = ""
    row: Hashable = None

    @property
    def name(self) -> str:
        """What the way back is called."""
        return "the overview"

    def fetch(self, library: Library) -> Counted:
        """The numbers."""
        return counted(library.database, self.by, self.typed)

    def screen(self, trail: Trail, fetched: Counted) -> OverviewScreen:
        """The page."""
        return OverviewScreen(trail, self, fetched)


class OverviewScreen(AcrossScreen):
    """A line of time over rows with bars; Enter looks closer at a row."""

    without = ("travels", "person")

    def __init__(self, trail: Trail, place: OverviewPlace, fetched: Counted) -> None:
        super().__init__(trail, list(TABS.values()), list(TABS).index(place.by), place.typed)
        self._counted, self._row = fetched, place.row
        self.chart = Chart(self._palette, id="head")
        self.rows = TallyList(self._palette, id="tallies")
        self.heading = TallyHeading(self._palette, self.rows, id="heading")

    def compose(self) -> ComposeResult:
        """Counts over time, the tabs, the rows."""
        yield self.chart
        yield self.tabs
        yield self.heading
        with Horizontal(id="body"), Vertical(id="lists"):
            yield self.rows
        yield self.status
        yield self.keys

    def on_mount(self) -> None:
        """Show what was counted."""
        self._show()
        self.set_focus(self.rows)

    @property
    def by(self) -> By:
        """What is counted by."""
        return list(TABS)[self.tabs.current]

    @property
    def place(self) -> OverviewPlace:
        """Where the reader is."""
        return OverviewPlace(self.by, self._typed, _key(self.rows.row) if self.rows.row else None)

    @property
    def settled(self) -> bool:
        """Whether what is shown is what was asked for."""
        return self._counted.typed == self._typed and self._counted.rows.by is self.by

    def to_tab(self, index: int) -> None:
        """Count by something else."""
        super().to_tab(index)
        self.narrowed()

    def narrowed(self) -> None:
        """Count again."""
        self._count()

    @work(exclusive=True, group="narrow")
    async def _count(self) -> None:
        by = self.by
        found = await self.asked(lambda database, typed: counted(database, by, typed))
        if found is not None:
            self._counted = found
            self._show()

    def _show(self) -> None:
        found = self._counted
        rows, total = found.rows.rows, found.rows.total
        keys = [_key(row) for row in rows]
        cursor = keys.index(self._row) if self._row in keys else 0
        self._row = None
        self.rows.empty = "Nothing matches the filter." if found.typed.strip() else NOTHING
        self.rows.tell(found.rows.by, rows, total.quotes, cursor)
        self.rows.border_subtitle = count(len(rows), "row") if rows else ""
        self.heading.say(TABS[found.rows.by].kind)
        self.chart.border_title = "Who is quoted how much"
        self.chart.border_subtitle = Content(f"filter: {found.typed}") if found.typed.strip() else None
        self.chart.show(_facts(total), _series(found.days))
        self._caption()

    def _caption(self) -> None:
        mistakes = "! " + "; ".join(self._counted.mistakes) if self._counted.mistakes else ""
        row, place = self.rows.row, ""
        if row is not None:
            by = self._counted.rows.by
            place = f"{self.rows.cursor + 1:,}/{len(self.rows.rows):,} · {called(by, row)} · {_closer(by, row)}"
        self.status.say(" · ".join(filter(None, (mistakes, place))))

    def on_row_list_moved(self) -> None:
        """The cursor is on another row."""
        self._caption()

    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Look closer: a speaker's page; else the speakers of that outlet, month or kind."""
        row, by = self.rows.row, self._counted.rows.by
        if row is None:
            return
        if by is By.SPEAKER:
            self.open_person(row.person, self._typed)
        elif more := _filter_for(by, row):
            self._trail.go(OverviewPlace(By.SPEAKER, f"{self._typed} {more}".strip()), lambda: None)


def _key(row: Tally) -> Hashable:
    return row.person if row.person is not None else row.label


def _filter_for(by: By, row: Tally) -> str:
    """What typed into the filter keeps the quotes of a row; "" where nothing does."""
    if not row.label:
        return ""
    if by is By.OUTLET:
        return f'source:"{row.label}"'
    if by is By.KIND:
        return f"kind:{row.label}"
    if by is By.MONTH:
        year, month = (int(part) for part in row.label.split("-"))
        return f"after:{row.label} before:{year + month // 12}-{month % 12 + 1:02}"
    return ""


def _closer(by: By, row: Tally) -> str:
    if by is By.SPEAKER:
        return "Enter opens their page" if row.person is not None else "no page: without a name"
    return "Enter shows who is quoted there" if _filter_for(by, row) else count(row.articles, "article")


def _facts(total: Tally) -> str:
    if not total.quotes:
        return "No quotes."
    shares = (("named", total.named), ("unnamed", total.unnamed), ("unknown", total.unknown))
    told = ", ".join(f"{number / total.quotes:.0%} {name}" for name, number in shares)
    return f"{count(total.quotes, 'quote')} in {count(total.articles, 'article')} · sources: {told}"


def _series(days: Overview) -> list[Series]:
    def points(kind: QuoteKind) -> list[tuple[str | None, int]]:
        return [(row.label or None, int(getattr(row, kind))) for row in days.rows]

    return [
        Series("direct", "direct", points(QuoteKind.DIRECT)),
        Series("mixed", "mixed", points(QuoteKind.MIXED)),
        Series("indirect", "indirect", points(QuoteKind.INDIRECT)),
    ]
