"""The progress line of a command: what, how many, how fast, how long still."""

from __future__ import annotations

from newsreader.core.cli.console import Console
from newsreader.core.pace import Rate


class Pace:
    """Shows the progress of `total` things, each with a weight, such as its words, that says how long it takes."""

    def __init__(self, console: Console, doing: str, total: int, unit: str, weight: float) -> None:
        """unit: what the weights count. weight: that of all things."""
        self._console = console
        self._doing, self._unit = doing, unit
        self._total, self._left = total, weight
        self._done = 0
        self._rate = Rate()
        self._show()

    def step(self, weight: float, name: str) -> None:
        """Another thing, called `name`, is done."""
        self._done += 1
        self._left -= weight
        self._rate.step(weight)
        self._show(name)

    def _show(self, *name: str) -> None:
        parts = [f"{self._doing} {self._done:,}/{self._total:,}", *self._rate.words(self._left, self._unit), *name]
        self._console.progress(" · ".join(parts))
