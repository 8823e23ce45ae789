"""Who said what: the quotes of the article, one after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style

from newsreader.core.model import Analysis, Quote, QuoteKind
from newsreader.tui.cells import pad
from newsreader.tui.render import ELSEWHERE, speaker_key, speaker_slots
from newsreader.tui.signs import CORRECTED
from newsreader.tui.widgets.finding_list import FindingList
from newsreader.tui.widgets.row_list import Runs
from newsreader.tui.wording import speaker_label, words

_ITALIC = Style(italic=True)
NOWHERE: Mapping[int, int] = MappingProxyType({})


class QuoteRow(NamedTuple):
    """A quote of the article: its number among those shown, the index of it in the analysis, words, speaker and colour.

    signs: of what the reader has put on it, and of how many other articles carry it. corrected: whether the reader has
    changed it.
    """

    number: int
    quote: int
    kind: QuoteKind
    speaker: str
    words: str
    slot: int | None
    signs: str = ""
    corrected: bool = False


def quote_rows(
    analysis: Analysis, signs_of: Callable[[Quote], str] = lambda quote: "", elsewhere: Mapping[int, int] = NOWHERE
) -> list[QuoteRow]:
    """A row a quote that somebody is reported as saying; scare quotes are nobody's.

    signs_of: the signs of what the reader has put on a quote. elsewhere: how many other articles carry it, by index.
    """
    slots = speaker_slots(analysis)
    rows: list[QuoteRow] = []
    for index, quote in enumerate(analysis.quotes):
        if quote.kind is QuoteKind.SCARE:
            continue
        key = speaker_key(quote)
        slot = slots[key] if key is not None else None
        others = f"{ELSEWHERE}{elsewhere[index]}" if index in elsewhere else ""
        signs = " ".join(filter(None, (signs_of(quote), others)))
        shown = speaker_label(quote), words(analysis, quote), slot, signs, quote.corrected_by is not None
        rows.append(QuoteRow(len(rows) + 1, index, quote.kind, *shown))
    return rows


class QuoteList(FindingList[QuoteRow]):
    """Two lines a quote: who, and the first words."""

    row_height = 2
    empty = "No quotes found yet."
    noun = "quote"
    opens_at_jump = True

    def draw(self, row: QuoteRow, line: int, width: int) -> Runs:
        """Indirect speech is in italics and without quotation marks; a double bar shows what the reader corrected."""
        palette = self.palette
        style = palette.speaker(row.slot)
        if line == 0:
            number = f"{row.number:>3}{CORRECTED if row.corrected else ' '}"
            if not row.signs:
                return [(number, palette.muted), (row.speaker, style)]
            speaker = pad(row.speaker, width - len(number) - cell_len(row.signs) - 1)
            return [(number, palette.muted), (speaker, style), (f" {row.signs}", palette.accent)]
        if row.kind is QuoteKind.INDIRECT:
            return [("    ", style), (row.words, palette.base + _ITALIC)]
        return [("    ", style), (f"“{row.words}”", palette.base)]

    def text(self, row: QuoteRow) -> str:
        """Who, what was said, and the signs, by which one can look for them."""
        return f"{row.speaker} {row.words} {row.signs}{CORRECTED if row.corrected else ''}"

    def key(self, row: QuoteRow) -> int:
        """The quote's index in the analysis."""
        return row.quote

    def point_at(self, quote: int) -> None:
        """Put the cursor on the row of a quote, by the index of it in the analysis."""
        self.follow(next((i for i, row in enumerate(self.rows) if row.quote == quote), -1))
