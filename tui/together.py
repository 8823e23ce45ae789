"""Several line filters as one: for each of them Textual makes every line of the screen once more."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter


class Together(LineFilter):
    """Does what several filters do, one after the other."""

    def __init__(self, filters: tuple[LineFilter, ...]) -> None:
        super().__init__()
        self._filters = filters

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments as the last filter leaves them."""
        for line_filter in self._filters:
            segments = line_filter.apply(segments, background)
        return segments


@lru_cache(maxsize=16)
def together(*filters: LineFilter) -> Together:
    """The one for some filters; the same for the same ones, since lines are remembered by their filter."""
    return Together(filters)
