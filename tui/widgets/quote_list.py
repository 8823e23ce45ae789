"""Who said what: the quotes of the article, one after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rich.style import Style

from newsreader.core.model import Analysis, QuoteKind
from newsreader.tui.cells import pad
from newsreader.tui.render import ELSEWHERE, speaker_key, speaker_slots
from newsreader.tui.widgets.finding_list import FindingList
from newsreader.tui.widgets.row_list import Runs
from newsreader.tui.wording import speaker_label, words

_ITALIC = Style(italic=True)
NOWHERE: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote of the article: its number among those shown, its index in the analysis, words, speaker and colour.

    others: how many other articles carry it.
    """

    number: int
    index: int
    kind: QuoteKind
    speaker: str
    words: str
    slot: int | None
    others: int = 0


def quote_rows(analysis: Analysis, elsewhere: Mapping[int, int] = NOWHERE) -> list[QuoteRow]:
    """A row a quote that somebody is reported as saying; scare quotes are nobody's.

    elsewhere: how many other articles carry a quote, by its index.
    """
    slots = speaker_slots(analysis)
    rows: list[QuoteRow] = []
    for index, quote in enumerate(analysis.quotes):
        if quote.kind is QuoteKind.SCARE:
            continue
        key = speaker_key(quote)
        slot = slots[key] if key is not None else None
        said, others = words(analysis, quote), elsewhere.get(index, 0)
        rows.append(QuoteRow(len(rows) + 1, index, quote.kind, speaker_label(quote), said, slot, others))
    return rows


class QuoteList(FindingList[QuoteRow]):
    """Two lines a quote: who, and the first words."""

    row_height = 2
    empty = "No quotes found yet."
    noun = "quote"

    def draw(self, row: QuoteRow, line: int, width: int) -> Runs:
        """Indirect speech is in italics and without quotation marks."""
        palette = self.palette
        style = palette.speaker(row.slot)
        if line == 0:
            others = f" {ELSEWHERE}{row.others}" if row.others else ""
            name = pad(row.speaker, max(width - 4 - len(others), 0)) if others else row.speaker
            return [(f"{row.number:>3} ", palette.muted), (name, style), (others, palette.accent)]
        if row.kind is QuoteKind.INDIRECT:
            return [("    ", style), (row.words, palette.base + _ITALIC)]
        return [("    ", style), (f"“{row.words}”", palette.base)]

    def text(self, row: QuoteRow) -> str:
        """Who, and what was said."""
        return f"{row.speaker} {row.words}"

    def key(self, row: QuoteRow) -> int:
        """The quote's index in the analysis."""
        return row.index

    def point_at(self, quote: int) -> None:
        """Put the cursor on the row of a quote, by its index in the analysis."""
        self.point(next((i for i, row in enumerate(self.rows) if row.index == quote), -1))
