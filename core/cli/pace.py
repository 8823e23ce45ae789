"""How far a long piece of work is, how fast it goes and how long it still takes."""

from __future__ import annotations

import time

from newsreader.core.cli.console import Console

SURE_AFTER = 1.0
"""Seconds before anything is said of speed."""


class Pace:
    """Shows the progress of `total` things, each with a weight, such as its words, that says how long it takes."""

    def __init__(self, console: Console, doing: str, total: int, unit: str, weight: float) -> None:
        """unit: what the weights count. weight: that of all things."""
        self._console = console
        self._doing, self._unit = doing, unit
        self._total, self._left = total, weight
        self._done = 0
        self._timed = 0.0  # the weight of what was done since the start of the clock
        self._start: float | None = None
        self._show()

    def step(self, weight: float, name: str) -> None:
        """Another thing, called `name`, is done."""
        self._done += 1
        self._left -= weight
        if self._start is None:  # the first one waited for the language model
            self._start = time.monotonic()
        else:
            self._timed += weight
        self._show(name)

    def _show(self, *name: str) -> None:
        passed = 0.0 if self._start is None else time.monotonic() - self._start
        parts = [f"{self._doing} {self._done:,}/{self._total:,}"]
        if passed >= SURE_AFTER and self._timed:
            speed = self._timed / passed
            parts += [f"{speed:,.0f} {self._unit}/s", f"{duration(self._left / speed)} left"]
        self._console.progress(" · ".join([*parts, *name]))


def duration(seconds: float) -> str:
    """Seconds in the two largest units that they fill: "45 s", "3 min 5 s", "2 h 10 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
