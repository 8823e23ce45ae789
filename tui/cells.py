"""Fitting text into cells, wide and combining characters included."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_BLANKS = str.maketrans("\n\t", "  ")
_EMOJI = r"\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff"

_SUSPECTS = frozenset("\u200d\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")

_REVERSE = Style(reverse=True)


@cache
def unsure() -> re.Pattern[str]:
    """What makes terminals disagree on how many cells the signs beside it take, so that it is not drawn.

    The sign that asks for the emoji of a character that has a plain form, joiners that do not join emoji, tones of
    skin.
    """
    return re.compile(
        rf"\ufe0f(?!\u200d)|(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])|(?<=[{_EMOJI}])[\U0001f3fb-\U0001f3ff]"
    )


def shown(text: str) -> str:
    """`text` as it is drawn, on one line; it may have fewer characters then."""
    text = text.translate(_BLANKS)
    return text if text.isascii() or _SUSPECTS.isdisjoint(text) else unsure().sub("", text)


def clip(text: str, width: int) -> str:
    """`text` on one line in at most `width` cells, cut with an ellipsis where it is longer."""
    # No need to measure what cannot fit: a character in two has at least one cell in practice.
    text = shown(text[: 4 * max(width, 0) + 4])
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    return set_cell_size(text, width - 1).rstrip() + "…"


def pad(text: str, width: int) -> str:
    """`text` clipped and filled with blanks to exactly `width` cells."""
    text = clip(text, width)
    return text + " " * (width - cell_len(text))


def strip_of(segments: Iterable[Segment], width: int, style: Style) -> Strip:
    """A line of exactly `width` cells, filled with blanks of a style. Neighbours of one style are one segment.

    Else the style would be sent to the terminal for each of them. Made at once: every strip that is passed on the way,
    with its caches, takes as long as drawing some words.
    """
    line, used = list[Segment](), 0
    for segment in (*segments, None):
        if segment is None:
            segment = Segment(" " * (width - used), style)
        if not segment.text:
            continue
        used += segment.cell_length
        if line and (line[-1].style is segment.style or line[-1].style == segment.style):
            line[-1] = Segment(line[-1].text + segment.text, segment.style)
        else:
            line.append(segment)
    return Strip(line, width) if used == width else Strip(line, used).adjust_cell_length(width, style)


def reversed_in(strip: Strip, start: int, end: int | None) -> Strip:
    """A strip whose characters [start, end) are in reverse, blanks at its end left out; end: None for all the rest."""
    length = len(strip.text.rstrip())
    end = length if end is None else min(end, length)
    segments, at = list[Segment](), 0
    for text, style, _ in strip:
        low, high = min(max(start - at, 0), len(text)), max(min(end - at, len(text)), 0)
        if low < high:
            inside = (style or Style()) + _REVERSE
            parts = [(text[:low], style), (text[low:high], inside), (text[high:], style)]
            segments += [Segment(part, its) for part, its in parts if part]
        else:
            segments.append(Segment(text, style))
        at += len(text)
    return Strip(segments, strip.cell_length)
