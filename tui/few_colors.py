"""Terminals with sixteen colours: each pair of colour and background becomes one of theirs that can be read.

Rich takes the nearest of the sixteen for each colour alone, which makes grey on grey of what was quiet text.
"""

from __future__ import annotations

import math
from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from newsreader.tui.theme import TEXT_CONTRAST, contrast_ratio, luminance

# As the PC had them: black, red, green, brown, blue, magenta, cyan, grey, and the bright ones.
SIXTEEN = tuple(
    Color.parse(f"#{value}")
    for value in (
        "000000", "aa0000", "00aa00", "aa5500", "0000aa", "aa00aa", "00aaaa", "aaaaaa",
        "555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff",
    )
)  # fmt: skip
_BLACK, _BLUE, _CYAN, _WHITE = 0, 4, 6, 15
_GREYS = (0, 7, 8, 15)
_GREY = 45  # between the strongest and the weakest part of a colour; below it is a grey
_PLAIN = 7.0  # contrast of plain text; what has less is meant to be quiet
_NEAR = 1.2  # contrast to the screen's background below which a background is meant to be the same


class FewColors(LineFilter):
    """Draws in the sixteen colours, on black or on white as the theme is dark or light."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """A line in colours that there are."""
        return [
            one if one.style is None else Segment(one.text, fewer(one.style, background), one.control)
            for one in segments
        ]


@lru_cache(maxsize=4096)
def fewer(style: Style, screen: Color) -> Style:
    """A style in the sixteen colours; screen: the background of the theme."""
    dark = luminance(screen) < 0.18
    back = _color(style.bgcolor) or screen
    on = _background(back, screen, dark)
    front = _color(style.color) or (SIXTEEN[_WHITE] if dark else SIXTEEN[_BLACK])
    return style + Style(color=_named(_foreground(front, back, on)), bgcolor=_named(on))


def _named(index: int) -> RichColor:
    return RichColor.from_ansi(index)


def _color(color: RichColor | None) -> Color | None:
    return None if color is None or color.is_default else Color.from_rich_color(color)


def _background(back: Color, screen: Color, dark: bool) -> int:
    """The screen's own; blue for a bar, cyan for what has to be seen; bright ones are not had everywhere."""
    apart = contrast_ratio(back, screen)
    if apart < _NEAR:
        return _BLACK if dark else _WHITE
    if apart >= 2.9:
        return _CYAN if dark else _BLUE
    return _BLUE if dark else _CYAN


def _foreground(front: Color, back: Color, on: int) -> int:
    """The nearest colour that can be read; a grey stays one, and what stands out most from its background does."""
    readable = [i for i, color in enumerate(SIXTEEN) if contrast_ratio(color, SIXTEEN[on]) >= TEXT_CONTRAST]
    if max(front.rgb) - min(front.rgb) < _GREY:
        greys = [i for i in readable if i in _GREYS]
        by = contrast_ratio(front, back) >= _PLAIN
        return (max if by else min)(greys, key=lambda i: contrast_ratio(SIXTEEN[i], SIXTEEN[on]))
    return min(readable, key=lambda i: math.dist(front.rgb, SIXTEEN[i].rgb))
