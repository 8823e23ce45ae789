"""The lines of a PDF page and where they stand."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

BROKEN = "\ufffe"
"""Stands at the end of a line that breaks a word, for its hyphen."""

MARK = re.compile(r"[•‣▪●◦∙*–-]|\(?\d{1,2}[.)]")
"""What stands before an item of a list."""

_GAP = 1.5
"""Heights of a line that part two columns, or two cells of a table."""

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "ſt", 0xFB06: "st"}
_ENDS = re.compile(f"\r\n|\r|\n|(?<={BROKEN})")


@dataclass(frozen=True, slots=True)
class Line:
    """Some words in a row. Positions in points from the page's lower left corner; height: of its font."""

    text: str
    page: int
    left: float
    right: float
    base: float
    height: float


def lines_of(document: PdfDocument, number: int) -> list[Line]:
    """The lines of a page, counted from 0, in the order in which they are to be read."""
    import pypdfium2.raw as pdfium

    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            rows = _rows(pdfium, textpage, number)
        finally:
            textpage.close()
    finally:
        page.close()
    return _by_column(rows)


def _rows(pdfium: Any, textpage: Any, number: int) -> list[list[Line]]:
    """The lines, each in pieces where wide gaps are."""
    text: str = textpage.get_text_range()
    count: int = textpage.count_chars()
    if len(text) != count:  # then indexes into one are none into the other
        codes = (pdfium.FPDFText_GetUnicode(textpage, i) for i in range(count))
        text = "".join(BROKEN if code == 2 else chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)
    box = pdfium.FS_RECTF()

    def place(index: int) -> tuple[float, float, float, float]:
        pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box))
        return box.left, box.right, box.bottom, box.top - box.bottom

    def line(start: int, end: int, right: float) -> Line:
        middle = (start + end) // 2  # a bullet, or the first word, may be of another font
        letter = next((i for i in (*range(middle, end), *range(start, middle)) if text[i].isalnum()), start)
        left, (_, _, base, height) = place(start)[0], place(letter)
        return Line(" ".join(text[start:end].translate(_LIGATURES).split()), number, left, right, base, height)

    rows: list[list[Line]] = []
    start = 0
    for end in [*(match.start() for match in _ENDS.finditer(text)), len(text)]:
        piece_start = start = _skipped(text, start, end)
        row: list[Line] = []
        height = place(start)[3] if start < end else 0.0
        for i in range(start + 1, end - 1):
            if text[i] != " " or not pdfium.FPDFText_IsGenerated(textpage, i):
                continue
            if place(i + 1)[0] - place(i - 1)[1] > _GAP * max(height, 1.0):
                row.append(line(piece_start, i, place(i - 1)[1]))
                piece_start = i + 1
        if piece_start < end:
            last = end - 1
            while last > piece_start and text[last].isspace():
                last -= 1
            row.append(line(piece_start, end, place(last)[1]))
        if row := [one for one in row if one.text]:
            rows.append(row)
        start = end
    return rows


def _skipped(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _by_column(rows: Sequence[list[Line]]) -> list[Line]:
    """The lines in order; those that run over two columns, as some programs write them, column by column."""
    gutter = _gutter(rows)
    out: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    below = 0.0
    for row in rows:
        if below - row[0].base > 4 * row[0].height:  # something else begins
            out += [*left, *right]
            left, right = [], []
        below = row[0].base
        if gutter is not None and all(line.right <= gutter or line.left >= gutter for line in row):
            left += _joined([line for line in row if line.right <= gutter])
            right += _joined([line for line in row if line.left >= gutter])
        else:
            out += [*left, *right, *_joined(row)]
            left, right = [], []
    return out + left + right


def _gutter(rows: Sequence[list[Line]]) -> float | None:
    """Where the space between two columns of prose is, when lines run over both."""
    over = [row for row in rows if len(row) == 2 and all(line.text.count(" ") >= 2 for line in row)]
    if len(over) < 6:
        return None
    middle = sorted((row[0].right + row[1].left) / 2 for row in over)[len(over) // 2]
    parted = sum(row[0].right < middle < row[1].left for row in over)
    return middle if parted >= 0.8 * len(over) and len(over) * 3 > len(rows) else None


def _joined(row: Sequence[Line]) -> list[Line]:
    """The cells of a table's row as one line; what follows a bullet is no cell."""
    if len(row) < 2:
        return list(row)
    marked = len(row) == 2 and MARK.fullmatch(row[0].text)
    return [replace(row[0], text=(" " if marked else "\t").join(line.text for line in row), right=row[-1].right)]
