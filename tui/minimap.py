"""What stands where in an article, in as many rows as its scroll bar has. Pure.

Made once for a layout and a height: each character's row is then found among a few dozen numbers, however long the
article is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from newsreader.core.model import Quote, QuoteKind, Span
from newsreader.tui.layout import Layout
from newsreader.tui.render import View, speaker_key

QUOTE, CHOSEN, HIT, HIT_CURRENT = "━", "◀", "•", "●"


class Tick(NamedTuple):
    """A row's sign, the slot of the speaker it is about (None: nobody known), and the character it stands for."""

    sign: str
    slot: int | None
    position: int


class Rows:
    """The rows of a bar beside a layout, the first line at the top and line `lines`, beyond the last, at the foot."""

    def __init__(self, layout: Layout, lines: int, height: int) -> None:
        """lines: at least those of the layout. height: rows of the bar."""
        self.layout, self.lines, self.height = layout, max(lines, 1), height
        firsts = (-(-row * self.lines // max(height, 1)) for row in range(height))  # rounded up
        self._starts = [layout.lines[first].start for first in firsts if first < len(layout.lines)]

    def of(self, position: int) -> int:
        """The row in which the line of a character is."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def line(self, row: int) -> int:
        """The first line of a row."""
        return -(-row * self.lines // max(self.height, 1))


def quote_ticks(rows: Rows, quotes: Sequence[Quote], slots: Mapping[int | str, int]) -> dict[int, Tick]:
    """A tick in each row that has part of a quote, in the colour of who has most quotes there."""
    who: defaultdict[int, Counter[int | None]] = defaultdict(Counter)
    first: dict[int, int] = {}
    for quote in quotes:
        if quote.kind is QuoteKind.SCARE:
            continue
        key = speaker_key(quote)
        start, end = quote.content[0][0], quote.content[-1][1]
        for row in range(rows.of(start), rows.of(max(end - 1, start)) + 1):
            who[row][slots[key] if key is not None else None] += 1
            first.setdefault(row, start)
    return {row: Tick(QUOTE, counts.most_common(1)[0][0], first[row]) for row, counts in who.items()}


def sign_ticks(rows: Rows, own: Iterable[tuple[Span, str]]) -> dict[int, Tick]:
    """A tick in each row that has something of the reader's own on its words: the sign of the first."""
    ticks: dict[int, Tick] = {}
    for (start, _), signs in own:
        ticks.setdefault(rows.of(start), Tick(signs[:1], None, start))
    return ticks


def hit_ticks(rows: Rows, hits: Iterable[Span]) -> dict[int, Tick]:
    """A tick in each row that has a hit."""
    ticks: dict[int, Tick] = {}
    for start, _ in hits:
        ticks.setdefault(rows.of(start), Tick(HIT, None, start))
    return ticks


class Minimap:
    """The ticks of a view, of which only those are looked for anew that a change is about."""

    def __init__(self) -> None:
        self.rows: Rows | None = None
        self.ticks: dict[int, Tick] = {}
        self._kept: dict[str, tuple[object, dict[int, Tick]]] = {}

    def draw(
        self, view: View, lines: int, height: int, quotes: Sequence[Quote], slots: Mapping[int | str, int]
    ) -> dict[int, Tick]:
        """The ticks in a bar of some rows; what the eye looks for first lies over the rest.

        quotes, slots: the article's quotes and its speakers' numbers; while a quote is made, those of the others.
        """
        rows = self.rows
        if rows is None or rows.layout is not view.layout or (rows.lines, rows.height) != (lines, height):
            rows = self.rows = Rows(view.layout, lines, height)
            self._kept.clear()
        ticks = {**self._layer("quotes", quotes, lambda: quote_ticks(rows, quotes, slots))}
        ticks |= self._layer("own", view.own, lambda: sign_ticks(rows, view.own))
        ticks |= self._layer("hits", view.hits, lambda: hit_ticks(rows, view.hits))
        if view.analysis is not None and 0 <= view.chosen < len(view.analysis.quotes):
            quote = view.analysis.quotes[view.chosen]
            key, start = speaker_key(quote), quote.content[0][0]
            ticks[rows.of(start)] = Tick(CHOSEN, None if key is None else slots.get(key, len(slots)), start)
        if 0 <= view.hit < len(view.hits):
            start = view.hits[view.hit][0]
            ticks[rows.of(start)] = Tick(HIT_CURRENT, None, start)
        self.ticks = ticks
        return ticks

    def _layer(self, name: str, source: object, find: Callable[[], dict[int, Tick]]) -> dict[int, Tick]:
        kept = self._kept.get(name)
        if kept is None or kept[0] is not source:
            kept = self._kept[name] = source, find()
        return kept[1]
