"""A quote's travels: its versions in other articles, the first seen at the beginning, and how they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from newsreader.core.library import Library, QuoteRow
from newsreader.core.people.difference import Comparison, What
from newsreader.tui.keymap import bindings
from newsreader.tui.screens.across import AcrossScreen
from newsreader.tui.trail import Trail
from newsreader.tui.widgets.difference_pane import ADDED, REMOVED, DifferencePane, Part, parts
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.said_list import where
from newsreader.tui.widgets.tab_line import Tab
from newsreader.tui.widgets.version_list import Version, VersionList, alterations
from newsreader.tui.wording import UNKNOWN, count, day


@dataclass(frozen=True, slots=True)
class TravelsPlace:
    """Where the reader is: the quote that was in hand, and the version under the cursor."""

    article_id: str
    position: int
    row: tuple[str, int] | None = None

    @property
    def name(self) -> str:
        """What the way back is called."""
        return "the versions of the quote"

    def fetch(self, library: Library) -> list[Version] | None:
        """The versions, each compared to the one in hand; None where there are no others."""
        rows = library.travels.of(self.article_id, self.position)
        if not rows:  # a new library is gathered a moment after its start, and somebody wants to see this now
            library.travels.catch_up()
            rows = library.travels.of(self.article_id, self.position)
        here = next((row for row in rows if (row.article_id, row.position) == (self.article_id, self.position)), None)
        if here is None:
            return None
        return [Version(row, None if row is here else library.travels.compared(here, row)) for row in rows]

    def screen(self, trail: Trail, fetched: list[Version]) -> TravelsScreen:
        """The page."""
        return TravelsScreen(trail, self, fetched)


class TravelsScreen(AcrossScreen):
    """The versions, and the difference of one of them to the one in hand."""

    BINDINGS: ClassVar[list[BindingType]] = list[BindingType](bindings("travels"))
    keys_of = ("page", "travels")
    without = ("filter", "kind", "travels")

    def __init__(self, trail: Trail, place: TravelsPlace, versions: list[Version]) -> None:
        super().__init__(trail, [Tab("Versions", "Versions", "")])
        self._in_hand = place
        self._versions = versions
        self.hand = next(version.row for version in versions if version.change is None)
        self.versions = VersionList(self._palette, id="versions")
        self.difference = DifferencePane(self._palette, id="difference")
        self.difference.can_focus = False

    def compose(self) -> ComposeResult:
        """The versions and the difference."""
        with Horizontal(id="body"):
            with Vertical(id="lists"):
                yield self.versions
            yield self.difference
        yield self.status
        yield self.keys

    def on_mount(self) -> None:
        """Point at the first version that is not the one in hand, or at where the reader was."""
        articles = {version.row.article_id for version in self._versions}
        outlets = {version.row.outlet for version in self._versions if version.row.outlet}
        self.versions.border_title = f"{count(len(self._versions), 'version')} in {count(len(articles), 'article')}"
        if outlets:
            self.versions.border_subtitle = count(len(outlets), "outlet")
        self.difference.border_title = "Compared with the chosen quote"
        keys = [(version.row.article_id, version.row.position) for version in self._versions]
        others = [index for index, version in enumerate(self._versions) if version.change is not None]
        at = keys.index(self._in_hand.row) if self._in_hand.row in keys else others[0]
        self.versions.fill(self._versions, at)
        self.set_focus(self.versions)
        self._show()

    @property
    def place(self) -> TravelsPlace:
        """Where the reader is."""
        quote = self.quote
        row = (quote.article_id, quote.position) if quote else None
        return TravelsPlace(self._in_hand.article_id, self._in_hand.position, row)

    @property
    def quote(self) -> QuoteRow | None:
        """The version under the cursor."""
        return self.versions.row.row if self.versions.row else None

    def action_scroll(self, lines: int) -> None:
        """Move the difference by lines."""
        self.difference.action_scroll(lines)

    def narrowed(self) -> None:
        """Nothing is narrowed here."""

    def on_row_list_moved(self) -> None:
        """The cursor is on another version."""
        self._show()

    @on(RowList.Chosen)
    def action_choose(self) -> None:
        """Open the article at the version under the cursor."""
        if quote := self.quote:
            self._trail.to_article(quote.article_id, quote.position)

    def _show(self) -> None:
        if version := self.versions.row:
            self.difference.show(_compared(self.hand, version))
            self.status.say(f"{self.versions.cursor + 1}/{len(self._versions)} · {where(version.row)}")


def _compared(hand: QuoteRow, version: Version) -> list[Part]:
    """The page beside the list."""
    row, change = version.row, version.change
    in_hand: list[Part] = [("Chosen   ", "note"), (_told(hand), "head")]
    if change is None:
        return [("This is the chosen quote.", "note"), (f"\n\n{hand.words}\n\n", "same"), *in_hand]
    shown = [_verdict(change), ("\n\n", "same"), *parts(hand.words, row.words, change.changes), ("\n\n", "same")]
    if any(one.what is not What.SAME for one in change.changes):
        shown += [(f"{REMOVED[0]}…{REMOVED[1]}", "removed"), (" only in the chosen quote   ", "note")]
        shown += [(f"{ADDED[0]}…{ADDED[1]}", "added"), (" only here", "note"), ("\n\n", "same")]
    shown += [*in_hand, ("\n", "same"), ("Here     ", "note"), (_told(row), "head")]
    if row.speaker != hand.speaker:
        whose = f"The chosen quote is by {hand.speaker or UNKNOWN}, this one by {row.speaker or UNKNOWN}."
        shown += [("\n\n", "same"), (whose, "alert")]
    return shown


def _verdict(change: Comparison) -> Part:
    if change.alters:
        return f"≠ The words in quotation marks differ: {alterations(change)}", "alert"
    if any(one.what is not What.SAME for one in change.changes):
        return "Only words outside quotation marks differ.", "note"
    return "Word for word the same.", "note"


def _told(row: QuoteRow) -> str:
    return " · ".join(filter(None, (day(row.published), row.outlet or row.title)))
