"""A page's Markdown -> lines of styled words that fit a width in cells. Pure; the terminal and the reader draw them.

Of Markdown it knows what the manual uses: headings, paragraphs, lists, tables, blocks of code, strong, code, links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from markdown_it.token import Token


class Look(Enum):
    """How words look."""

    PLAIN = "plain"
    TITLE = "title"
    HEADING = "heading"
    STRONG = "strong"
    CODE = "code"
    BLOCK = "block"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look. target: where a link leads, as the page has it."""

    text: str
    look: Look = Look.PLAIN
    target: str = ""


Line = tuple[Piece, ...]

ROOM = 26
"""Cells that the last column has to have for a table to be one: there the words are."""

_BETWEEN = 2  # cells between two columns
_WORD = re.compile(r"\s+|\S+")


def cells(text: str) -> int:
    """How wide a text is on a terminal."""
    if text.isascii():
        return len(text)
    return len(text) + sum(east_asian_width(letter) in "WF" for letter in text)


def plain(line: Line) -> str:
    """A line's words."""
    return "".join(piece.text for piece in line)


def lay_out(markdown: str, width: int) -> list[Line]:
    """A page's lines, none wider than `width` but where a word or a line of code is. Comments are left out."""
    lines = list(_blocks(_tokens(markdown), max(width, 1)))
    while lines and not lines[-1]:
        lines.pop()
    return lines


@lru_cache(maxsize=16)
def _tokens(markdown: str) -> Sequence[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(markdown)


def _blocks(tokens: Sequence[Token], width: int) -> Iterator[Line]:
    at, lists = 0, list[int]()  # the number of the item in each list that one is in; 0 in a list of dots
    first = False  # in an item, before its first paragraph
    shared = _shared(tokens)
    while at < len(tokens):
        token = tokens[at]
        match token.type:
            case "heading_open":
                look = Look.TITLE if token.tag == "h1" else Look.HEADING
                yield from _wrapped([Piece(piece.text, look) for piece in _pieces(tokens[at + 1])], width)
                if token.tag == "h1":
                    yield ()
            case "paragraph_open":
                indent = 2 * len(lists) + (lists[-1] > 0 if lists else 0)
                sign = (f"{lists[-1]}. " if lists[-1] else "• ") if first else " " * indent
                inner = list(_wrapped(_pieces(tokens[at + 1]), max(width - indent, 1)))
                for number, line in enumerate(inner):
                    start = sign.rjust(indent) if number == 0 else " " * indent
                    yield (Piece(start), *line) if indent else line
                if not token.hidden:
                    yield ()
                first = False
            case "bullet_list_open" | "ordered_list_open":
                lists.append(0)
            case "list_item_open":
                first = True
                if token.info:  # the number as written
                    lists[-1] = int(token.info)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
                if not lists:
                    yield ()
            case "fence" | "code_block":
                for text in token.content.rstrip("\n").split("\n"):
                    yield (Piece(f"  {text}", Look.BLOCK),)
                yield ()
            case "table_open":
                end = _end(tokens, at)
                rows = _rows(tokens[at:end])
                yield from _table(rows, _Widths.of(rows) if _is_headed(rows) else shared[len(rows[0])], width)
                yield ()
                at = end
            case _:
                pass
        at += 1


def _pieces(inline: Token) -> list[Piece]:
    """The words of a paragraph, a heading or a cell."""
    pieces, looks, target = list[Piece](), [Look.PLAIN], ""
    for token in inline.children or ():
        match token.type:
            case "text":
                pieces.append(Piece(token.content, looks[-1], target))
            case "code_inline":
                pieces.append(Piece(token.content, Look.CODE))
            case "softbreak" | "hardbreak":
                pieces.append(Piece(" ", looks[-1], target))
            case "strong_open" | "em_open":
                looks.append(Look.STRONG)
            case "link_open":
                looks.append(Look.LINK)
                target = str(token.attrGet("href") or "")
            case "strong_close" | "em_close" | "link_close":
                looks.pop()
                target = target if token.type != "link_close" else ""
            case _:
                pass
    return pieces


def _wrapped(pieces: Sequence[Piece], width: int) -> Iterator[Line]:
    """Break between words; a word that is wider than a line keeps a line to itself, and code is broken as little."""
    line, used = list[Piece](), 0
    for word in _words(pieces):
        wide = sum(cells(piece.text) for piece in word)
        if word[0].text.isspace():
            if line:
                line.append(replace(word[0], text=" " * wide))
                used += wide
            continue
        if line and used + wide > width:
            yield _trimmed(line)
            line, used = [], 0
        line += word
        used += wide
    yield _trimmed(line)


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Spaces and words in turn; a word may be of several pieces, as in `n`."""
    word = list[Piece]()
    for piece in pieces:
        for match in _WORD.finditer(piece.text):
            part = replace(piece, text=match[0])
            if word and part.text.isspace() != word[0].text.isspace():
                yield word
                word = []
            word.append(part)
    if word:
        yield word


def _trimmed(line: list[Piece]) -> Line:
    """Without blanks at its end, and what looks the same in one piece."""
    while line and line[-1].text.isspace():
        line.pop()
    return tuple(
        Piece("".join(piece.text for piece in run), *of) for of, run in groupby(line, attrgetter("look", "target"))
    )


Row = list[list[Piece]]


def _rows(tokens: Sequence[Token]) -> list[Row]:
    """A table's rows of cells; a heading of nothing but empty cells is left out."""
    rows = list[Row]()
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_pieces(token))
    head, *body = rows
    return [[[Piece(piece.text, Look.STRONG) for piece in cell] for cell in head], *body] if any(head) else body


@dataclass(frozen=True, slots=True)
class _Widths:
    """Of a table's columns: natural, how wide what is in them is; least, how wide the longest word in them is."""

    natural: tuple[int, ...]
    least: tuple[int, ...]

    @staticmethod
    def of(rows: Sequence[Row]) -> _Widths:
        columns = list(zip(*rows, strict=True))
        return _Widths(
            tuple(max(map(_wide, column)) for column in columns),
            tuple(max(map(_longest, column)) for column in columns),
        )

    def __or__(self, other: _Widths) -> _Widths:
        return _Widths(tuple(map(max, self.natural, other.natural)), tuple(map(max, self.least, other.least)))

    def within(self, width: int) -> list[int] | None:
        """How wide the columns become, the widest giving way first; None where words would be broken or lost."""
        wide, room = [max(one, 1) for one in self.natural], width - _BETWEEN * (len(self.natural) - 1)
        while sum(wide) > room:
            giving = [index for index, one in enumerate(wide) if one > self.least[index]]
            if not giving:
                return None
            wide[max(giving, key=wide.__getitem__)] -= 1
        return wide if wide[-1] >= min(self.natural[-1], ROOM) else None


def _shared(tokens: Sequence[Token]) -> dict[int, _Widths]:
    """Widths for a page's tables without headings, by the number of columns: these stand in line."""
    found = dict[int, _Widths]()
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            rows = _rows(tokens[at : _end(tokens, at)])
            if not _is_headed(rows):
                widths = _Widths.of(rows)
                found[len(rows[0])] = widths | found.get(len(rows[0]), widths)
    return found


def _is_headed(rows: Sequence[Row]) -> bool:
    return any(piece.look is Look.STRONG for cell in rows[0] for piece in cell)


def _end(tokens: Sequence[Token], at: int) -> int:
    return next(index for index in range(at, len(tokens)) if tokens[index].type == "table_close")


def _table(rows: Sequence[Row], widths: _Widths, width: int) -> Iterator[Line]:
    """Columns side by side, what is too wide broken; where there is no room for that, cell below cell."""
    wide = widths.within(width)
    if wide is None:
        for row in rows:
            for number, cell in enumerate(row):
                indent = (Piece("  "),) if number else ()
                if cell:
                    yield from ((*indent, *text) for text in _wrapped(cell, max(width - 2 * len(indent), 1)))
        return
    for row in rows:
        broken = [list(_wrapped(cell, column)) for cell, column in zip(row, wide, strict=True)]
        for number in range(max(map(len, broken))):
            line, gap = list[Piece](), 0
            for column, parts in zip(wide, broken, strict=True):
                part = parts[number] if number < len(parts) else ()
                if part:
                    line += [Piece(" " * gap), *part] if gap else part
                    gap = 0
                gap += max(column - cells(plain(part)), 0) + _BETWEEN
            yield tuple(line)


def _wide(cell: Sequence[Piece]) -> int:
    return sum(cells(piece.text) for piece in cell)


def _longest(cell: Sequence[Piece]) -> int:
    return max((_wide(word) for word in _words(cell)), default=0)
