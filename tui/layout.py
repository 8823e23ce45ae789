"""Breaking an article into screen lines. Pure, and linear in the text: a million words take a tenth of a second.

Lines break at white space only, so hyphens and dashes stay whole; a word longer than the line is cut.
A newline inside a block is white space (hard-wrapped text is set anew); blocks are an empty line apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.core.model import Article, Block, BlockKind

# Everything that is sure to be one cell wide. A paragraph of nothing else is broken by one regular expression;
# any other is measured character by character.
_NARROW = re.compile(
    r"[\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0373\u0386-\u0482\u1e00-\u1fff\u2010-\u2027\u2030-\u205e]*"
)
_SPACE = " \t\n"


class Line(NamedTuple):
    """One screen line: its characters [start, end) and the block it belongs to, -1 for a gap between blocks."""

    start: int
    end: int
    block: int


@dataclass(frozen=True)
class Layout:
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
        if index and (apart[index - 1] or not spaced):
            lines.append(Line(blocks[index - 1].end, blocks[index - 1].end, -1))
        if _NARROW.fullmatch(text, block.start, block.end):
            lines.extend(_break_narrow(text, block, index, width))
        else:
            lines.extend(_break_measured(text, block, index, width))
    return Layout(width, blocks, lines)


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
        bare = cell_len(letters)
        if used and used + bare > width:
            yield Line(start, word.start(), index)
            start, used = word.start(), 0
        if bare > width:
            *full, rest = _pieces(text, word.start(), word.start() + len(letters), width)
            for begin, end in full:
                yield Line(begin, end, index)
            start = rest[0]
            used = cell_len(text[rest[0] : rest[1]]) + len(word.group()) - len(letters)
        else:
            used += cell_len(word.group().replace("\n", " ").replace("\t", " "))
    if start < block.end:
        yield Line(start, block.end, index)


def _pieces(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """A word cut into pieces of at most `width` cells, never between a character and what joins it."""
    pieces: list[tuple[int, int]] = []
    begin, used = start, 0
    for at in range(start, end):
        cells = cell_len(text[at])
        joined = cells == 0 or text[at - 1] == "\u200d"
        if used + cells > width and at > begin and not joined:
            pieces.append((begin, at))
            begin, used = at, 0
        used += cells
    pieces.append((begin, end))
    return pieces
