"""Numbers over time: a line of columns for each of a few things, all to one measure, their dates below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.cells import clip, pad, strip_of
from newsreader.tui.drawing import Timeline
from newsreader.tui.plain import lacks_signs
from newsreader.tui.theme import Palette

_ROOMY = 76  # cells; below, the names are shortened


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name, a shorter one, and how many there are on which dates; all of its number, dated or not."""

    name: str
    short: str
    points: Sequence[tuple[str | None, int]] = ()

    @property
    def number(self) -> int:
        """The sum."""
        return sum(number for _, number in self.points)


class Chart(Widget):
    """A line of words, then the series with their numbers, then the dates."""

    def __init__(self, palette: Palette, id: str | None = None) -> None:
        super().__init__(id=id)
        self._palette = palette
        self._facts = ""
        self._series: Sequence[Series] = ()
        self._dates: Sequence[str | None] = ()

    def show(self, facts: str, series: Sequence[Series], dates: Sequence[str | None] = ()) -> None:
        """Show numbers; `dates`, where given, are what the line of time goes over, else it is those of the series."""
        self._facts, self._series = facts, series
        self._dates = dates or [date for one in series for date, _ in one.points]
        self.refresh()

    def recolour(self, palette: Palette) -> None:
        """Use another theme's colours."""
        self._palette = palette
        self.refresh()

    @property
    def text(self) -> list[str]:
        """The lines that are shown."""
        return [self.render_line(y).text.rstrip() for y in range(self.size.height)]

    def render_line(self, y: int) -> Strip:
        """The facts, a series, or the dates."""
        palette, width = self._palette, self.size.width
        return strip_of(self._runs(y, width), width, palette.base)

    def _runs(self, y: int, width: int) -> list[Segment]:
        palette = self._palette
        facts = 0 if self.screen.has_class("-short") else 1  # where lines are dear the numbers come first
        if y < facts:
            return [Segment(clip(self._facts, width), palette.base)]
        names = [one.name if width >= _ROOMY else one.short for one in self._series]
        wide = max((len(name) for name in names), default=0) + 2
        numbers = max((len(f"{one.number:,}") for one in self._series), default=0) + 2
        timeline = Timeline.over(self._dates, width - wide - numbers)
        if timeline is None:
            return self._untimed(y - facts, names, wide, numbers)
        counts = [timeline.counts(*_apart(one)) for one in self._series]
        most = max((number for line in counts for number in line), default=0)
        if y - facts < len(self._series):
            at = y - facts
            columns = timeline.line(counts[at], most, lacks_signs(self.app))
            return [*self._head(at, names, wide, numbers), Segment(columns, palette.base + palette.accent)]
        if y - facts == len(self._series):
            return [Segment(" " * (wide + numbers) + timeline.scale(), palette.base + palette.muted)]
        return []

    def _untimed(self, at: int, names: Sequence[str], wide: int, numbers: int) -> list[Segment]:
        if at < len(names):
            return self._head(at, names, wide, numbers)
        some = any(one.number for one in self._series)
        undated = "None of it has a date." if some and at == len(names) else ""
        return [Segment(undated, self._palette.base + self._palette.muted)]

    def _head(self, at: int, names: Sequence[str], wide: int, numbers: int) -> list[Segment]:
        palette, number = self._palette, f"{self._series[at].number:,}"
        return [
            Segment(pad(names[at], wide), palette.base + palette.muted),
            Segment(f"{number:>{numbers - 2}}  ", palette.base + palette.title),
        ]


def _apart(series: Series) -> tuple[list[str | None], list[int]]:
    return [date for date, _ in series.points], [number for _, number in series.points]
