"""The last door before the terminal: no control character of anybody's text gets through."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# C0 without the newline, DEL and C1; the line and paragraph separators; the bidi overrides and isolates.
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Guard(LineFilter):
    """Replaces what could command a terminal by U+FFFD, one for one, in all that the program draws.

    Textual and rich strip only five of these characters; articles are cleaned when they come in, this is the net
    below for everything else: file names, error messages, pasted queries.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with forbidden characters replaced; control segments are the program's own and stay."""
        return [
            Segment(_FORBIDDEN.sub("\ufffd", segment.text), segment.style, segment.control)
            if not segment.control and _FORBIDDEN.search(segment.text)
            else segment
            for segment in segments
        ]
