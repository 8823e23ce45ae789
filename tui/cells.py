"""Fitting text into cells, wide and combining characters included."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

_BLANKS = str.maketrans("\n\t", "  ")


def clip(text: str, width: int) -> str:
    """`text` on one line in at most `width` cells, cut with an ellipsis where it is longer."""
    # No need to measure what cannot fit: a character in two has at least one cell in practice.
    text = text[: 4 * max(width, 0) + 4].translate(_BLANKS)
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    return set_cell_size(text, width - 1).rstrip() + "…"


def pad(text: str, width: int) -> str:
    """`text` clipped and filled with blanks to exactly `width` cells."""
    text = clip(text, width)
    return text + " " * (width - cell_len(text))
