"""Everything that a reader has marked: stars, tags, notes, corrections, and what no longer has its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style

from newsreader.core.library.rows import AsideRow, MarkRow
from newsreader.core.model import Span
from newsreader.tui.cells import clip
from newsreader.tui.matching import matching, plain, words_of
from newsreader.tui.signs import ASIDE, sign
from newsreader.tui.theme import Palette
from newsreader.tui.widgets.row_list import RowList, Runs
from newsreader.tui.wording import count, day

WHOLE = "the whole article"
ALL, SET_ASIDE = "", "aside"
_SHOWN = 500  # characters of the words of a mark, which are looked through and shown
_VALUE = 24  # cells that a tag or a name has beside the words, where both are long
_ITALIC = Style(italic=True)


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark, or one that was set aside: see `MarkRow` and `AsideRow`, whose fields these are."""

    article_id: str
    title: str
    span: Span | None
    words: str
    what: str
    value: str
    at: str
    number: int
    aside: bool = False

    @property
    def kind(self) -> str:
        """What it is listed as."""
        return SET_ASIDE if self.aside else self.what


def entries(marks: Sequence[MarkRow], aside: Sequence[AsideRow]) -> list[Entry]:
    """A row for each: what was set aside first, then the marks, in each the newest first."""
    kept = [Entry(m.article_id, m.title, m.span, m.words[:_SHOWN], m.what, m.value, m.at, m.number) for m in marks]
    lost = [Entry(a.article_id, a.title, None, a.words[:_SHOWN], a.what, a.value, a.at, a.number, True) for a in aside]
    return [*sorted(lost, key=_newest, reverse=True), *sorted(kept, key=_newest, reverse=True)]


def _newest(entry: Entry) -> tuple[str, int]:
    return entry.at, entry.number


class MarkList(RowList[Entry]):
    """Two lines a mark: its sign, what it says and the words; the article."""

    row_height = 2
    has_keys = True

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__(palette, id=id)
        self.everything: Sequence[Entry] = ()
        self._texts: list[str] = []

    def know(self, entries: Sequence[Entry]) -> None:
        """Have other marks to choose from; `limit` shows them."""
        self.everything = entries
        self._texts = [plain(f"{one.kind} {one.what} {one.value} {one.words} {one.title}") for one in entries]

    def counted(self, kind: str) -> int:
        """How many there are of a kind."""
        return sum(kind in (ALL, one.kind) for one in self.everything)

    def limit(self, text: str, kind: str) -> None:
        """Show those of a kind that have all words of a text; the cursor stays on its row, or near it."""
        row, at = self.row, max(self.cursor, 0)
        among = [index for index, one in enumerate(self.everything) if kind in (ALL, one.kind)]
        rows = [self.everything[index] for index in matching(self._texts, words_of(text), among)]
        self.fill(rows, rows.index(row) if row in rows else min(at, len(rows) - 1) if rows else -1)
        self.border_subtitle = count(len(rows), "mark")

    def draw(self, row: Entry, line: int, width: int) -> Runs:
        """What was set aside is in italics behind a sign of its own."""
        palette = self.palette
        if line == 1:
            when = f"{day(row.at)} · " if row.at else ""
            return [(f"    {when}{row.title}", palette.muted)]
        words = f"“{' '.join(row.words.split())}”" if row.words else WHOLE
        style = palette.base if row.words else palette.muted
        runs = [(f"{ASIDE if row.aside else ' '} {sign(row.what)} ", palette.accent)]
        if said := row.value:
            runs += [(clip(said, max(_VALUE, width - 12 - len(words))), palette.title), ("  ", palette.base)]
        return [*runs, (words, style + _ITALIC if row.aside else style)]
