"""Bars and timelines of characters. Pure: numbers and dates in, lines out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_ALONG = " ▏▎▍▌▋▊▉█"  # eighths of a cell from the left
_UP = " ▁▂▃▄▅▆▇█"  # eighths from below
_UP_PLAIN = " .:-=+*#@"
_WIDEST = 6  # cells of a step of a timeline
_UNITS = ("day", "week", "month", "quarter", "year")


def bar(share: float, width: int, plain: bool = False) -> str:
    """A bar of up to `width` cells for a share of 0 to 1, to an eighth of a cell; what is not nothing is seen."""
    width = max(width, 0)
    share = min(max(share, 0.0), 1.0)
    if plain:
        return "#" * min(max(round(share * width), share > 0), width)
    eighths = min(max(round(share * width * 8), share > 0), width * 8)
    whole, part = divmod(eighths, 8)
    return _ALONG[8] * whole + (_ALONG[part] if part else "")


def column(number: int, most: int, plain: bool = False) -> str:
    """A cell filled from below: `most` fills it; what is not nothing is seen."""
    steps = _UP_PLAIN if plain else _UP
    return steps[min(max(round(8 * number / most), 1), 8)] if number > 0 and most > 0 else steps[0]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Steps of equal length from the first date to the last one.

    unit: day, week (from Monday), month, quarter or year; every: of them in a step. first: the number of the first one
    since the year 0. steps: how many there are. cells: that each takes.
    """

    unit: str
    every: int
    first: int
    steps: int
    cells: int

    @classmethod
    def over(cls, dates: Sequence[str | None], width: int) -> Timeline | None:
        """The timeline of dates (ISO 8601) with the shortest steps that fit into `width` cells; None without a date."""
        days = [day for one in dates if (day := day_of(one))]
        if not days or width < 1:
            return None
        early, late = min(days), max(days)
        for unit in _UNITS:
            first, last = _number(early, unit), _number(late, unit)
            if last - first < width:
                break
        every = (last - first) // width + 1
        steps = (last - first) // every + 1
        return cls(unit, every, first, steps, max(min(width // steps, _WIDEST), 1))

    @property
    def width(self) -> int:
        """Cells in all."""
        return self.steps * self.cells

    def counts(self, dates: Sequence[str | None], numbers: Sequence[int] = ()) -> list[int]:
        """How many of some dates are in each step, each counted once, or as often as `numbers` says."""
        found = [0] * self.steps
        for one, number in zip(dates, numbers or [1] * len(dates), strict=True):
            if (day := day_of(one)) and 0 <= (at := (_number(day, self.unit) - self.first) // self.every) < self.steps:
                found[at] += number
        return found

    def line(self, counts: Sequence[int], most: int, plain: bool = False) -> str:
        """A column a step; there is a gap between those that have room for it."""
        gap = " " if self.cells > 1 else ""
        return "".join(column(number, most, plain) * (self.cells - len(gap)) + gap for number in counts)

    def scale(self) -> str:
        """The dates below: the first step's, then years or months, and the last step's, where there is room."""
        line = [" "] * self.width
        last = self._label(self.steps - 1, True)
        ends = self.width - len(last) if self.steps > 1 else self.width
        free = 0
        for step in range(self.steps):
            label, at = self._label(step, step == 0), step * self.cells
            if label and at >= free and at + len(label) <= self.width:
                line[at : at + len(label)] = label
                free = at + len(label) + 1
        if free <= ends < self.width:
            line[ends:] = last
        return "".join(line).rstrip()

    def _label(self, step: int, whole: bool) -> str:
        number = self.first + step * self.every
        if self.unit == "day":
            day = date.fromordinal(number)
            return day.isoformat() if whole else f"{day:%Y-%m}" if day.day == 1 else ""
        if self.unit == "week":
            monday = date.fromordinal(number * 7 + 1)
            sunday = date.fromordinal(number * 7 + 7)
            return monday.isoformat() if whole else f"{sunday:%Y-%m}" if sunday.day <= 7 else ""
        if self.unit == "month":
            year, month = divmod(number, 12)
            return f"{year}-{month + 1:02}" if whole else f"{year}" if month == 0 else ""
        year = number // 4 if self.unit == "quarter" else number
        begins = self.unit == "year" or whole or number % 4 == 0
        return f"{year}" if begins else ""


def day_of(text: str | None) -> date | None:
    """The day of a date, the first one of a month or of a year; None where there is none."""
    parts = (text or "")[:10].split("-")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        return date(year, month, day)
    except ValueError:
        try:
            return date(int(parts[0]), 1, 1) if len(parts[0]) == 4 else None
        except ValueError:
            return None


def _number(day: date, unit: str) -> int:
    match unit:
        case "day":
            return day.toordinal()
        case "week":
            return (day.toordinal() - 1) // 7
        case "month":
            return day.year * 12 + day.month - 1
        case "quarter":
            return day.year * 4 + (day.month - 1) // 3
        case _:
            return day.year
