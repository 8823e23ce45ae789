"""The last door before the terminal: no control character of anybody's text gets through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from newsreader.core.later import Later

if TYPE_CHECKING:
    from newsreader.core.text import clean
else:
    clean = Later("newsreader.core.text.clean")


class Guard(LineFilter):
    """Replaces what could command a terminal by U+FFFD, one for one, in all that the program draws.

    Textual and rich strip only five of these characters; articles are cleaned when they come in, this is the net
    below for everything else: file names, error messages, pasted queries.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with forbidden characters replaced; control segments are the program's own and stay.

        Marks of direction, which take no cell, are left out: an article may need them, a frame around it may not.
        """
        return [
            Segment(_harmless(segment.text), segment.style, segment.control)
            if not segment.control and not segment.text.isprintable()  # a quick way to say that there is none of them
            else segment
            for segment in segments
        ]


def _harmless(text: str) -> str:
    return clean.DIRECTIONS.sub("", clean.FORBIDDEN.sub(clean.REPLACEMENT, text))
