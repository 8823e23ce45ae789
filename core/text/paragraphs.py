"""Where the paragraphs of a text are."""

from __future__ import annotations

import re
from itertools import pairwise

from newsreader.core.model import Span

WRAP_LIMIT = 100
"""Lines longer than this were not broken by a mail program or a typist."""

_LINE = re.compile(r"[^\n]+")
_BLANK = re.compile(r"\n[^\S\n]*\n")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs in text order, surrounding whitespace excluded.

    Blank lines part paragraphs. A line inside such a group is a paragraph of its own, unless the lines are
    hard-wrapped: no longer than WRAP_LIMIT and broken only where the next word would not have fitted.
    Without any blank line every line is a paragraph. Linear in the length of the text.
    """
    lines = [span for m in _LINE.finditer(text) if (span := _stripped(m[0], m.start()))]
    if not _BLANK.search(text):
        return lines
    joined = [text.count("\n", a[1], b[0]) == 1 for a, b in pairwise(lines)]
    width = _width(lines, joined)
    if not width:
        return lines
    out: list[Span] = []
    for i, line in enumerate(lines):
        if i and joined[i - 1] and _broken(text, lines[i - 1], line, width):
            out[-1] = (out[-1][0], line[1])
        else:
            out.append(line)
    return out


def _stripped(line: str, start: int) -> Span | None:
    bare = line.lstrip()
    left = start + len(line) - len(bare)
    return (left, left + len(bare.rstrip())) if bare else None


def _width(lines: list[Span], joined: list[bool]) -> int:
    """The column at which the text is wrapped, 0 when it is not."""
    lengths = sorted(lines[i][1] - lines[i][0] for i, again in enumerate(joined) if again)
    if len(lengths) < 3:  # too few to tell a margin from chance
        return 0
    width = lengths[min(len(lengths) - 1, len(lengths) * 19 // 20)]
    return width if 30 <= width <= WRAP_LIMIT else 0


def _broken(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether `line` ends only because the next word did not fit."""
    length = line[1] - line[0]
    if length > WRAP_LIMIT:
        return False
    space = text.find(" ", following[0], following[1])
    word = (space if space > 0 else following[1]) - following[0]
    if length + 1 + word >= width - 3:
        return True
    return length * 2 > width and text[line[1] - 1] not in ".!?:”\"'’" and text[following[0]].islower()
