"""Article + analysis + palette -> styled lines. Pure: no widget, no clock, no state.

What each thing looks like, with and without colour:

- direct quote: the speaker's colour, a solid bar in the margin
- mixed quote: the marked words as a direct quote, the clause around them in italics, a dashed bar
- indirect speech: the speaker's colour in italics, a dotted bar
- scare quote: dimmed, a small dot
- a quote of which it is doubtful or unknown who said it: a question mark where it begins, a thin bar below
- what the reader put on some words: a star, a pencil for a note, # for a tag, in the margin where they begin
- a quote that the reader corrected: a double bar in the margin
- a quote that other articles carry too: two waves in the margin where it begins, unless the reader's sign is there
- speaker's mention: bold, a doubtful one in italics and underlined instead; cue: underlined
- the chosen quote: filled, bold, a triangle in the margin where it begins (hollow for a doubtful one), below it a bar
- list item: a bullet, unless the text has one; block quote: a thin line left of it
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.core.model import Analysis, Article, BlockKind, Quote, QuoteKind, Span
from newsreader.tui.cells import shown, strip_of
from newsreader.tui.doubt import unsure
from newsreader.tui.layout import Layout, Line, is_narrow, signs_of
from newsreader.tui.signs import CORRECTED
from newsreader.tui.theme import Palette

MARGIN = 3  # cells left of the text: the bar of a quote and a space on either side

_BUCKET = 1024  # characters; marks are found by the buckets they touch, so a line never looks at all of them
BARS = {QuoteKind.DIRECT: "┃", QuoteKind.MIXED: "╏", QuoteKind.INDIRECT: "┊", QuoteKind.SCARE: "·"}
_THIN = {QuoteKind.DIRECT: "│", QuoteKind.MIXED: "╎", QuoteKind.INDIRECT: "┊"}
_CHOSEN_BAR, _CHOSEN_UNSURE, _CHOSEN_BELOW = "▶", "▷", "▌"
_UNSURE = "?"
_BULLET, _ASIDE = "•", "│"
ELSEWHERE = "≈"
"""The sign of a quote that other articles carry too."""
_QUOTE_SIGNS = frozenset("\"'“”„‟‘’‚‛«»‹›`「」『』")
_ITALIC, _BOLD, _UNDERLINE = Style(italic=True), Style(bold=True), Style(underline=True)


class Role(IntEnum):
    """What a marked stretch is; a higher one is painted over a lower one."""

    CLAUSE = 1
    INDIRECT = 2
    SCARE = 3
    WORDS = 4
    CUE = 5
    MENTION = 6
    WALKED = 7
    HIT = 8
    HIT_CURRENT = 9


class Mark(NamedTuple):
    """A stretch [start, end) of the text with its role, the speaker's slot and the quote it belongs to (-1: none)."""

    start: int
    end: int
    role: Role
    slot: int | None = None
    quote: int = -1


def speaker_slots(analysis: Analysis) -> dict[int | str, int]:
    """A number for each speaker in order of first quote: by entity index, or by name for speakers without one."""
    slots: dict[int | str, int] = {}
    for quote in analysis.quotes:
        key = speaker_key(quote)
        if key is not None:
            slots.setdefault(key, len(slots))
    return slots


def speaker_key(quote: Quote) -> int | str | None:
    """What makes two quotes the same speaker's within an article."""
    return quote.entity if quote.entity is not None else quote.speaker_name


class Marks:
    """Marks of an article, found by line."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._buckets: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            for bucket in range(mark.start // _BUCKET, max(mark.end - 1, mark.start) // _BUCKET + 1):
                self._buckets[bucket].append(mark)

    def plus(self, marks: Iterable[Mark]) -> Marks:
        """These and some more."""
        both = Marks()
        both._buckets.update(self._buckets)
        for bucket, more in Marks(marks)._buckets.items():
            both._buckets[bucket] = [*self._buckets.get(bucket, ()), *more]
        return both

    def within(self, start: int, end: int) -> list[Mark]:
        """The marks that share a character with [start, end), each once."""
        found: dict[Mark, None] = {}
        for bucket in range(start // _BUCKET, max(end - 1, start) // _BUCKET + 1):
            for mark in self._buckets.get(bucket, ()):
                if mark.start < end and mark.end > start:
                    found[mark] = None
        return list(found)


def quote_marks(analysis: Analysis, first: int = 0, slots: Mapping[int | str, int] | None = None) -> list[Mark]:
    """The marks of every quote: its words, the clause around them, its cue and its speaker's mention.

    first: the index of the quote to begin with. slots: the speakers' numbers where they are not those of the analysis.
    """
    slots = speaker_slots(analysis) if slots is None else slots
    text = analysis.article.text
    marks: list[Mark] = []
    for number, quote in enumerate(analysis.quotes[first:], first):
        key = speaker_key(quote)
        slot = slots[key] if key is not None else None
        for span in quote.content:
            marks.append(_content_mark(text, quote, span, slot, number))
        if quote.cue:
            marks.append(Mark(*quote.cue, Role.CUE, slot, number))
        if quote.mention:
            marks.append(Mark(*quote.mention, Role.MENTION, slot, number))
    return marks


def _content_mark(text: str, quote: Quote, span: Span, slot: int | None, number: int) -> Mark:
    start, end = span
    if span not in quote.marked:
        role = Role.INDIRECT if quote.kind is QuoteKind.INDIRECT else Role.CLAUSE
        return Mark(start, end, role, slot, number)
    if start and text[start - 1] in _QUOTE_SIGNS:
        start -= 1
    if end < len(text) and text[end] in _QUOTE_SIGNS:
        end += 1
    return Mark(start, end, Role.SCARE if quote.kind is QuoteKind.SCARE else Role.WORDS, slot, number)


@dataclass(frozen=True)
class View:
    """All that decides how an article looks, apart from which part of it is on the screen."""

    article: Article
    analysis: Analysis | None
    layout: Layout
    palette: Palette
    marks: Marks
    chosen: int = -1
    hits: Sequence[Span] = ()
    hit: int = -1
    walked: Span | None = None
    own: Sequence[tuple[Span, str]] = ()
    """What the reader has put on words: where they are, in text order, and its signs, a character each."""
    elsewhere: Sequence[int] = ()
    """Where the quotes begin that other articles carry too, sorted."""

    def strip(self, index: int, width: int, left: int = 0) -> Strip:
        """Line `index` of the layout as a strip of `width` cells, `left` empty ones first; none is past the last."""
        if not 0 <= index < len(self.layout.lines):
            return Strip.blank(width, self.palette.base)
        return strip_of([Segment(" " * left, self.palette.base), *self._segments(index)], width, self.palette.base)

    def _segments(self, index: int) -> Sequence[Segment]:
        line = self.layout.lines[index]
        if line.block < 0:
            return self._gap(index)
        text = self.article.text[line.start : line.end].rstrip(" \t\n")
        end = line.start + len(text)
        marks = self.marks.within(line.start, end)
        sign = self._signs.get(index, ELSEWHERE if self._travels(line.start, line.end) else "")
        segments = [*self._bar(marks, sign, line.start), Segment(" ", self.palette.base)]
        if line.indent:
            segments.append(Segment(self._lead(line), self.palette.base + self.palette.muted))
        segments += self._runs(text, line.start, self._base(line.block), marks + self._over(line.start, end))
        return segments

    def character(self, index: int, column: int) -> int:
        """The character of line `index` at a cell of the strip, margin included; the nearest one beyond the ends."""
        line = self.layout.lines[index]
        left = column - MARGIN - line.indent
        for position, cells in signs_of(self.article.text, line.start, line.end):
            left -= cells
            if left < 0:
                return position
        return max(line.end - 1, line.start)

    def column(self, index: int, position: int) -> int:
        """The cell of the strip, margin included, at which a character of line `index` is drawn."""
        line = self.layout.lines[index]
        return MARGIN + line.indent + cell_len(shown(self.article.text[line.start : position]))

    def _lead(self, line: Line) -> str:
        """What stands left of an indented line."""
        block = self.layout.blocks[line.block]
        if block.kind is BlockKind.BLOCKQUOTE:
            return _ASIDE.ljust(line.indent)
        return (_BULLET if line.start == block.start else "").ljust(line.indent)

    def _gap(self, index: int) -> Sequence[Segment]:
        """The empty line between two paragraphs; the bar of a quote that runs through it goes on."""
        before, after = self.layout.lines[index - 1], self.layout.lines[min(index + 1, len(self.layout.lines) - 1)]
        through = {m.quote for m in self.marks.within(before.start, before.end) if m.role in _BARRED}
        marks = [m for m in self.marks.within(after.start, after.end) if m.quote in through]
        return self._bar(marks)

    def _over(self, start: int, end: int) -> list[Mark]:
        """The hits, sorted and apart from each other, and the walked mention that are on a line."""
        marks = [Mark(*self.walked, Role.WALKED)] if self.walked else []
        first = max(bisect_right(self.hits, (start, start)) - 1, 0)
        for number in range(first, len(self.hits)):
            hit = self.hits[number]
            if hit[0] >= end:
                break
            marks.append(Mark(*hit, Role.HIT_CURRENT if number == self.hit else Role.HIT))
        return [mark for mark in marks if mark.start < end and mark.end > start]

    @cached_property
    def _signs(self) -> dict[int, str]:
        """The sign of each line that has one: there is room for one, so the others of its words stand below it."""
        signs: dict[int, str] = {}
        for (start, end), own in self.own:
            first, last = self.layout.line_of(start), self.layout.line_of(max(end - 1, start))
            lines = (at for at in range(first, last + 1) if at not in signs and self.layout.lines[at].block >= 0)
            signs.update(zip(lines, own, strict=False))
        return signs

    def _travels(self, start: int, end: int) -> bool:
        """Whether a quote begins on a line that other articles carry too."""
        return bisect_left(self.elsewhere, start) < bisect_left(self.elsewhere, end)

    def _bar(self, marks: Sequence[Mark], own: str = "", start: int = -1) -> list[Segment]:
        """The margin of a line: a sign, and the bar of the chosen quote, else of the strongest one.

        start: the line's first character; -1 for a gap, where no quote begins.
        """
        base = self.palette.base
        signed = [Segment(own, base + self.palette.accent)] if own else []
        gap = "" if own else " "
        barred = [m for m in marks if m.role in _BARRED]
        if not barred or self.analysis is None:
            return [*signed, Segment(f"{gap} ", base)]
        mark = next((m for m in barred if m.quote == self.chosen), max(barred, key=lambda m: m.role))
        quote = self.analysis.quotes[mark.quote]
        sign = self._sign(quote, mark.quote == self.chosen, begins=0 <= start <= quote.content[0][0])
        return [*signed, Segment(f"{gap}{sign}", base + self.palette.speaker(mark.slot))]

    def _sign(self, quote: Quote, chosen: bool, begins: bool) -> str:
        """The bar of a quote on a line. begins: whether it is the quote's first one."""
        doubt = unsure(quote)
        if chosen:
            return (_CHOSEN_UNSURE if doubt else _CHOSEN_BAR) if begins else _CHOSEN_BELOW
        if quote.corrected_by is not None:
            return CORRECTED
        if doubt:
            return _UNSURE if begins else _THIN[quote.kind]
        return BARS[quote.kind]

    def _base(self, block: int) -> Style:
        palette = self.palette
        match self.layout.blocks[block].kind:
            case BlockKind.HEADLINE:
                return palette.base + palette.accent + _BOLD
            case BlockKind.SUBHEADING:
                return palette.base + _BOLD
            case BlockKind.STANDFIRST:
                return palette.base + _ITALIC
            case BlockKind.BYLINE | BlockKind.DATELINE | BlockKind.CAPTION:
                return palette.base + palette.muted
            case BlockKind.BOILERPLATE | BlockKind.CREDIT:
                return palette.base + palette.muted + _ITALIC
            case BlockKind.BODY | BlockKind.ITEM | BlockKind.BLOCKQUOTE:
                return palette.base

    def _runs(self, text: str, start: int, base: Style, marks: Sequence[Mark]) -> list[Segment]:
        """The line's characters in runs of one style."""
        end = start + len(text)
        narrow = is_narrow(text)
        if not narrow:
            marks = _on_signs(marks, text, start)
        edges = {start, end}
        for mark in marks:
            edges.update((max(mark.start, start), min(mark.end, end)))
        ordered = sorted(marks, key=lambda mark: (mark.role, mark.quote == self.chosen))
        drawn = text.replace("\n", " ").replace("\t", " ") if narrow else text
        segments: list[Segment] = []
        for left, right in pairwise(sorted(edges)):
            style = base
            for mark in ordered:
                if mark.start <= left and mark.end >= right:
                    style += self._style(mark)
            words = drawn[left - start : right - start]
            segments.append(Segment(words if narrow else shown(words), style))
        return segments

    def _style(self, mark: Mark) -> Style:
        palette = self.palette
        chosen = mark.quote == self.chosen and mark.quote >= 0
        match mark.role:
            case Role.WORDS:
                return palette.speaker(mark.slot, chosen)
            case Role.INDIRECT:
                return palette.speaker(mark.slot, chosen) + _ITALIC
            case Role.CLAUSE:
                return palette.speaker(mark.slot) + _ITALIC
            case Role.SCARE:
                return palette.speaker(None, chosen) + _ITALIC
            case Role.CUE:
                return _UNDERLINE
            case Role.MENTION:
                doubt = self.analysis is not None and unsure(self.analysis.quotes[mark.quote])
                return palette.speaker(mark.slot) + (_ITALIC + _UNDERLINE if doubt else _BOLD)
            case Role.WALKED | Role.HIT:
                return palette.hit
            case Role.HIT_CURRENT:
                return palette.hit_current


def _on_signs(marks: Iterable[Mark], text: str, start: int) -> list[Mark]:
    """Marks on a line that begin and end with what is one sign to the eye, or the cells would no longer add up."""
    begins = [start + begin for begin, _ in signs_of(text, 0, len(text))] + [start + len(text)]
    on_signs = []
    for mark in marks:
        first = begins[max(bisect_right(begins, mark.start) - 1, 0)]
        last = begins[min(bisect_left(begins, mark.end), len(begins) - 1)]
        on_signs.append(mark._replace(start=first, end=last))
    return on_signs


_BARRED = frozenset({Role.CLAUSE, Role.INDIRECT, Role.SCARE, Role.WORDS})
