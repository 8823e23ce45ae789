"""Breaking an article into screen lines. Pure, and linear in the text: a million words take a tenth of a second.

Lines break at white space only, so hyphens and dashes stay whole; a word longer than the line is cut, but not within
what is one sign to the eye. A newline inside a block is white space (hard-wrapped text is set anew). Blocks are an
empty line apart, but for the items of a list and the lines that say who wrote it and when. The lines of a headline are
about equally long; list items and block quotes are indented.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from newsreader.core.model import Article, Block, BlockKind
from newsreader.tui.cells import shown, unsure

_SPACE = " \t\n"

INDENT = 2
"""Cells by which list items and block quotes are indented."""
_INDENTED = (BlockKind.ITEM, BlockKind.BLOCKQUOTE)
_LEAST = 20  # cells; a narrower column has none to spare for an indent
_WHO_AND_WHEN = (BlockKind.BYLINE, BlockKind.DATELINE)
_LONGEST_HEADLINE = 400  # characters; a longer one is none, and not worth the trials
_NEVER_FIRST = frozenset("、。，．・：；？！ー」』）］｝〉》】〕…‥々ゝゞァィゥェォッャュョぁぃぅぇぉっゃゅょ")
_NO_BLANKS = ((0x2E80, 0x312F), (0x31A0, 0xA4CF), (0xF900, 0xFAFF), (0xFF00, 0xFF60), (0x20000, 0x3FFFF))
_FLAGS = range(0x1F1E6, 0x1F200)  # regional indicators, of which two are a flag


class Line(NamedTuple):
    """One screen line: its characters [start, end) and the block it belongs to, -1 for a gap between blocks.

    indent: empty cells left of it.
    """

    start: int
    end: int
    block: int
    indent: int = 0


class Layout(NamedTuple):
    """An article broken for a column of `width` cells."""

    width: int
    blocks: tuple[Block, ...]
    lines: list[Line]

    def line_of(self, position: int) -> int:
        """The index of the line that holds a character (the line before, for one that no line shows)."""
        at = self.line_from(position)
        while at > 0 and self.lines[at].block < 0:
            at -= 1
        return at

    def line_from(self, position: int) -> int:
        """The index of the last line that starts at a character or before, be it the gap between two blocks."""
        return max(bisect_right(self.lines, position, key=lambda line: line.start) - 1, 0)


def lay_out(article: Article, width: int) -> Layout:
    """Break `article` into lines of at most `width` cells (at least one)."""
    width = max(width, 1)
    text = article.text
    blocks = article.blocks or _one_block(text)
    lines: list[Line] = []
    # Where paragraphs are an empty line apart, lines right below each other (a list, a transcript) stay together.
    apart = [text.count("\n", before.end, after.start) > 1 for before, after in pairwise(blocks)]
    spaced = any(apart)
    for index, block in enumerate(blocks):
        if index and _parted(blocks[index - 1].kind, block.kind, apart[index - 1] or not spaced):
            lines.append(Line(blocks[index - 1].end, blocks[index - 1].end, -1))
        if block.kind is BlockKind.HEADLINE:
            lines.extend(_balanced(text, block, index, width))
        elif block.kind in _INDENTED and width >= _LEAST:
            lines.extend(_indented(text, block, index, width))
        else:
            lines.extend(_broken(text, block, index, width))
    return Layout(width, blocks, lines)


def _parted(before: BlockKind, after: BlockKind, apart: bool) -> bool:
    """Whether an empty line stands between two blocks. apart: whether one would between two paragraphs."""
    if BlockKind.HEADLINE in (before, after) and before is not after:
        return True
    if before in _WHO_AND_WHEN and after in _WHO_AND_WHEN:
        return False
    return apart and not before is after is BlockKind.ITEM


def _broken(text: str, block: Block, index: int, width: int) -> Iterator[Line]:
    if _narrow().fullmatch(text, block.start, block.end):
        return _break_narrow(text, block, index, width)
    return _break_measured(text, block, index, width)


def _balanced(text: str, block: Block, index: int, width: int) -> Sequence[Line]:
    """The lines of a headline: as few as there can be, and no more cells wide than they must be for that."""
    lines = list(_broken(text, block, index, width))
    if len(lines) == 1 or block.end - block.start > _LONGEST_HEADLINE:
        return lines
    low, high = width // 2, width  # at `high` cells the lines are as few as they can be
    while low + 1 < high:
        middle = (low + high) // 2
        closer = list(_broken(text, block, index, middle))
        # A word that is cut in two would be a high price.
        if len(closer) == len(lines) and all(line.end == block.end or text[line.end - 1] in _SPACE for line in closer):
            lines, high = closer, middle
        else:
            low = middle
    return lines


def _indented(text: str, block: Block, index: int, width: int) -> Iterator[Line]:
    """The lines of a list item or a block quote. An item's own bullet stands left of its lines."""
    bullet = _bullet().match(text, block.start, block.end) if block.kind is BlockKind.ITEM else None
    indent = len(bullet.group()) if bullet else INDENT
    for line in _broken(text, block, index, width - indent):
        yield line._replace(indent=0 if bullet and line.start == block.start else indent)


@cache
def _narrow() -> re.Pattern[str]:
    """Everything that is sure to be one cell wide. A paragraph of nothing else is broken by one regular expression;
    any other is measured character by character.
    """
    return re.compile(
        r"[\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0373\u0386-\u0482\u1e00-\u1fff\u2010-\u2027\u2030-\u205e]*"
    )


@cache
def _bullet() -> re.Pattern[str]:
    """What a list item may begin with of its own."""
    return re.compile(r"(?:[-*•‣◦–—]|\(?[0-9a-zA-Z]{1,2}[.)])[ \t]+")


def _one_block(text: str) -> tuple[Block, ...]:
    return (Block(0, len(text), BlockKind.BODY),) if text else ()


@lru_cache(maxsize=8)
def _breaker(width: int) -> re.Pattern[str]:
    return re.compile(rf"(?:.{{1,{width}}}(?=[{_SPACE}]|\Z)|.{{{width}}}|.+)[{_SPACE}]*", re.DOTALL)


def _break_narrow(text: str, block: Block, index: int, width: int) -> Iterator[Line]:
    """Lines of a block in which each character is one cell."""
    for found in _breaker(width).finditer(text, block.start, block.end):
        yield Line(found.start(), found.end(), index)


def _break_measured(text: str, block: Block, index: int, width: int) -> Iterator[Line]:
    """Lines of a block with wide, combining or joined characters, measured word by word."""
    start, used = block.start, 0
    for word in re.compile(rf"[^{_SPACE}]*[{_SPACE}]*").finditer(text, block.start, block.end):
        if not word.group():
            continue
        letters = word.group().rstrip(_SPACE)
        bare = cell_len(shown(letters))
        if used and used + bare > width and not (used + 2 <= width and _flows(letters)):
            yield Line(start, word.start(), index)
            start, used = word.start(), 0
        if used + bare > width:
            *full, rest = _pieces(text, word.start(), word.start() + len(letters), width, width - used)
            for _, end in full:
                yield Line(start, end, index)
                start = end
            used = cell_len(shown(text[rest[0] : rest[1]])) + len(word.group()) - len(letters)
        else:
            used += cell_len(shown(word.group()))
    if start < block.end:
        yield Line(start, block.end, index)


def _flows(word: str) -> bool:
    """Whether a word may be broken anywhere: Chinese and Japanese have no blanks between words."""
    return bool(word) and any(low <= ord(word[0]) <= high for low, high in _NO_BLANKS)


def _pieces(text: str, start: int, end: int, width: int, room: int) -> list[tuple[int, int]]:
    """A word cut into pieces of at most `width` cells (the first: `room`), never within what is one sign to the eye.

    Where there is another way, none begins with a mark or a small letter that Chinese and Japanese keep at the end.
    """
    pieces: list[tuple[int, int]] = []
    begin, used = start, 0
    before = start, 0  # the sign before: where it begins, how many cells of the piece stand before it
    for at, cells in signs_of(text, start, end):
        if used + cells > room and at > begin:
            cut, kept = (at, used) if text[at] not in _NEVER_FIRST or before[0] <= begin else before
            pieces.append((begin, cut))
            begin, used, room = cut, used - kept, width
        before = at, used
        used += cells
    pieces.append((begin, end))
    return pieces


def is_narrow(text: str) -> bool:
    """Whether each character is surely one cell and one sign to the eye; most lines of most articles are."""
    return text.isascii() or _narrow().fullmatch(text) is not None


def signs_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is one sign to the eye, joined emoji and flags included: where each begins, and how many cells it takes."""
    spans, _ = split_graphemes(unsure().sub("\u200b", text[start:end]))  # as long, and of no width
    flag = False  # whether the sign before is the first half of a flag
    held: tuple[int, int] | None = None
    for left, _, cells in spans:
        half = ord(text[start + left]) in _FLAGS
        if held and flag and half:
            held, flag = (held[0], held[1] + cells), False
            continue
        if held:
            yield held
        held, flag = (start + left, cells), half
    if held:
        yield held
