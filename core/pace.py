"""How fast a long piece of work goes, and how long it still takes."""

from __future__ import annotations

import time

SURE_AFTER = 1.0
"""Seconds before anything is said of speed."""


class Rate:
    """The speed of things that are done one after the other, each with a weight that says how long it takes."""

    def __init__(self) -> None:
        self._start: float | None = None
        self._timed = 0.0

    def step(self, weight: float) -> None:
        """So much more is done. The first step starts the clock: it waited for what the others found ready."""
        if self._start is None:
            self._start = time.monotonic()
        else:
            self._timed += weight

    @property
    def speed(self) -> float | None:
        """Weight a second; None while nothing can be said of it."""
        passed = 0.0 if self._start is None else time.monotonic() - self._start
        return self._timed / passed if passed >= SURE_AFTER and self._timed else None

    def words(self, left: float, unit: str) -> list[str]:
        """The speed in some unit and the time that what is left still takes, for a reader; [] while nothing is sure."""
        speed = self.speed
        if speed is None:
            return []
        shown = f"{speed:,.0f}" if speed >= 10 else f"{speed:.1f}"
        return [f"{shown} {unit}/s", f"{duration(left / speed)} left"]


def duration(seconds: float) -> str:
    """Seconds in the two largest units that they fill: "45 s", "3 min 5 s", "2 h 10 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
