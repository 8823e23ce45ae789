"""What goes on in the background, in words for the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.core.pace import Rate
from newsreader.tui.wording import count

if TYPE_CHECKING:
    from newsreader.core.worker import Progress

_DOING = {"load": "Loading", "analyse": "Analysing", "index": "Indexing", "refresh": "Fetching"}
_NOUN = {"load": "article", "analyse": "article", "index": "change", "refresh": "feed"}


class Background:
    """Keeps count of each kind of work, and says of the one told of last how far it is."""

    def __init__(self) -> None:
        self._rates: dict[str, tuple[Rate, int]] = {}

    def words(self, progress: Progress, stops: str = "") -> str:
        """How far a piece of work is, how fast it goes and how long it still takes; "" when it is done.

        stops: the key that stops it.
        """
        if progress.done >= progress.total:
            self._rates.pop(progress.task, None)
            return ""
        rate, before = self._rates.get(progress.task, (Rate(), progress.done))
        if progress.done > before or progress.task not in self._rates:
            rate.step(progress.done - before)
        self._rates[progress.task] = (rate, max(before, progress.done))
        of = count(progress.total, _NOUN[progress.task])
        unit = f"{_NOUN[progress.task]}s"
        left = rate.words(progress.total - progress.done, unit)
        can_stop = stops and progress.task != "index"  # what is in the library is to be found, too
        stop = [f"{stops} stops"] if can_stop else []
        return " · ".join([f"{_DOING[progress.task]} {progress.done:,}/{of}", *left, *stop])
